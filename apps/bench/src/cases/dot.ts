// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { BenchCase } from '../harness.js';

/** §2.11: the dot product of two vectors of `size` numbers, with a loop and without. */
export function dot(size: number): BenchCase {
  return {
    name: `dot-${size}`,
    title: `dot product of two vectors of ${size.toLocaleString('en')} numbers, float64`,
    section: '§2.11',
    // A running sum of 10^6 positive terms is off by at most 10^6 roundings of 1e-16; in practice by their square root.
    tolerance: 1e-10,
    subject: 'np.dot',
    create() {
      const random = randomState(1);
      const a = random.rand(size);
      const b = random.rand(size);
      const typedA = Float64Array.from(a.toArray());
      const typedB = Float64Array.from(b.toArray());
      const listA = a.toArray();
      const listB = b.toArray();
      return [
        { name: 'loop over typed arrays', run: () => ({ c: dotOfTyped(typedA, typedB) }) },
        { name: 'loop over plain arrays', run: () => ({ c: dotOfLists(listA, listB) }) },
        { name: 'np.dot', run: () => ({ c: np.dot(a, b) }) },
      ];
    },
  };
}

// The same text twice: one function called with both kinds of array would be slow for both.
function dotOfTyped(a: Float64Array, b: Float64Array): number {
  let c = 0;
  for (let i = 0; i < a.length; i++) c += (a[i] as number) * (b[i] as number);
  return c;
}

function dotOfLists(a: readonly number[], b: readonly number[]): number {
  let c = 0;
  for (let i = 0; i < a.length; i++) c += (a[i] as number) * (b[i] as number);
  return c;
}
