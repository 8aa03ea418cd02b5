import type { Instance } from './instance.js';
import { shareProducts } from './share.js';

/** What the products' part of assembly/ exports. Addresses count bytes; lengths and strides elements. */
export interface ProductExports {
  /** Sum of a[i] * b[i]. */
  dotF32(n: number, a: number, b: number): number;
  dotF64(n: number, a: number, b: number): number;

  /** c (m, n) = a (m, k) times b (k, n); c's rows are contiguous. `work` has `productWorkBytes`, each thread its own. */
  gemmF32: Gemm;
  gemmF64: Gemm;
  productWorkBytes(): number;

  /** c (m, n): element (i, j) is the dot product of a's line i and b's line j, both contiguous. */
  dotsF32: Dots;
  dotsF64: Dots;

  /** c (m, n) = a (m, k) times b (k, n), for few rows of a; rows of b and c are contiguous. */
  rowsF32: Rows;
  rowsF64: Rows;

  /** z (m, n) += bias (m, 1), both contiguous. */
  addBiasF32: AddBias;
  addBiasF64: AddBias;
}

export type Gemm = (
  m: number, n: number, k: number, a: number, aRow: number, aColumn: number,
  b: number, bRow: number, bColumn: number, c: number, cRow: number, work: number,
) => void; // prettier-ignore
export type Dots = (
  m: number, n: number, k: number, a: number, aRow: number, b: number, bRow: number, c: number, cRow: number, cColumn: number,
) => void; // prettier-ignore
export type Rows = (
  m: number, n: number, k: number, a: number, aRow: number, aColumn: number, b: number, bRow: number, c: number, cRow: number,
) => void; // prettier-ignore
type AddBias = (m: number, n: number, bias: number, z: number) => void;

/**
 * c (m, n) = a (m, k) times b (k, n), all on the heap, sizes at least 1, any strides of a and b; of c's strides one is 1, or one of its axes
 * has length 1.
 *
 * @returns false, with nothing done, when the heap has no room for the work area.
 */
export type Multiply = (
  single: boolean, m: number, n: number, k: number, a: number, aRow: number, aColumn: number,
  b: number, bRow: number, bColumn: number, c: number, cRow: number, cColumn: number,
) => boolean; // prettier-ignore

/**
 * Chooses the kernel for a product: by the sizes and strides of the whole, never of a part, since each kernel adds in an order of its own.
 * Within one, parts of c may be computed separately, and get the same bits.
 */
export function multiplier(instance: Instance): Multiply {
  const { heap, exports, workArea } = instance;
  const workBytes = exports.productWorkBytes();
  const begun = { multiplications: 0 };
  const singles = shareProducts(instance, true, begun);
  const doubles = shareProducts(instance, false, begun);
  const f32 = new Float32Array(heap.buffer);
  const f64 = new Float64Array(heap.buffer);

  /** c (n) = x (k) times b (k, n), c with any step. */
  const timesVector = (
    single: boolean, n: number, k: number, x: number, xStep: number, b: number, bRow: number, bColumn: number, c: number, cStep: number,
  ): boolean => {
    if (bRow === 1 && (xStep === 1 || k * 8 <= workBytes)) {
      let line = x;
      if (xStep !== 1) {
        line = workArea();
        if (line === 0) return false;
        const elements = single ? f32 : f64;
        const size = single ? 4 : 8;
        for (let i = 0, from = x / size, to = line / size; i < k; i++, from += xStep, to++) elements[to] = elements[from] ?? 0;
      }
      (single ? singles : doubles).dots(1, n, k, line, 0, b, bColumn, c, 0, cStep);
      return true;
    }
    if (bColumn === 1 && cStep === 1) {
      (single ? singles : doubles).rows(1, n, k, x, 0, xStep, b, bRow, c, n);
      return true;
    }
    if (workArea() === 0) return false;
    (single ? singles : doubles).gemm(n, 1, k, b, bColumn, bRow, x, xStep, 1, c, cStep);
    return true;
  }; // prettier-ignore

  const multiply: Multiply = (single, m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, cColumn) => {
    if (m === 1) return timesVector(single, n, k, a, aColumn, b, bRow, bColumn, c, cColumn);
    if (n === 1) return timesVector(single, m, k, b, bRow, a, aColumn, aRow, c, cRow);
    // Where c's columns are contiguous it is the transpose of a product whose rows are.
    if (cColumn !== 1) return multiply(single, n, m, k, b, bColumn, bRow, a, aColumn, aRow, c, cColumn, cRow);
    if (aColumn === 1 && bRow === 1 && worthDots(Math.min(m, n), k)) {
      const shared = single ? singles : doubles;
      if (m <= n) shared.dots(m, n, k, a, aRow, b, bColumn, c, cRow, 1);
      else shared.dots(n, m, k, b, bColumn, a, aRow, c, 1, cRow);
      return true;
    }
    if (bColumn === 1 && worthRows(m, k)) {
      (single ? singles : doubles).rows(m, n, k, a, aRow, aColumn, b, bRow, c, cRow);
      return true;
    }
    if (workArea() === 0) return false;
    (single ? singles : doubles).gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow);
    return true;
  };
  return multiply;
}

/** With few lines on one side and long ones, dot products are faster than tiles, which they would leave half empty. */
const worthDots = (fewer: number, k: number): boolean => fewer <= 8 && k >= 8 * fewer;

/** With few rows and short sums, adding scaled rows is faster than tiles, whose beginning and end take the same time however short. */
const worthRows = (m: number, k: number): boolean => m <= 8 && m * k <= 64;
