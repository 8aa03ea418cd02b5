/**
 * The example on a fifth of the images, skipped, visibly, where Debian's dataset-fashion-mnist is not installed. The whole of it, which gets
 * 89 % of the test images right, is `npm run fashion-mnist`.
 */
import * as np from '@keepdims/ndarray';
import { expect, describe, it } from 'vitest';
import { debianFolder, hasFashionMnist, readFashionMnist } from './data.js';
import { trainNetwork } from './train.js';
import type { Epoch } from './train.js';

describe.skipIf(!hasFashionMnist(debianFolder))('Fashion-MNIST', () => {
  it('has images as columns of pixels from 0 to 1, and labels', () => {
    const { X, labels } = readFashionMnist(debianFolder, 't10k');
    expect([X.shape, labels.shape]).toEqual([[784, 10_000], [1, 10_000]]); // prettier-ignore
    expect([np.min(X), np.max(X)]).toEqual([0, 1]);
    // The mean pixel of the files, as NumPy has it.
    expect(np.mean(X)).toBeCloseTo(573_469_082 / 255 / 7_840_000, 6);
    expect(labels.slice(0, [0, 5]).toArray()).toEqual([9, 2, 1, 1, 6]);
  });

  it('learns 12,000 images in four epochs so far that it gets more than 83 % of the test right', () => {
    const epochs: Epoch[] = [];
    const reached = trainNetwork(
      {
        train: readFashionMnist(debianFolder, 'train', 12_000),
        test: readFashionMnist(debianFolder, 't10k'),
        epochs: 4,
      },
      (epoch) => epochs.push(epoch),
    );
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(epochs[0]?.cost).toBeGreaterThan(0.7);
    expect(epochs[3]?.cost).toBeLessThan(0.45);
    expect(reached).toBe(epochs[3]?.testAccuracy);
    expect(reached).toBeGreaterThan(0.83);
    expect(reached).toBeLessThan(0.9);
  });
});
