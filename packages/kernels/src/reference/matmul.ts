import type { Data } from '../dtype.js';
import type { Kernels, Strided } from '../kernels.js';

const isFloat = (data: Data) => data instanceof Float64Array || data instanceof Float32Array;

/** Columns handled at once: their running sums (4 kB) stay in the fastest cache. */
const panel = 512;

const dot: Kernels['dot'] = (length, a, b) => {
  const A = a.data;
  const B = b.data;
  const sa = a.strides[0] ?? 0;
  const sb = b.strides[0] ?? 0;
  return isFloat(A) || isFloat(B)
    ? dotLine(length, A, a.offset, sa, B, b.offset, sb)
    : dotIntegers(length, A, a.offset, sa, B, b.offset, sb);
};

/** Four running sums: additions that don't wait for each other. Blocks of 4096 keep the rounding error small. */
function dotLine(n: number, A: Data, a: number, sa: number, B: Data, b: number, sb: number): number {
  let total = 0;
  for (let start = 0; start < n; start += block) {
    const length = Math.min(block, n - start);
    total +=
      sa === 1 && sb === 1
        ? dotContiguous(length, A, a + start, B, b + start)
        : dotStrided(length, A, a + start * sa, sa, B, b + start * sb, sb);
  }
  return total;
}

const block = 4096;

/**
 * Steps of 1, on views that begin at 0: with offsets added to every index the loop takes half as long again. A short line isn't worth two
 * views.
 */
function dotContiguous(n: number, A: Data, a: number, B: Data, b: number): number {
  if (n < 64) return dotStrided(n, A, a, 1, B, b, 1);
  const x = A.subarray(a, a + n);
  const y = B.subarray(b, b + n);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    s0 += (x[i] as number) * (y[i] as number);
    s1 += (x[i + 1] as number) * (y[i + 1] as number);
    s2 += (x[i + 2] as number) * (y[i + 2] as number);
    s3 += (x[i + 3] as number) * (y[i + 3] as number);
  }
  for (; i < n; i++) s0 += (x[i] as number) * (y[i] as number);
  return s0 + s1 + (s2 + s3);
}

function dotStrided(n: number, A: Data, a: number, sa: number, B: Data, b: number, sb: number): number {
  let s0 = 0;
  let s1 = 0;
  let i = 0;
  for (; i + 1 < n; i += 2, a += 2 * sa, b += 2 * sb) {
    s0 += (A[a] as number) * (B[b] as number);
    s1 += (A[a + sa] as number) * (B[b + sb] as number);
  }
  return i < n ? s0 + s1 + (A[a] as number) * (B[b] as number) : s0 + s1;
}

function dotIntegers(n: number, A: Data, a: number, sa: number, B: Data, b: number, sb: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++, a += sa, b += sb) sum = (sum + Math.imul(A[a] as number, B[b] as number)) | 0;
  return sum;
}

const matmul: Kernels['matmul'] = (m, n, k, a, b, out) => {
  const [sam = 0, sak = 0] = a.strides;
  const [sbk = 0, sbn = 0] = b.strides;
  const [som = 0, son = 0] = out.strides;
  if (!isFloat(out.data)) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const at = out.offset + i * som + j * son;
        out.data[at] = dotIntegers(k, a.data, a.offset + i * sam, sak, b.data, b.offset + j * sbn, sbk);
      }
    }
  } else if (sak === 1 && sbk === 1 && sbn !== 1) {
    // b is a transposed view: its columns are contiguous, so every element is a dot product of two contiguous lines.
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const at = out.offset + i * som + j * son;
        out.data[at] = dotLine(k, a.data, a.offset + i * sam, 1, b.data, b.offset + j * sbn, 1);
      }
    }
  } else {
    rowsTimesMatrix(m, n, k, a, sbn === 1 ? b : packRows(k, n, b), out);
  }
};

/** A copy of b (k, n) with contiguous rows. */
function packRows(k: number, n: number, b: Strided): Strided {
  const [sk = 0, sn = 0] = b.strides;
  const data = new Float64Array(k * n);
  for (let row = 0, q = 0; row < k; row++) {
    for (let j = 0, p = b.offset + row * sk; j < n; j++, p += sn, q++) data[q] = b.data[p] as number;
  }
  return { data, offset: 0, strides: [n, 1] };
}

/** Each row of the result is a sum of rows of b, four at a time, held in double precision until it is complete. */
function rowsTimesMatrix(m: number, n: number, k: number, a: Strided, b: Strided, out: Strided): void {
  const [sam = 0, sak = 0] = a.strides;
  const [sbk = 0] = b.strides;
  const [som = 0, son = 0] = out.strides;
  const A = a.data;
  const B = b.data;
  const O = out.data;
  const sums = new Float64Array(Math.min(n, panel));
  for (let from = 0; from < n; from += panel) {
    const width = Math.min(panel, n - from);
    for (let i = 0; i < m; i++) {
      sums.fill(0);
      let p = a.offset + i * sam;
      let q0 = b.offset + from;
      let kk = 0;
      for (; kk + 3 < k; kk += 4, p += 4 * sak, q0 += 4 * sbk) {
        const a0 = A[p] as number;
        const a1 = A[p + sak] as number;
        const a2 = A[p + 2 * sak] as number;
        const a3 = A[p + 3 * sak] as number;
        const q1 = q0 + sbk;
        const q2 = q1 + sbk;
        const q3 = q2 + sbk;
        for (let j = 0; j < width; j++) {
          sums[j] =
            (sums[j] as number) +
            a0 * (B[q0 + j] as number) +
            a1 * (B[q1 + j] as number) +
            a2 * (B[q2 + j] as number) +
            a3 * (B[q3 + j] as number);
        }
      }
      for (; kk < k; kk++, p += sak, q0 += sbk) {
        const a0 = A[p] as number;
        for (let j = 0; j < width; j++) sums[j] = (sums[j] as number) + a0 * (B[q0 + j] as number);
      }
      for (let j = 0, q = out.offset + i * som + from * son; j < width; j++, q += son) O[q] = sums[j] as number;
    }
  }
}

/** The linear algebra of the reference implementation. */
export const products: Pick<Kernels, 'dot' | 'matmul'> = { dot, matmul };
