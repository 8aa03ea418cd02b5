import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batches } from './batches.js';

const X = np.array([
  [0, 1, 2, 3, 4],
  [0, 10, 20, 30, 40],
]);
const Y = np.array([[0, 100, 200, 300, 400]]);

describe('batches', () => {
  it('goes through the examples in order, with a short last batch', () => {
    const all = [...batches({ X, Y }, 2)];
    expect(all.map((batch) => batch.size)).toEqual([2, 2, 1]);
    expect(all.map((batch) => batch.X.toArray())).toEqual([
      [
        [0, 1],
        [0, 10],
      ],
      [
        [2, 3],
        [20, 30],
      ],
      [[4], [40]],
    ]);
    expect(all.map((batch) => batch.Y.toArray())).toEqual([[[0, 100]], [[200, 300]], [[400]]]);
  });

  it("hands over the arrays themselves for 'full', and draws nothing", () => {
    const rng = randomState(1);
    const all = [...batches({ X, Y }, 'full', rng)];
    expect(all).toHaveLength(1);
    expect(all[0]?.X).toBe(X);
    expect(all[0]?.Y).toBe(Y);
    expect(all[0]?.size).toBe(5);
    expect(rng.rand()).toBe(randomState(1).rand());
  });

  it('shuffles by one permutation of the generator', () => {
    // np.random.RandomState(0).permutation(5) is [2, 0, 1, 3, 4].
    const shuffled = [...batches({ X, Y }, 3, randomState(0))];
    expect(shuffled.map((batch) => batch.Y.toArray())).toEqual([[[200, 0, 100]], [[300, 400]]]);
  });

  it('brings every example once, with its own target', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 99 }),
        (m, size, seed) => {
          const numbers = np.asArray(
            Float64Array.from({ length: m }, (_, j) => j),
            { shape: [1, m] },
          );
          const seen: number[] = [];
          for (const batch of batches({ X: numbers, Y: np.multiply(numbers, 3) }, size, randomState(seed))) {
            expect(batch.X.shape).toEqual([1, batch.size]);
            expect(batch.size).toBeLessThanOrEqual(size);
            expect(batch.Y.toArray()).toEqual(np.multiply(batch.X, 3).toArray());
            seen.push(...np.ravel(batch.X).toArray());
          }
          expect(seen.sort((a, b) => a - b)).toEqual(np.ravel(numbers).toArray());
        },
      ),
    );
  });

  it('refuses bad input at the call, before the first batch', () => {
    expect(() => batches({ X, Y }, 0)).toThrow(
      new RangeError("batches: batchSize must be a whole number, 1 or more, or 'full', got 0."),
    );
    expect(() => batches({ X, Y }, 2.5)).toThrow(RangeError);
    expect(() => batches({ X, Y: np.array([[1, 2]]) as never }, 2)).toThrow(
      "batches({ X, Y }): the numbers of examples (columns) differ: X has shape [2, 5], Y has shape [1, 2]; X's axis 1 is 5 but Y's axis 1 is 2.",
    );
    expect(() => batches({ X: np.zeros([2, 0]), Y: np.zeros([1, 0]) }, 2)).toThrow('batches: there are no examples.');
  });
});
