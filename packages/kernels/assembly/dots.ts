/** Products of lines that are contiguous in memory: the dot product, and matrices whose inner axes are both contiguous. */
import { lanes, multiplyAdd, sumLanes } from './vector';

/** Products that are summed before they are added up in double precision. */
const BLOCK: i32 = 1024;

// @ts-ignore: decorator
@inline
function dot<T>(n: i32, a: usize, b: usize): f64 {
  let total: f64 = 0;
  while (n > 0) {
    const length = min(n, BLOCK);
    n -= length;
    let s0 = v128.splat<T>(<T>0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let left = length;
    for (; left >= 4 * lanes<T>(); left -= 4 * lanes<T>(), a += 64, b += 64) {
      s0 = multiplyAdd<T>(v128.load(a), v128.load(b), s0);
      s1 = multiplyAdd<T>(v128.load(a, 16), v128.load(b, 16), s1);
      s2 = multiplyAdd<T>(v128.load(a, 32), v128.load(b, 32), s2);
      s3 = multiplyAdd<T>(v128.load(a, 48), v128.load(b, 48), s3);
    }
    let sum = sumLanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
    for (; left > 0; left--, a += sizeof<T>(), b += sizeof<T>()) sum += load<T>(a) * load<T>(b);
    total += <f64>sum;
  }
  return total;
}

/** Sum of a[i] * b[i] over n contiguous elements. */
export function dotF32(n: i32, a: usize, b: usize): f64 {
  return dot<f32>(n, a, b);
}

export function dotF64(n: i32, a: usize, b: usize): f64 {
  return dot<f64>(n, a, b);
}

/** Products summed before they are added to c; four lines of b stay in the first cache. Changing it changes the bits of results. */
const DEPTH: i32 = 1024;

/** One line of a with four of b. Missing lines of b repeat the first, and their sums aren't stored. */
function dotFour<T>(
  n: i32, k: i32, a: usize, b: usize, bRow: usize, c: usize, cColumn: usize, accumulate: i32,
): void { // prettier-ignore
  let b1 = n > 1 ? b + bRow : b;
  let b2 = n > 2 ? b1 + bRow : b;
  let b3 = n > 3 ? b2 + bRow : b;
  let s0 = v128.splat<T>(<T>0), s1 = s0, s2 = s0, s3 = s0;
  let t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  let vectors = k / lanes<T>();
  while (vectors > 0) {
    let x = v128.load(a);
    s0 = multiplyAdd<T>(x, v128.load(b), s0);
    s1 = multiplyAdd<T>(x, v128.load(b1), s1);
    s2 = multiplyAdd<T>(x, v128.load(b2), s2);
    s3 = multiplyAdd<T>(x, v128.load(b3), s3);
    if (vectors == 1) {
      a += 16;
      b += 16;
      b1 += 16;
      b2 += 16;
      b3 += 16;
      break;
    }
    x = v128.load(a, 16);
    t0 = multiplyAdd<T>(x, v128.load(b, 16), t0);
    t1 = multiplyAdd<T>(x, v128.load(b1, 16), t1);
    t2 = multiplyAdd<T>(x, v128.load(b2, 16), t2);
    t3 = multiplyAdd<T>(x, v128.load(b3, 16), t3);
    a += 32;
    b += 32;
    b1 += 32;
    b2 += 32;
    b3 += 32;
    vectors -= 2;
  }
  let r0 = sumLanes<T>(v128.add<T>(s0, t0));
  let r1 = sumLanes<T>(v128.add<T>(s1, t1));
  let r2 = sumLanes<T>(v128.add<T>(s2, t2));
  let r3 = sumLanes<T>(v128.add<T>(s3, t3));
  for (let left = k & (lanes<T>() - 1); left > 0; left--) {
    const x = load<T>(a);
    r0 += x * load<T>(b);
    r1 += x * load<T>(b1);
    r2 += x * load<T>(b2);
    r3 += x * load<T>(b3);
    a += sizeof<T>();
    b += sizeof<T>();
    b1 += sizeof<T>();
    b2 += sizeof<T>();
    b3 += sizeof<T>();
  }
  put<T>(c, r0, accumulate);
  if (n > 1) put<T>((c += cColumn), r1, accumulate);
  if (n > 2) put<T>((c += cColumn), r2, accumulate);
  if (n > 3) put<T>((c += cColumn), r3, accumulate);
}

// @ts-ignore: decorator
@inline
function put<T>(c: usize, value: T, accumulate: i32): void {
  store<T>(c, accumulate ? <T>(load<T>(c) + value) : value);
}

function multiply<T>(
  m: i32, n: i32, k: i32, a: usize, aRow: usize, b: usize, bRow: usize, c: usize, cRow: usize, cColumn: usize,
): void { // prettier-ignore
  aRow *= sizeof<T>();
  bRow *= sizeof<T>();
  cRow *= sizeof<T>();
  cColumn *= sizeof<T>();
  for (; n > 0; n -= 4, b += 4 * bRow, c += 4 * cColumn) {
    for (let p = 0; p < k || p == 0; p += DEPTH) {
      const at = <usize>p * sizeof<T>();
      for (let i = 0; i < m; i++) {
        const line = a + <usize>i * aRow + at;
        dotFour<T>(n, min(DEPTH, k - p), line, b + at, bRow, c + <usize>i * cRow, cColumn, p);
      }
    }
  }
}

/**
 * c (m, n): element (i, j) is the dot product of a's line i and b's line j, k contiguous elements each. Strides count elements. Every element
 * is computed alike whatever part of c is asked for; splitting c costs nothing at multiples of 4 columns.
 */
export function dotsF32(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, b: usize, bRow: i32, c: usize, cRow: i32, cColumn: i32,
): void { // prettier-ignore
  multiply<f32>(m, n, k, a, aRow, b, bRow, c, cRow, cColumn);
}

export function dotsF64(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, b: usize, bRow: i32, c: usize, cRow: i32, cColumn: i32,
): void { // prettier-ignore
  multiply<f64>(m, n, k, a, aRow, b, bRow, c, cRow, cColumn);
}
