import { withScope } from '@keepdims/kernels';
import type { Storage } from '@keepdims/kernels';
import { isNDArray } from './ndarray.js';

/**
 * Run a function and release the arrays that it made, but not those it returns.
 *
 * Arrays are garbage-collected anyway; a scope gives a tight loop its memory back at once instead of whenever the collector runs, so that
 * all of it stays on the fast heap.
 *
 * @param f - Synchronous. What it returns may be an array, or a list or plain object of arrays, nested as you like; these stay, and so do
 *   views of them. An array that was made inside and kept otherwise must not be used: a large one throws.
 * @returns What f returned.
 * @throws TypeError if f returns a promise: its arrays would be released while it still runs.
 * @example scope(() => add(ones([2]), ones([2]))).toArray() // [2, 2]
 */
export function scope<T>(f: () => T): T {
  return withScope(f, storagesOf);
}

/** The storages of all arrays in a value. */
function storagesOf(value: unknown): Set<Storage> {
  const found = new Set<Storage>();
  const seen = new Set<unknown>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part) || seen.has(part)) return;
    seen.add(part);
    if (part instanceof Promise) {
      throw new TypeError(
        'scope(f): f returned a promise. Await outside, and put only the synchronous part in a scope.',
      );
    }
    if (isNDArray(part)) found.add(part.storage);
    else
      for (const inner of part instanceof Map || part instanceof Set ? part.values() : Object.values(part))
        visit(inner);
  };
  visit(value);
  return found;
}
