import * as np from '@keepdims/ndarray';
import { compileErrors } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';
import { imagesAsColumns } from './imagesAsColumns.js';

/** Images whose byte at [i, y, x, c] says where it is. */
const images = np.reshape(np.astype(np.arange(2 * 3 * 4 * 3), 'uint8'), [2, 3, 4, 3]);

describe('imagesAsColumns', () => {
  it('puts pixel after pixel and channel after channel, one image a column, from 0 to 1', () => {
    const X = imagesAsColumns(images);
    expect([X.shape, X.dtype]).toEqual([[36, 2], 'float64']);
    for (let i = 0; i < 2; i++) {
      for (let y = 0; y < 3; y++) {
        for (let x = 0; x < 4; x++) {
          for (let c = 0; c < 3; c++) expect(X.at((y * 4 + x) * 3 + c, i)).toBe(images.at(i, y, x, c) / 255);
        }
      }
    }
  });

  it('takes grey images, views and no images', () => {
    expect(imagesAsColumns(np.full([5, 8, 8], 255, { dtype: 'uint8' })).at(63, 4)).toBe(1);
    const flipped = np.slice(images, ':', [null, null, -1]);
    expect(imagesAsColumns(flipped).at(0, 1)).toBe(images.at(1, 2, 0, 0) / 255);
    expect(imagesAsColumns(np.zeros([0, 8, 8], { dtype: 'uint8' })).shape).toEqual([64, 0]);
  });

  it('leaves the images alone', () => {
    const before = images.toArray();
    imagesAsColumns(images);
    expect(images.toArray()).toEqual(before);
  });

  it('refuses what is no set of images', () => {
    const single: np.NDArray = np.zeros([8, 8], { dtype: 'uint8' });
    expect(() => imagesAsColumns(single)).toThrow(
      new np.ShapeError(
        'imagesAsColumns(images): images has shape [8, 8], but must be [m, height, width] or [m, height, width, channels]; ' +
          'expandDims(image, 0) makes one image a set of one.',
      ),
    );
    expect(() => imagesAsColumns(np.zeros([1, 8, 8]))).toThrow(
      new np.DTypeError(
        "imagesAsColumns(images): images must be uint8, bytes from 0 to 255, but is float64. Convert it with astype(images, 'uint8') if it " +
          'holds such numbers.',
      ),
    );
    expect(() => imagesAsColumns([[1]] as never)).toThrow(
      new TypeError('imagesAsColumns: images must be an array; np.asArray makes one of bytes.'),
    );
  });

  it('says so at compile time where the shape is known', () => {
    const setup = "import * as np from '@keepdims/ndarray'; import { imagesAsColumns } from './index.js';";
    const [message] = compileErrors(`${setup} imagesAsColumns(np.zeros([8, 8], { dtype: 'uint8' }));`);
    expect(message).toContain('"imagesAsColumns: [8, 8] must be [m, height, width] or [m, height, width, channels]"');
  });
});
