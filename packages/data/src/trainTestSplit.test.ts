import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { trainTestSplit } from './trainTestSplit.js';

describe('trainTestSplit', () => {
  const X = np.array([
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [0, 10, 20, 30, 40, 50, 60, 70, 80, 90],
  ]);
  const Y = np.array([[0, 1, 0, 1, 0, 1, 0, 1, 0, 1]]);

  it('takes the same columns of X and Y', () => {
    const split = trainTestSplit(X, Y, { testSize: 0.25, seed: 42 });
    expect(split.XTest.toArray()).toEqual([
      [8, 1, 5],
      [80, 10, 50],
    ]);
    expect(split.YTest.toArray()).toEqual([[0, 1, 1]]);
    expect(split.XTrain.shape).toEqual([2, 7]);
    expect(split.YTrain.toArray()).toEqual([[0, 1, 0, 1, 0, 1, 0]]);
    expect([...split.testIndices]).toEqual([8, 1, 5]);
    expect([...split.trainIndices]).toEqual([0, 7, 2, 9, 4, 3, 6]);
  });

  it('works on views and keeps the dtype', () => {
    const rows = np.array(
      [
        [9, 0],
        [8, 1],
        [7, 0],
        [6, 1],
      ],
      { dtype: 'float32' },
    );
    const data = rows.T();
    const split = trainTestSplit(np.slice(data, [0, 1]), np.slice(data, [1, 2]), { testSize: 1, rng: randomState(3) });
    const [example = -1] = split.testIndices;
    expect(split.XTest.dtype).toBe('float32');
    expect(split.XTest.toArray()).toEqual([[9 - example]]);
    expect(split.YTest.toArray()).toEqual([[example % 2]]);
  });

  it('stratifies by the columns of Y', () => {
    const oneHot = np.array([
      [1, 1, 1, 1, 1, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
    ]);
    for (const seed of [0, 1, 2]) {
      const { YTest } = trainTestSplit(X, oneHot, { testSize: 0.5, seed, stratify: true });
      expect(np.sum(YTest, { axis: 1 }).toArray()).toEqual([3, 2]);
    }
  });

  it('refuses arrays that do not fit', () => {
    expect(() => trainTestSplit(X, Y.T() as never, { seed: 0 })).toThrow(
      new np.ShapeError(
        "trainTestSplit(X, Y): the numbers of examples (columns) differ: X has shape [2, 10], Y has shape [10, 1]; X's axis 1 is 10 but Y's axis 1 is 1. Y.T() would fit.",
      ),
    );
    expect(() => trainTestSplit(X.T(), Y as never, { seed: 0 })).toThrow(
      "X's axis 1 is 2 but Y's axis 1 is 10. X.T() would fit.",
    );
    expect(() => trainTestSplit(X, np.array([1, 2]) as never, { seed: 0 })).toThrow(
      'trainTestSplit(X, Y): examples are columns, so both need two axes: X has shape [2, 10], Y has shape [2].',
    );
    expect(() => trainTestSplit(np.array([[1]]), np.array([[1]]), { seed: 0 })).toThrow('1 example cannot be split');
  });

  it('asks for a seed or a generator', () => {
    expect(() => trainTestSplit(np.ones([2, 5]), np.ones([1, 5]), undefined as never)).toThrow(
      new TypeError(
        'trainTestSplit(X, Y, options): options must say where the randomness comes from, so that the split can be repeated: pass { seed: 1 } or { rng }.',
      ),
    );
  });
});
