/** Functions of one operand, element by element: f by its number in math/functions.ts, with a parameter for those that take one. */
import {
  ABS, CEIL, ELU, EXP, EXPM1, FLOOR, LEAKY_RELU, LOG, LOG1P, NEGATIVE, RECIPROCAL, RELU, ROUND, SELU, SIGMOID, SIGN, SILU, SOFTPLUS, SQRT,
  SQUARE, TANH, hasIrregular, irregular, other, regular,
} from './math/functions'; // prettier-ignore

/** The scratch room that strided operands pass through at a time, in bytes. */
const staged: usize = 512;

/** Values at irregular arguments: not inlined, so that there is one copy of this seldom used code. */
function otherOf<T>(f: i32, x: v128, parameter: v128): v128 {
  switch (f) {
    case EXP: return other<T>(EXP, x, parameter);
    case EXPM1: return other<T>(EXPM1, x, parameter);
    case LOG: return other<T>(LOG, x, parameter);
    case LOG1P: return other<T>(LOG1P, x, parameter);
    case SIGMOID: return other<T>(SIGMOID, x, parameter);
    case SOFTPLUS: return other<T>(SOFTPLUS, x, parameter);
    case ELU: return other<T>(ELU, x, parameter);
    case SELU: return other<T>(SELU, x, parameter);
    default: return other<T>(SILU, x, parameter);
  } // prettier-ignore
}

/** Whole pairs of vectors from x to y. */
// @ts-ignore: decorator
@inline
function vectors<T>(f: i32, parameter: v128, x: usize, y: usize, end: usize): void {
  while (x < end) {
    const a = v128.load(x);
    const b = v128.load(x, 16);
    let fa = regular<T>(f, a, parameter);
    let fb = regular<T>(f, b, parameter);
    if (hasIrregular(f)) {
      const atA = irregular<T>(f, a);
      const atB = irregular<T>(f, b);
      if (v128.any_true(v128.or(atA, atB))) {
        fa = v128.bitselect(otherOf<T>(f, a, parameter), fa, atA);
        fb = v128.bitselect(otherOf<T>(f, b, parameter), fb, atB);
      }
    }
    v128.store(y, fa);
    v128.store(y, fb, 16);
    x += 32;
    y += 32;
  }
}

function vectorsOf<T>(f: i32, p: v128, x: usize, y: usize, end: usize): void {
  switch (f) {
    case NEGATIVE: return vectors<T>(NEGATIVE, p, x, y, end);
    case ABS: return vectors<T>(ABS, p, x, y, end);
    case SIGN: return vectors<T>(SIGN, p, x, y, end);
    case SQRT: return vectors<T>(SQRT, p, x, y, end);
    case SQUARE: return vectors<T>(SQUARE, p, x, y, end);
    case RECIPROCAL: return vectors<T>(RECIPROCAL, p, x, y, end);
    case FLOOR: return vectors<T>(FLOOR, p, x, y, end);
    case CEIL: return vectors<T>(CEIL, p, x, y, end);
    case ROUND: return vectors<T>(ROUND, p, x, y, end);
    case EXP: return vectors<T>(EXP, p, x, y, end);
    case EXPM1: return vectors<T>(EXPM1, p, x, y, end);
    case LOG: return vectors<T>(LOG, p, x, y, end);
    case LOG1P: return vectors<T>(LOG1P, p, x, y, end);
    case TANH: return vectors<T>(TANH, p, x, y, end);
    case SIGMOID: return vectors<T>(SIGMOID, p, x, y, end);
    case SOFTPLUS: return vectors<T>(SOFTPLUS, p, x, y, end);
    case RELU: return vectors<T>(RELU, p, x, y, end);
    case LEAKY_RELU: return vectors<T>(LEAKY_RELU, p, x, y, end);
    case ELU: return vectors<T>(ELU, p, x, y, end);
    case SELU: return vectors<T>(SELU, p, x, y, end);
    default: return vectors<T>(SILU, p, x, y, end);
  } // prettier-ignore
}

/** n neighbours. The tail passes through the scratch room in a whole pair of vectors, so that an element's result doesn't depend on its place. */
// @ts-ignore: decorator
@inline
function contiguous<T>(f: i32, parameter: T, n: i32, x: usize, y: usize, scratch: usize): void {
  const bytes = <usize>n * sizeof<T>();
  const whole = bytes & ~31;
  const p = v128.splat<T>(parameter);
  if (whole > 0) vectorsOf<T>(f, p, x, y, x + whole);
  const rest = bytes - whole;
  if (rest > 0) {
    copyElements<T>(rest, x + whole, scratch);
    vectorsOf<T>(f, p, scratch, scratch, scratch + 32);
    copyElements<T>(rest, scratch, y + whole);
  }
}

/** Less than a pair of vectors: a loop is faster than memory.copy. What lies behind in the scratch room are numbers of earlier calls: harmless. */
// @ts-ignore: decorator
@inline
function copyElements<T>(bytes: usize, from: usize, to: usize): void {
  for (const end = from + bytes; from < end; from += sizeof<T>(), to += sizeof<T>()) store<T>(to, load<T>(from));
}

/** A matrix of elements with any strides (in elements); a block at a time is gathered in the scratch room, and scattered from there. */
// @ts-ignore: decorator
@inline
function strided<T>(
  f: i32, parameter: T, rows: i32, columns: i32, x: usize, rowX: i32, columnX: i32, y: usize, rowY: i32, columnY: i32, scratch: usize,
): void {
  if (columnX == 1 && columnY == 1 && (rows == 1 || (rowX == columns && rowY == columns))) {
    return contiguous<T>(f, parameter, rows * columns, x, y, scratch);
  }
  const most = staged / sizeof<T>();
  const p = v128.splat<T>(parameter);
  const stepX = <isize>columnX * sizeof<T>();
  const stepY = <isize>columnY * sizeof<T>();
  const total = rows * columns;
  let rowIn = 0;
  let columnIn = 0;
  let rowOut = 0;
  let columnOut = 0;
  for (let done = 0; done < total; ) {
    const count = min(<i32>most, total - done);
    const end = scratch + <usize>count * sizeof<T>();
    for (let to = scratch; to < end; ) {
      const run = min(columns - columnIn, <i32>((end - to) / sizeof<T>()));
      let from = x + (<isize>rowIn * rowX + <isize>columnIn * columnX) * sizeof<T>();
      for (let i = 0; i < run; i++, from += stepX, to += sizeof<T>()) store<T>(to, load<T>(from));
      columnIn += run;
      if (columnIn == columns) {
        columnIn = 0;
        rowIn++;
      }
    }
    vectorsOf<T>(f, p, scratch, scratch, (end + 31) & ~31);
    for (let from = scratch; from < end; ) {
      const run = min(columns - columnOut, <i32>((end - from) / sizeof<T>()));
      let to = y + (<isize>rowOut * rowY + <isize>columnOut * columnY) * sizeof<T>();
      for (let i = 0; i < run; i++, to += stepY, from += sizeof<T>()) store<T>(to, load<T>(from));
      columnOut += run;
      if (columnOut == columns) {
        columnOut = 0;
        rowOut++;
      }
    }
    done += count;
  }
} // prettier-ignore

export function unaryF32(
  f: i32, parameter: f32, rows: i32, columns: i32, x: usize, rowX: i32, columnX: i32, y: usize, rowY: i32, columnY: i32, scratch: usize,
): void {
  strided<f32>(f, parameter, rows, columns, x, rowX, columnX, y, rowY, columnY, scratch);
} // prettier-ignore

export function unaryF64(
  f: i32, parameter: f64, rows: i32, columns: i32, x: usize, rowX: i32, columnX: i32, y: usize, rowY: i32, columnY: i32, scratch: usize,
): void {
  strided<f64>(f, parameter, rows, columns, x, rowX, columnX, y, rowY, columnY, scratch);
} // prettier-ignore
