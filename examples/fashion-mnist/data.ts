/** The files of Fashion-MNIST, as Zalando publishes them and Debian's package dataset-fashion-mnist installs them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIdx } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/** Images with the numbers of their classes. */
export interface Examples {
  /** Pixels from 0 (black) to 1; an image is a column. */
  readonly X: NDArray<[784, number], 'float32'>;
  /** From 0 (T-shirt) to 9 (ankle boot). */
  readonly labels: NDArray<[1, number], 'float32'>;
}

/** Where Debian's package puts the files. */
export const debianFolder = '/usr/share/datasets/fashion-mnist';

/** Whether the four files are in a folder. */
export function hasFashionMnist(folder: string): boolean {
  const kinds = ['images-idx3', 'labels-idx1'];
  return ['train', 't10k'].every((part) => kinds.every((kind) => existsSync(join(folder, `${part}-${kind}-ubyte.gz`))));
}

/** Read the training images ('train', 60,000) or the test images ('t10k', 10,000), or the first `count` of them. */
export function readFashionMnist(folder: string, part: 'train' | 't10k', count?: number): Examples {
  const read = (kind: string): NDArray => {
    const name = `${part}-${kind}-ubyte.gz`;
    return readIdx(readFileSync(join(folder, name)), { name });
  };
  const images = np.expectShape(read('images-idx3'), ['m', 28, 28]);
  const m = count ?? images.shape[0];
  const columns = np.transpose(images.slice([0, m]).reshape([m, 784]));
  return {
    X: np.divide(columns.astype('float32'), 255),
    labels: np.expectShape(read('labels-idx1'), ['m']).slice([0, m]).reshape([1, m]).astype('float32'),
  };
}
