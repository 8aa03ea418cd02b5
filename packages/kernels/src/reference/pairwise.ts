import type { Data } from '../dtype.js';

/**
 * Sum of a line, pairwise, in the order NumPy adds: blocks of up to 128 elements in eight running sums, halves of longer lines
 * recursively. The rounding error grows with log n instead of n, and the bits agree with NumPy's.
 *
 * float32 lines round after every addition, as the hardware would.
 *
 * @see Higham (1993), SIAM J. Sci. Comput. 14(4), 783–799.
 */
export function pairwiseSum(data: Data, start: number, step: number, length: number): number {
  return data instanceof Float32Array ? sum32(data, start, step, length) : sum64(data, start, step, length);
}

const block = 128;

/** Half of a long line, rounded down to a multiple of the eight running sums. */
const half = (length: number) => (length >> 1) - ((length >> 1) % 8);

function sum64(x: Data, start: number, step: number, length: number): number {
  if (length < 8) {
    let sum = 0;
    for (let i = 0, p = start; i < length; i++, p += step) sum += x[p] as number;
    return sum;
  }
  if (length > block) {
    const left = half(length);
    return sum64(x, start, step, left) + sum64(x, start + left * step, step, length - left);
  }
  let r0 = x[start] as number;
  let r1 = x[start + step] as number;
  let r2 = x[start + 2 * step] as number;
  let r3 = x[start + 3 * step] as number;
  let r4 = x[start + 4 * step] as number;
  let r5 = x[start + 5 * step] as number;
  let r6 = x[start + 6 * step] as number;
  let r7 = x[start + 7 * step] as number;
  const whole = length - (length % 8);
  let p = start + 8 * step;
  for (let i = 8; i < whole; i += 8, p += 8 * step) {
    r0 += x[p] as number;
    r1 += x[p + step] as number;
    r2 += x[p + 2 * step] as number;
    r3 += x[p + 3 * step] as number;
    r4 += x[p + 4 * step] as number;
    r5 += x[p + 5 * step] as number;
    r6 += x[p + 6 * step] as number;
    r7 += x[p + 7 * step] as number;
  }
  let sum = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
  for (let i = whole; i < length; i++, p += step) sum += x[p] as number;
  return sum;
}

function sum32(x: Float32Array, start: number, step: number, length: number): number {
  const f = Math.fround;
  if (length < 8) {
    let sum = 0;
    for (let i = 0, p = start; i < length; i++, p += step) sum = f(sum + (x[p] as number));
    return sum;
  }
  if (length > block) {
    const left = half(length);
    return f(sum32(x, start, step, left) + sum32(x, start + left * step, step, length - left));
  }
  const r = new Float32Array(8);
  const whole = length - (length % 8);
  let p = start;
  for (let i = 0; i < whole; i += 8) {
    for (let j = 0; j < 8; j++, p += step) r[j] = i === 0 ? (x[p] as number) : (r[j] as number) + (x[p] as number);
  }
  const [r0 = 0, r1 = 0, r2 = 0, r3 = 0, r4 = 0, r5 = 0, r6 = 0, r7 = 0] = r;
  let sum = f(f(f(r0 + r1) + f(r2 + r3)) + f(f(r4 + r5) + f(r6 + r7)));
  for (let i = whole; i < length; i++, p += step) sum = f(sum + (x[p] as number));
  return sum;
}
