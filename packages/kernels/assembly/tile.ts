/**
 * The inner loop of the matrix product: a tile of 5 or 6 rows x 2 vectors of the result, held in registers while k runs.
 *
 * V8 has 16 vector registers. With fused multiply-add 6 rows take 12 accumulators, 2 vectors of b and one element of a; without it the
 * product needs a register too, which leaves 5 rows. With both heights any number of rows from 20 on is a sum of whole tiles.
 */
import { lanes, multiplyAdd } from './vector';

/** What is added to a new c. */
const zeros = memory.data(32, 16);

/** Columns of a tile. */
// @ts-ignore: decorator
@inline
export function columns<T>(): i32 {
  return 2 * lanes<T>();
}

/**
 * c (rows, 2 vectors) = or += a (rows, k) times b (k, 2 vectors). Every element is the sum of its products from the first to the last, and
 * then added to c. Steps count bytes.
 *
 * The order of the stores at the end, last row first and without conditions, decides in which order V8 11 (Node 20) schedules the loop: in
 * any other it loads all of a's elements first and keeps accumulators in memory, at two thirds of the speed.
 */
// @ts-ignore: decorator
@inline
function tile<T>(
  rows: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, accumulate: i32,
): void { // prettier-ignore
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  let a4 = a3 + aRow;
  let a5 = a4 + aRow;
  let c00 = v128.splat<T>(<T>0), c01 = c00;
  let c10 = c00, c11 = c00;
  let c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00;
  let c40 = c00, c41 = c00;
  let c50 = c00, c51 = c00;
  while (k > 0) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    b += bRow;
    let x = v128.load_splat<T>(a);
    a += aColumn;
    c00 = multiplyAdd<T>(x, b0, c00);
    c01 = multiplyAdd<T>(x, b1, c01);
    x = v128.load_splat<T>(a1);
    a1 += aColumn;
    c10 = multiplyAdd<T>(x, b0, c10);
    c11 = multiplyAdd<T>(x, b1, c11);
    x = v128.load_splat<T>(a2);
    a2 += aColumn;
    c20 = multiplyAdd<T>(x, b0, c20);
    c21 = multiplyAdd<T>(x, b1, c21);
    x = v128.load_splat<T>(a3);
    a3 += aColumn;
    c30 = multiplyAdd<T>(x, b0, c30);
    c31 = multiplyAdd<T>(x, b1, c31);
    x = v128.load_splat<T>(a4);
    a4 += aColumn;
    c40 = multiplyAdd<T>(x, b0, c40);
    c41 = multiplyAdd<T>(x, b1, c41);
    if (rows == 6) {
      x = v128.load_splat<T>(a5);
      a5 += aColumn;
      c50 = multiplyAdd<T>(x, b0, c50);
      c51 = multiplyAdd<T>(x, b1, c51);
    }
    k--;
  }
  let d = accumulate ? c : zeros;
  const dRow = accumulate ? cRow : 0;
  c += cRow * <usize>(rows - 1);
  d += dRow * <usize>(rows - 1);
  if (rows == 6) {
    v128.store(c, v128.add<T>(v128.load(d, 16), c51), 16);
    v128.store(c, v128.add<T>(v128.load(d), c50));
    c -= cRow;
    d -= dRow;
  }
  v128.store(c, v128.add<T>(v128.load(d, 16), c41), 16);
  v128.store(c, v128.add<T>(v128.load(d), c40));
  c -= cRow;
  d -= dRow;
  v128.store(c, v128.add<T>(v128.load(d, 16), c31), 16);
  v128.store(c, v128.add<T>(v128.load(d), c30));
  c -= cRow;
  d -= dRow;
  v128.store(c, v128.add<T>(v128.load(d, 16), c21), 16);
  v128.store(c, v128.add<T>(v128.load(d), c20));
  c -= cRow;
  d -= dRow;
  v128.store(c, v128.add<T>(v128.load(d, 16), c11), 16);
  v128.store(c, v128.add<T>(v128.load(d), c10));
  c -= cRow;
  d -= dRow;
  v128.store(c, v128.add<T>(v128.load(d, 16), c01), 16);
  v128.store(c, v128.add<T>(v128.load(d), c00));
}

export function tileOf6<T>(
  k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, accumulate: i32,
): void { // prettier-ignore
  tile<T>(6, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate);
}

export function tileOf5<T>(
  k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, accumulate: i32,
): void { // prettier-ignore
  tile<T>(5, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate);
}
