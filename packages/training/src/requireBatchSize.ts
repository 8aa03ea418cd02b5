import type { Network } from '@keepdims/models';

/**
 * Refuse a batch size that is none, or with which batch normalisation would meet a batch of one example: the variance of one is 0, and what
 * it estimates is undefined. Asked before the first step, since the last batch of an epoch is the small one.
 *
 * @param m - How many examples there are.
 * @throws RangeError with a size that would do.
 */
export function requireBatchSize(call: string, { layers }: Network, batchSize: unknown, m: number): void {
  if (batchSize !== 'full' && !(Number.isSafeInteger(batchSize) && Number(batchSize) >= 1)) {
    const shown = typeof batchSize === 'string' ? `'${batchSize}'` : String(batchSize);
    throw new RangeError(`${call}: batchSize must be an integer, 1 or more, or 'full', but is ${shown}.`);
  }
  if (layers.every(({ batchNorm }) => batchNorm === undefined)) return;
  const rule = `${call}: batch normalisation learns from 2 examples or more in every batch`;
  const size = batchSize === 'full' ? m : Math.min(Number(batchSize), m);
  if (m === 1) throw new RangeError(`${rule}, but m is 1. Give more examples, or leave batchNorm out.`);
  if (leavesNoSingle(m, size)) return;
  const which = size === 1 ? 'every batch has 1' : `the last batch of m = ${m} has 1`;
  throw new RangeError(`${rule}, but with batchSize ${size} ${which}. Take batchSize ${nearestSize(m, size)}, say.`);
}

function leavesNoSingle(m: number, size: number): boolean {
  return size > 1 && m % size !== 1;
}

/** The nearest size, the smaller first; m itself always will do. */
function nearestSize(m: number, size: number): number {
  for (let by = 1; ; by++) {
    for (const other of [size - by, size + by]) {
      if (other >= m) return m;
      if (leavesNoSingle(m, other)) return other;
    }
  }
}
