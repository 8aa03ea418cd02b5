import type { Instance } from './instance.js';
import type { Dots, Gemm, Rows } from './multiply.js';

/** The kernels that threads share, for one element type. They are called like the exports, but for the work area. */
export interface SharedProducts {
  gemm(...call: DropLast<Parameters<Gemm>>): void;
  dots(...call: Parameters<Dots>): void;
  rows(...call: Parameters<Rows>): void;
}

type DropLast<T extends unknown[]> = T extends [...infer Rest, unknown] ? Rest : never;

/** Products from this many multiplications on are worth handing to a waiting worker (about 10 µs of work). */
const worthSharing = 2 ** 19;

/** Workers are started once so many multiplications were worth sharing: about 10 ms of work. */
const worthStarting = 2 ** 28;

/** Parts are cut at multiples of this, which nearly all tiles divide, so that only the last part has tiles to fill up. */
const unit = 24;

/**
 * Cuts a large product's result into as many parts as there are threads. A result's element is computed by the same operations in whichever
 * part it lies, so the bits don't depend on the threads.
 *
 * @param begun - How many multiplications were worth sharing so far, in all calls of one instance.
 */
export function shareProducts(
  { exports, pool, workArea }: Instance,
  single: boolean,
  begun: { multiplications: number },
): SharedProducts {
  const size = single ? 4 : 8;
  const [gemm, dots, rows] = single
    ? ([exports.gemmF32, exports.dotsF32, exports.rowsF32] as const)
    : ([exports.gemmF64, exports.dotsF64, exports.rowsF64] as const);
  const suffix = single ? 'F32' : 'F64';

  /** How many parts to make of `length` lines. */
  const partsOf = (multiplications: number, length: number): number => {
    if (multiplications < worthSharing) return 1;
    begun.multiplications += multiplications;
    if (begun.multiplications < worthStarting) return 1;
    if (pool.threads < pool.most) pool.start();
    return Math.min(pool.threads, Math.ceil(length / unit));
  };

  /** Calls for the parts of `length` lines; `part` gives the call for lines from `start` on. */
  const inParts = (
    name: string,
    parts: number,
    length: number,
    part: (start: number, count: number) => number[],
  ): void => {
    const step = Math.ceil(length / parts / unit) * unit;
    const calls: number[][] = [];
    for (let start = 0; start < length; start += step) calls.push(part(start, Math.min(step, length - start)));
    pool.run(name + suffix, calls);
  };

  return {
    gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow) {
      const parts = partsOf(m * n * k, Math.max(m, n));
      if (parts === 1) {
        gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, workArea());
      } else if (m > n) {
        inParts('gemm', parts, m, (i, count) => [
          count, n, k, a + i * aRow * size, aRow, aColumn, b, bRow, bColumn, c + i * cRow * size, cRow,
        ]); // prettier-ignore
      } else {
        inParts('gemm', parts, n, (j, count) => [
          m, count, k, a, aRow, aColumn, b + j * bColumn * size, bRow, bColumn, c + j * size, cRow,
        ]); // prettier-ignore
      }
    },

    dots(m, n, k, a, aRow, b, bRow, c, cRow, cColumn) {
      const parts = partsOf(m * n * k, n);
      if (parts === 1) dots(m, n, k, a, aRow, b, bRow, c, cRow, cColumn);
      else {
        inParts('dots', parts, n, (j, count) => [
          m, count, k, a, aRow, b + j * bRow * size, bRow, c + j * cColumn * size, cRow, cColumn,
        ]); // prettier-ignore
      }
    },

    rows(m, n, k, a, aRow, aColumn, b, bRow, c, cRow) {
      const parts = partsOf(m * n * k, n);
      if (parts === 1) rows(m, n, k, a, aRow, aColumn, b, bRow, c, cRow);
      else {
        inParts('rows', parts, n, (j, count) => [
          m, count, k, a, aRow, aColumn, b + j * size, bRow, c + j * size, cRow,
        ]); // prettier-ignore
      }
    },
  };
}
