/** Functions of two operands, element by element, over rows and columns of any strides. */
import { loadLanes, storeLanes } from './vector';

// The functions, numbered as in src/simd/binary.ts.
const ADD = 0;
const SUBTRACT = 1;
const MULTIPLY = 2;
const DIVIDE = 3;
const MAXIMUM = 4;
const MINIMUM = 5;
const EQUAL = 0;
const NOT_EQUAL = 1;
const LESS = 2;
const LESS_EQUAL = 3;

/** Columns handled at once where memory isn't read in order: so many cache lines wait for the next row. */
const TILE = 32;

// @ts-ignore: decorator
@inline
function combine<T>(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return v128.add<T>(a, b);
  if (op == SUBTRACT) return v128.sub<T>(a, b);
  if (op == MULTIPLY) return v128.mul<T>(a, b);
  if (op == DIVIDE) return v128.div<T>(a, b);
  // pmax(a, b) is a < b ? b : a, so a NaN in a stays, and one in b has to be put in.
  return v128.or(op == MAXIMUM ? v128.pmax<T>(a, b) : v128.pmin<T>(a, b), v128.ne<T>(b, b));
}

/** A row where every step is 1, or 0 for an operand that is one element (`oneA`, `oneB`). */
// @ts-ignore: decorator
@inline
function row<T>(op: i32, oneA: bool, oneB: bool, n: i32, a: usize, b: usize, o: usize): void {
  let va = loadLanes<T>(false, a);
  let vb = loadLanes<T>(false, b);
  const end = o + <usize>n * sizeof<T>();
  for (; o + 64 <= end; o += 64) {
    const r0 = combine<T>(op, oneA ? va : v128.load(a), oneB ? vb : v128.load(b));
    const r1 = combine<T>(op, oneA ? va : v128.load(a, 16), oneB ? vb : v128.load(b, 16));
    const r2 = combine<T>(op, oneA ? va : v128.load(a, 32), oneB ? vb : v128.load(b, 32));
    const r3 = combine<T>(op, oneA ? va : v128.load(a, 48), oneB ? vb : v128.load(b, 48));
    v128.store(o, r0);
    v128.store(o, r1, 16);
    v128.store(o, r2, 32);
    v128.store(o, r3, 48);
    if (!oneA) a += 64;
    if (!oneB) b += 64;
  }
  for (; o + 16 <= end; o += 16) {
    v128.store(o, combine<T>(op, oneA ? va : v128.load(a), oneB ? vb : v128.load(b)));
    if (!oneA) a += 16;
    if (!oneB) b += 16;
  }
  for (; o < end; o += sizeof<T>()) {
    if (!oneA) va = loadLanes<T>(false, a);
    if (!oneB) vb = loadLanes<T>(false, b);
    storeLanes<T>(false, o, combine<T>(op, va, vb));
    if (!oneA) a += sizeof<T>();
    if (!oneB) b += sizeof<T>();
  }
}

/** All rows. Row steps ra, rb, ro and column steps ca, cb, co count bytes. */
// @ts-ignore: decorator
@inline
function rowsOf<T>(
  op: i32, rows: i32, columns: i32,
  a: usize, ra: usize, ca: usize, b: usize, rb: usize, cb: usize, o: usize, ro: usize, co: usize,
): void {
  const one = sizeof<T>();
  if (co == one && (ca == one || ca == 0) && (cb == one || cb == 0) && ca + cb != 0) {
    for (let i = 0; i < rows; i++) {
      if (ca == 0) row<T>(op, true, false, columns, a, b, o);
      else if (cb == 0) row<T>(op, false, true, columns, a, b, o);
      else row<T>(op, false, false, columns, a, b, o);
      a += ra;
      b += rb;
      o += ro;
    }
    return;
  }
  for (let from = 0; from < columns; from += TILE) {
    const width = min(columns - from, TILE);
    let x = a;
    let y = b;
    let z = o;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) {
        storeLanes<T>(false, z, combine<T>(op, loadLanes<T>(false, x), loadLanes<T>(false, y)));
        x += ca;
        y += cb;
        z += co;
      }
      x += ra - <usize>width * ca;
      y += rb - <usize>width * cb;
      z += ro - <usize>width * co;
    }
    a += TILE * ca;
    b += TILE * cb;
    o += TILE * co;
  }
}

/** out = a op b. Strides count elements. */
function binary<T>(
  op: i32, rows: i32, columns: i32,
  a: usize, ra: i32, ca: i32, b: usize, rb: i32, cb: i32, o: usize, ro: i32, co: i32,
): void {
  const s: i32 = sizeof<T>();
  if (op == ADD) rowsOf<T>(ADD, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro * s, co * s);
  else if (op == SUBTRACT) rowsOf<T>(SUBTRACT, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro * s, co * s);
  else if (op == MULTIPLY) rowsOf<T>(MULTIPLY, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro * s, co * s);
  else if (op == DIVIDE) rowsOf<T>(DIVIDE, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro * s, co * s);
  else if (op == MAXIMUM) rowsOf<T>(MAXIMUM, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro * s, co * s);
  else rowsOf<T>(MINIMUM, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro * s, co * s);
}

export function binaryF32(
  op: i32, rows: i32, columns: i32,
  a: usize, ra: i32, ca: i32, b: usize, rb: i32, cb: i32, o: usize, ro: i32, co: i32,
): void {
  binary<f32>(op, rows, columns, a, ra, ca, b, rb, cb, o, ro, co);
}

export function binaryF64(
  op: i32, rows: i32, columns: i32,
  a: usize, ra: i32, ca: i32, b: usize, rb: i32, cb: i32, o: usize, ro: i32, co: i32,
): void {
  binary<f64>(op, rows, columns, a, ra, ca, b, rb, cb, o, ro, co);
}

/** Lanes of ones where it holds. */
// @ts-ignore: decorator
@inline
function holds<T>(op: i32, a: v128, b: v128): v128 {
  if (op == EQUAL) return v128.eq<T>(a, b);
  if (op == NOT_EQUAL) return v128.ne<T>(a, b);
  return op == LESS ? v128.lt<T>(a, b) : v128.le<T>(a, b);
}

/** The same for four elements, in four lanes of 32 bits. */
// @ts-ignore: decorator
@inline
function fourHold<T>(op: i32, oneA: bool, oneB: bool, va: v128, vb: v128, a: usize, b: usize): v128 {
  const low = holds<T>(op, oneA ? va : v128.load(a), oneB ? vb : v128.load(b));
  if (sizeof<T>() == 4) return low;
  return v128.shuffle<i32>(low, holds<T>(op, oneA ? va : v128.load(a, 16), oneB ? vb : v128.load(b, 16)), 0, 2, 4, 6);
}

/** A row where every step is 1, or 0 for an operand that is one element: sixteen elements at once. Returns how many are done. */
// @ts-ignore: decorator
@inline
function compareRow<T>(op: i32, oneA: bool, oneB: bool, n: i32, a: usize, b: usize, o: usize): i32 {
  const four: usize = 4 * sizeof<T>();
  const va = loadLanes<T>(false, a);
  const vb = loadLanes<T>(false, b);
  let done = 0;
  for (; done + 16 <= n; done += 16) {
    const r0 = fourHold<T>(op, oneA, oneB, va, vb, a, b);
    const r1 = fourHold<T>(op, oneA, oneB, va, vb, a + four, b + four);
    const r2 = fourHold<T>(op, oneA, oneB, va, vb, a + 2 * four, b + 2 * four);
    const r3 = fourHold<T>(op, oneA, oneB, va, vb, a + 3 * four, b + 3 * four);
    const bytes = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(r0, r1), i16x8.narrow_i32x4_s(r2, r3));
    v128.store(o, v128.and(bytes, i8x16.splat(1)));
    if (!oneA) a += 4 * four;
    if (!oneB) b += 4 * four;
    o += 16;
  }
  return done;
}

// @ts-ignore: decorator
@inline
function compareRows<T>(
  op: i32, rows: i32, columns: i32,
  a: usize, ra: usize, ca: usize, b: usize, rb: usize, cb: usize, o: usize, ro: usize, co: usize,
): void {
  const one = sizeof<T>();
  for (let i = 0; i < rows; i++) {
    let j = 0;
    if (co == 1 && ca == one && cb == one) j = compareRow<T>(op, false, false, columns, a, b, o);
    else if (co == 1 && ca == one && cb == 0) j = compareRow<T>(op, false, true, columns, a, b, o);
    else if (co == 1 && ca == 0 && cb == one && op >= LESS) j = compareRow<T>(op, true, false, columns, a, b, o);
    let x = a + <usize>j * ca;
    let y = b + <usize>j * cb;
    let z = o + <usize>j * co;
    for (; j < columns; j++) {
      const held = holds<T>(op, loadLanes<T>(false, x), loadLanes<T>(false, y));
      store<u8>(z, i8x16.extract_lane_u(held, 0) & 1);
      x += ca;
      y += cb;
      z += co;
    }
    a += ra;
    b += rb;
    o += ro;
  }
}

/** out (bytes, 0 or 1) = a op b. Strides count elements. */
function compare<T>(
  op: i32, rows: i32, columns: i32,
  a: usize, ra: i32, ca: i32, b: usize, rb: i32, cb: i32, o: usize, ro: i32, co: i32,
): void {
  const s: i32 = sizeof<T>();
  if (op == EQUAL) compareRows<T>(EQUAL, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro, co);
  else if (op == NOT_EQUAL) compareRows<T>(NOT_EQUAL, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro, co);
  else if (op == LESS) compareRows<T>(LESS, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro, co);
  else compareRows<T>(LESS_EQUAL, rows, columns, a, ra * s, ca * s, b, rb * s, cb * s, o, ro, co);
}

export function compareF32(
  op: i32, rows: i32, columns: i32,
  a: usize, ra: i32, ca: i32, b: usize, rb: i32, cb: i32, o: usize, ro: i32, co: i32,
): void {
  compare<f32>(op, rows, columns, a, ra, ca, b, rb, cb, o, ro, co);
}

export function compareF64(
  op: i32, rows: i32, columns: i32,
  a: usize, ra: i32, ca: i32, b: usize, rb: i32, cb: i32, o: usize, ro: i32, co: i32,
): void {
  compare<f64>(op, rows, columns, a, ra, ca, b, rb, cb, o, ro, co);
}
