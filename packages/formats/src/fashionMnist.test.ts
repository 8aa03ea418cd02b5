/** The files of Fashion-MNIST as Debian's package dataset-fashion-mnist has them. Skipped, visibly, where it isn't installed. */
import { existsSync, readFileSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { readIdx, writeIdx } from './index.js';

const folder = '/usr/share/datasets/fashion-mnist';

describe.skipIf(!existsSync(folder))('Fashion-MNIST', () => {
  const read = (file: string) => readIdx(readFileSync(`${folder}/${file}-ubyte.gz`), { name: file });

  it('has 10,000 test images of 28 by 28 pixels, 1,000 of each class', () => {
    const images = np.expectShape(read('t10k-images-idx3'), [10_000, 28, 28]);
    expect(images.dtype).toBe('uint8');
    expect([np.min(images), np.max(images), np.sum(images)]).toEqual([0, 255, 573_469_082]);
    const labels = np.expectShape(read('t10k-labels-idx1'), [10_000]);
    expect(np.bincount(labels.astype('int32')).toArray()).toEqual(Array.from({ length: 10 }, () => 1000));
    expect(labels.slice([0, 5]).toArray()).toEqual([9, 2, 1, 1, 6]);
  });

  it('has 60,000 labels to train with, which a file written here holds too', () => {
    const labels = read('train-labels-idx1');
    expect(np.arrayEqual(readIdx(writeIdx(labels, { compress: true })), labels)).toBe(true);
    expect(labels.shape).toEqual([60_000]);
  });
});
