/** Few rows times a matrix whose rows are contiguous: sums of scaled rows. Also the bias of a layer. */
import { lanes, multiplyAdd } from './vector';

/** Bytes of the result that stay in the first cache while the rows pass by. */
const STRIP: i32 = 8192;

/** The sum of four scaled rows, from the first to the last. */
// @ts-ignore: decorator
@inline
function sumFour<T>(x0: v128, x1: v128, x2: v128, x3: v128, b0: v128, b1: v128, b2: v128, b3: v128): v128 {
  let sum = v128.mul<T>(x0, b0);
  sum = multiplyAdd<T>(x1, b1, sum);
  sum = multiplyAdd<T>(x2, b2, sum);
  sum = multiplyAdd<T>(x3, b3, sum);
  return sum;
}

/** One row of the result. */
function timesMatrix<T>(n: i32, k: i32, x: usize, xStep: usize, b: usize, bRow: usize, c: usize): void {
  memory.fill(c, 0, <usize>n * sizeof<T>());
  const strip = STRIP / sizeof<T>();
  for (; n > 0; n -= strip, b += STRIP, c += STRIP) {
    const bytes = <usize>min(n, strip) * sizeof<T>();
    const whole = c + (bytes & ~15);
    const end = c + bytes;
    let y = x;
    let row = b;
    let left = k;
    for (; left >= 4; left -= 4) {
      let b0 = row;
      let b1 = b0 + bRow;
      let b2 = b1 + bRow;
      let b3 = b2 + bRow;
      row = b3 + bRow;
      const x0 = v128.load_splat<T>(y);
      const x1 = v128.load_splat<T>(y + xStep);
      const x2 = v128.load_splat<T>(y + 2 * xStep);
      const x3 = v128.load_splat<T>(y + 3 * xStep);
      y += 4 * xStep;
      let d = c;
      for (; d < whole; d += 16) {
        const sum = sumFour<T>(x0, x1, x2, x3, v128.load(b0), v128.load(b1), v128.load(b2), v128.load(b3));
        v128.store(d, v128.add<T>(v128.load(d), sum));
        b0 += 16;
        b1 += 16;
        b2 += 16;
        b3 += 16;
      }
      // What is left goes through vectors too, so that fused multiply-add rounds it alike.
      for (; d < end; d += sizeof<T>()) {
        const sum = sumFour<T>(x0, x1, x2, x3, v128.load_splat<T>(b0), v128.load_splat<T>(b1), v128.load_splat<T>(b2), v128.load_splat<T>(b3)); // prettier-ignore
        store<T>(d, load<T>(d) + v128.extract_lane<T>(sum, 0));
        b0 += sizeof<T>();
        b1 += sizeof<T>();
        b2 += sizeof<T>();
        b3 += sizeof<T>();
      }
    }
    for (; left > 0; left--, row += bRow, y += xStep) {
      const value = load<T>(y);
      const x0 = v128.splat<T>(value);
      let b0 = row;
      let d = c;
      for (; d < whole; d += 16, b0 += 16) v128.store(d, v128.add<T>(v128.load(d), v128.mul<T>(x0, v128.load(b0))));
      for (; d < end; d += sizeof<T>(), b0 += sizeof<T>()) store<T>(d, load<T>(d) + value * load<T>(b0));
    }
  }
}

// @ts-ignore: decorator
@inline
function multiply<T>(
  m: i32, n: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize,
): void { // prettier-ignore
  for (; m > 0; m--, a += aRow * sizeof<T>(), c += cRow * sizeof<T>()) {
    timesMatrix<T>(n, k, a, aColumn * sizeof<T>(), b, bRow * sizeof<T>(), c);
  }
}

/**
 * c (m, n) = a (m, k) times b (k, n), for few rows of a. Strides count elements; rows of b and c are contiguous. Every element is computed
 * alike whatever part of c is asked for; splitting c costs nothing at multiples of 64 bytes of its rows.
 */
export function rowsF32(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, c: usize, cRow: i32,
): void { // prettier-ignore
  multiply<f32>(m, n, k, a, aRow, aColumn, b, bRow, c, cRow);
}

export function rowsF64(
  m: i32, n: i32, k: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, c: usize, cRow: i32,
): void { // prettier-ignore
  multiply<f64>(m, n, k, a, aRow, aColumn, b, bRow, c, cRow);
}

// @ts-ignore: decorator
@inline
function addBias<T>(m: i32, n: i32, bias: usize, z: usize): void {
  for (; m > 0; m--, bias += sizeof<T>()) {
    const value = load<T>(bias);
    const vector = v128.splat<T>(value);
    let left = n;
    for (; left >= lanes<T>(); left -= lanes<T>(), z += 16) v128.store(z, v128.add<T>(v128.load(z), vector));
    for (; left > 0; left--, z += sizeof<T>()) store<T>(z, load<T>(z) + value);
  }
}

/** z (m, n) += bias (m, 1), both contiguous. */
export function addBiasF32(m: i32, n: i32, bias: usize, z: usize): void {
  addBias<f32>(m, n, bias, z);
}

export function addBiasF64(m: i32, n: i32, bias: usize, z: usize): void {
  addBias<f64>(m, n, bias, z);
}
