/** Sums and extremes, along contiguous lines or down the columns of rows that follow each other. */
import { loadLanes, storeLanes } from './vector';

// The folds, numbered as in src/simd/reduce.ts.
const SUM = 0;
const MIN = 1;
const MAX = 2;

/** Elements that eight running sums add up; longer lines are halved. */
const LEAF = 128;

/** Rows that are added one after another; taller columns are halved, as in src/reference/reduce.ts. */
const TALL = 1024;

/** Bytes of a row that taller columns are summed in at once: partial sums wait in the scratch room. */
const PANEL = 4096;

/** Pairwise: ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7)). Two vectors hold the eight sums for f32, four for f64. */
// @ts-ignore: decorator
@inline
function addEight<T>(a: v128, b: v128, c: v128, d: v128): T {
  if (sizeof<T>() == 4) {
    const twos = f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7));
    const fours = f32x4.add(twos, v128.shuffle<f32>(twos, twos, 1, 0, 3, 2));
    return <T>(f32x4.extract_lane(fours, 0) + f32x4.extract_lane(fours, 2));
  }
  const low = f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
  const high = f64x2.add(v128.shuffle<f64>(c, d, 0, 2), v128.shuffle<f64>(c, d, 1, 3));
  const fours = f64x2.add(v128.shuffle<f64>(low, high, 0, 2), v128.shuffle<f64>(low, high, 1, 3));
  return <T>(f64x2.extract_lane(fours, 0) + f64x2.extract_lane(fours, 1));
}

/** Pairwise, in the order of src/reference/pairwise.ts, which is NumPy's. */
function lineSum<T>(n: i32, x: usize): T {
  if (n > LEAF) {
    const half = (n >> 1) & ~7;
    return lineSum<T>(half, x) + lineSum<T>(n - half, x + <usize>half * sizeof<T>());
  }
  let sum: T = 0;
  const end = x + <usize>n * sizeof<T>();
  if (n >= 8) {
    const wide = sizeof<T>() == 8;
    let a = v128.load(x);
    let b = v128.load(x, 16);
    let c = wide ? v128.load(x, 32) : a;
    let d = wide ? v128.load(x, 48) : a;
    const step: usize = 8 * sizeof<T>();
    const last = end - step;
    for (x += step; x <= last; x += step) {
      a = v128.add<T>(a, v128.load(x));
      b = v128.add<T>(b, v128.load(x, 16));
      if (wide) {
        c = v128.add<T>(c, v128.load(x, 32));
        d = v128.add<T>(d, v128.load(x, 48));
      }
    }
    sum = addEight<T>(a, b, c, d);
  }
  for (; x < end; x += sizeof<T>()) sum += load<T>(x);
  return sum;
}

// pmin and pmax keep their first operand when the second is NaN, or when the two are equal.
// @ts-ignore: decorator
@inline
function better<T>(fold: i32, a: v128, b: v128): v128 {
  return fold == MAX ? v128.pmax<T>(a, b) : v128.pmin<T>(a, b);
}

/** The smallest or largest element of a line of at least one; NaN if there is any. */
// @ts-ignore: decorator
@inline
function lineExtreme<T>(fold: i32, n: i32, x: usize): T {
  const end = x + <usize>n * sizeof<T>();
  let best = loadLanes<T>(false, x);
  let nans = v128.ne<T>(best, best);
  if (x + 64 <= end) {
    let b1 = best;
    let b2 = best;
    let b3 = best;
    for (; x + 64 <= end; x += 64) {
      const v0 = v128.load(x);
      const v1 = v128.load(x, 16);
      const v2 = v128.load(x, 32);
      const v3 = v128.load(x, 48);
      best = better<T>(fold, best, v0);
      b1 = better<T>(fold, b1, v1);
      b2 = better<T>(fold, b2, v2);
      b3 = better<T>(fold, b3, v3);
      nans = v128.or(nans, v128.or(v128.ne<T>(v0, v0), v128.ne<T>(v1, v1)));
      nans = v128.or(nans, v128.or(v128.ne<T>(v2, v2), v128.ne<T>(v3, v3)));
    }
    best = better<T>(fold, better<T>(fold, best, b1), better<T>(fold, b2, b3));
  }
  for (; x < end; x += sizeof<T>()) {
    const v = loadLanes<T>(false, x);
    best = better<T>(fold, best, v);
    nans = v128.or(nans, v128.ne<T>(v, v));
  }
  if (sizeof<T>() == 4) best = better<T>(fold, best, v128.shuffle<f32>(best, best, 2, 3, 0, 1));
  best = sizeof<T>() == 4
    ? better<T>(fold, best, v128.shuffle<f32>(best, best, 1, 0, 3, 2))
    : better<T>(fold, best, v128.shuffle<f64>(best, best, 1, 0));
  return v128.any_true(nans) ? <T>NaN : v128.extract_lane<T>(best, 0);
}

// @ts-ignore: decorator
@inline
function lines<T>(fold: i32, count: i32, n: i32, x: usize, step: i32, o: usize): void {
  for (let i = 0; i < count; i++) {
    if (fold == SUM) store<T>(o, lineSum<T>(n, x) + <T>0); // + 0: the sum of -0 and -0 is 0
    else if (fold == MIN) store<T>(o, lineExtreme<T>(MIN, n, x));
    else store<T>(o, lineExtreme<T>(MAX, n, x));
    x += step * sizeof<T>();
    o += sizeof<T>();
  }
}

/** out[i] = the fold of the n contiguous elements of line i; n > 0. `step` leads from line to line, in elements. */
export function foldLinesF32(fold: i32, count: i32, n: i32, x: usize, step: i32, o: usize): void {
  lines<f32>(fold, count, n, x, step, o);
}

export function foldLinesF64(fold: i32, count: i32, n: i32, x: usize, step: i32, o: usize): void {
  lines<f64>(fold, count, n, x, step, o);
}

// @ts-ignore: decorator
@inline
function addEightRows<T>(whole: bool, sum: v128, p: usize, step: usize): v128 {
  const q = p + 4 * step;
  sum = v128.add<T>(sum, loadLanes<T>(whole, p));
  sum = v128.add<T>(sum, loadLanes<T>(whole, p + step));
  sum = v128.add<T>(sum, loadLanes<T>(whole, p + 2 * step));
  sum = v128.add<T>(sum, loadLanes<T>(whole, p + 3 * step));
  sum = v128.add<T>(sum, loadLanes<T>(whole, q));
  sum = v128.add<T>(sum, loadLanes<T>(whole, q + step));
  sum = v128.add<T>(sum, loadLanes<T>(whole, q + 2 * step));
  return v128.add<T>(sum, loadLanes<T>(whole, q + 3 * step));
}

/** out += the rows, one after another; eight rows are read at once, to read and write `out` the less. `step` is in bytes. */
// @ts-ignore: decorator
@inline
function addRows<T>(rows: i32, columns: i32, x: usize, step: usize, o: usize): void {
  const end = o + <usize>columns * sizeof<T>();
  for (; rows >= 8; rows -= 8) {
    let p = x;
    let q = o;
    for (; q + 32 <= end; q += 32) {
      const a = addEightRows<T>(true, v128.load(q), p, step);
      const b = addEightRows<T>(true, v128.load(q, 16), p + 16, step);
      v128.store(q, a);
      v128.store(q, b, 16);
      p += 32;
    }
    for (; q < end; q += sizeof<T>()) {
      storeLanes<T>(false, q, addEightRows<T>(false, loadLanes<T>(false, q), p, step));
      p += sizeof<T>();
    }
    x += 8 * step;
  }
  for (; rows > 0; rows--) {
    let p = x;
    let q = o;
    for (; q + 16 <= end; q += 16) {
      v128.store(q, v128.add<T>(v128.load(q), v128.load(p)));
      p += 16;
    }
    for (; q < end; q += sizeof<T>()) {
      store<T>(q, load<T>(q) + load<T>(p));
      p += sizeof<T>();
    }
    x += step;
  }
}

/** out = the sum of the rows, a panel no wider than PANEL: pairwise above TALL rows. */
function addTall<T>(rows: i32, columns: i32, x: usize, step: usize, o: usize, scratch: usize): void {
  if (rows <= TALL) {
    memory.fill(o, 0, <usize>columns * sizeof<T>());
    addRows<T>(rows, columns, x, step, o);
    return;
  }
  const half = rows >> 1;
  addTall<T>(half, columns, x, step, o, scratch);
  addTall<T>(rows - half, columns, x + <usize>half * step, step, scratch, scratch + PANEL);
  addRows<T>(1, columns, scratch, 0, o);
}

/** The better of each lane and the rows below, or NaN if those have one. */
// @ts-ignore: decorator
@inline
function betterOfRows<T>(fold: i32, whole: bool, rows: i32, best: v128, p: usize, step: usize): v128 {
  const v0 = loadLanes<T>(whole, p);
  if (rows == 1) return v128.or(better<T>(fold, best, v0), v128.ne<T>(v0, v0));
  const v1 = loadLanes<T>(whole, p + step);
  const v2 = loadLanes<T>(whole, p + 2 * step);
  const v3 = loadLanes<T>(whole, p + 3 * step);
  const nans = v128.or(v128.or(v128.ne<T>(v0, v0), v128.ne<T>(v1, v1)), v128.or(v128.ne<T>(v2, v2), v128.ne<T>(v3, v3)));
  return v128.or(better<T>(fold, better<T>(fold, best, better<T>(fold, v0, v1)), better<T>(fold, v2, v3)), nans);
}

/** out = the better of out and so many rows, one or four. */
// @ts-ignore: decorator
@inline
function extremeInto<T>(fold: i32, rows: i32, columns: i32, p: usize, step: usize, o: usize): void {
  const end = o + <usize>columns * sizeof<T>();
  for (; o + 16 <= end; o += 16) {
    v128.store(o, betterOfRows<T>(fold, true, rows, v128.load(o), p, step));
    p += 16;
  }
  for (; o < end; o += sizeof<T>()) {
    storeLanes<T>(false, o, betterOfRows<T>(fold, false, rows, loadLanes<T>(false, o), p, step));
    p += sizeof<T>();
  }
}

/** out = the extremes of the columns. */
// @ts-ignore: decorator
@inline
function extremeRows<T>(fold: i32, rows: i32, columns: i32, x: usize, step: usize, o: usize): void {
  memory.copy(o, x, <usize>columns * sizeof<T>());
  x += step;
  let left = rows - 1;
  for (; left >= 4; left -= 4) {
    extremeInto<T>(fold, 4, columns, x, step, o);
    x += 4 * step;
  }
  for (; left > 0; left--) {
    extremeInto<T>(fold, 1, columns, x, step, o);
    x += step;
  }
}

// @ts-ignore: decorator
@inline
function rowsInto<T>(fold: i32, rows: i32, columns: i32, x: usize, step: i32, o: usize, scratch: usize): void {
  const bytes = step * <i32>sizeof<T>();
  if (fold == MIN) return extremeRows<T>(MIN, rows, columns, x, bytes, o);
  if (fold == MAX) return extremeRows<T>(MAX, rows, columns, x, bytes, o);
  const panel: i32 = rows <= TALL ? columns : PANEL / <i32>sizeof<T>();
  for (let from = 0; from < columns; from += panel) {
    const at = <usize>from * sizeof<T>();
    addTall<T>(rows, min(panel, columns - from), x + at, bytes, o + at, scratch);
  }
}

/** out[j] = the fold of column j of the rows; rows > 0. `step` leads from row to row, in elements; inside a row it is 1. */
export function foldRowsF32(
  fold: i32, rows: i32, columns: i32, x: usize, step: i32, o: usize, scratch: usize,
): void {
  rowsInto<f32>(fold, rows, columns, x, step, o, scratch);
}

export function foldRowsF64(
  fold: i32, rows: i32, columns: i32, x: usize, step: i32, o: usize, scratch: usize,
): void {
  rowsInto<f64>(fold, rows, columns, x, step, o, scratch);
}

// @ts-ignore: decorator
@inline
function isBetter<T>(fold: i32, value: T, best: T): bool {
  return (fold == MAX ? value > best : value < best) || value != value;
}

/** Where the first smallest or largest of a line's elements is, or the first NaN. */
// @ts-ignore: decorator
@inline
function position<T>(fold: i32, n: i32, x: usize, step: usize): i32 {
  let best = load<T>(x);
  let at = 0;
  for (let i = 1; i < n && best == best; i++) {
    x += step;
    const value = load<T>(x);
    if (isBetter<T>(fold, value, best)) {
      best = value;
      at = i;
    }
  }
  return at;
}

// @ts-ignore: decorator
@inline
function isWanted<T>(isNaN: bool, v: v128, wanted: v128): v128 {
  return isNaN ? v128.ne<T>(v, v) : v128.eq<T>(v, wanted);
}

/** The same for contiguous lines: the extreme first, then where it is. */
// @ts-ignore: decorator
@inline
function positionInLine<T>(fold: i32, n: i32, x: usize): i32 {
  const extreme = lineExtreme<T>(fold, n, x);
  const wanted = v128.splat<T>(extreme);
  const isNaN = extreme != extreme;
  const start = x;
  const end = x + <usize>n * sizeof<T>();
  for (; x + 64 <= end; x += 64) {
    const low = v128.or(isWanted<T>(isNaN, v128.load(x), wanted), isWanted<T>(isNaN, v128.load(x, 16), wanted));
    const high = v128.or(isWanted<T>(isNaN, v128.load(x, 32), wanted), isWanted<T>(isNaN, v128.load(x, 48), wanted));
    if (v128.any_true(v128.or(low, high))) break;
  }
  for (; x < end; x += sizeof<T>()) {
    const value = load<T>(x);
    if (isNaN ? value != value : value == extreme) break;
  }
  return <i32>((x - start) / sizeof<T>());
}

/** What a lane of the next row replaces: what isn't NaN and isn't better or equal. */
// @ts-ignore: decorator
@inline
function isReplaced<T>(fold: i32, best: v128, v: v128): v128 {
  return v128.andnot(v128.eq<T>(best, best), fold == MAX ? v128.ge<T>(best, v) : v128.le<T>(best, v));
}

/** The same for lines beside each other, two vectors of them at a time. Returns how many lines are done. */
// @ts-ignore: decorator
@inline
function positionsBeside<T>(fold: i32, count: i32, n: i32, x: usize, step: usize, o: usize): i32 {
  const width: i32 = 32 / <i32>sizeof<T>();
  const one = sizeof<T>() == 4 ? i32x4.splat(1) : i64x2.splat(1);
  let done = 0;
  for (; done + width <= count; done += width) {
    let best0 = v128.load(x);
    let best1 = v128.load(x, 16);
    let at0 = i32x4.splat(0);
    let at1 = at0;
    let row = at0;
    let p = x;
    for (let i = 1; i < n; i++) {
      p += step;
      row = sizeof<T>() == 4 ? i32x4.add(row, one) : i64x2.add(row, one);
      const v0 = v128.load(p);
      const v1 = v128.load(p, 16);
      const replaced0 = isReplaced<T>(fold, best0, v0);
      const replaced1 = isReplaced<T>(fold, best1, v1);
      best0 = v128.bitselect(v0, best0, replaced0);
      best1 = v128.bitselect(v1, best1, replaced1);
      at0 = v128.bitselect(row, at0, replaced0);
      at1 = v128.bitselect(row, at1, replaced1);
    }
    if (sizeof<T>() == 4) {
      v128.store(o, at0);
      v128.store(o, at1, 16);
    } else {
      v128.store(o, v128.shuffle<i32>(at0, at1, 0, 2, 4, 6));
    }
    x += 32;
    o += width * 4;
  }
  return done;
}

// @ts-ignore: decorator
@inline
function positions<T>(fold: i32, count: i32, n: i32, x: usize, line: i32, step: i32, o: usize): void {
  let i = 0;
  if (line == 1 && step != 1) i = positionsBeside<T>(fold, count, n, x, step * sizeof<T>(), o);
  for (; i < count; i++) {
    const from = x + i * line * sizeof<T>();
    store<i32>(
      o + i * 4,
      step == 1 ? positionInLine<T>(fold, n, from) : position<T>(fold, n, from, step * sizeof<T>()),
    );
  }
}

/** out[i] (int32) = the position in line i of its extreme; n > 0. `line` leads from line to line, `step` inside one, in elements. */
export function positionsF32(fold: i32, count: i32, n: i32, x: usize, line: i32, step: i32, o: usize): void {
  if (fold == MAX) positions<f32>(MAX, count, n, x, line, step, o);
  else positions<f32>(MIN, count, n, x, line, step, o);
}

export function positionsF64(fold: i32, count: i32, n: i32, x: usize, line: i32, step: i32, o: usize): void {
  if (fold == MAX) positions<f64>(MAX, count, n, x, line, step, o);
  else positions<f64>(MIN, count, n, x, line, step, o);
}
