import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { Check, Get, ReshapeR, Shape, Show } from '@keepdims/shapes';

/** Images have rows and columns of pixels, as a rule. */
type ImagesR<S extends Shape> = number extends S['length']
  ? []
  : S extends readonly [number, number, number, ...infer _]
    ? []
    : `imagesAsColumns: ${Show<S>} must be [m, height, width] or [m, height, width, channels]`;

/** How many numbers an image has, by the shape of all of them. */
type NumbersOf<S extends Shape> = S extends readonly [number, ...infer Image extends Shape]
  ? Get<ReshapeR<Image, [-1]>> extends readonly [infer N extends number]
    ? N
    : number
  : number;

/** How many images there are. */
type ImagesOf<S extends Shape> = S extends readonly [infer M extends number, ...unknown[]] ? M : number;

/**
 * Make each image a column of numbers from 0 to 1 (§2.1): 209 images of 64 by 64 pixels in 3 colours become [12288, 209].
 *
 * An image's numbers are taken row by row, pixel by pixel, channel by channel: `images.reshape(m, -1).T / 255` in NumPy.
 *
 * @param images - Shape [m, height, width] or [m, height, width, channels], uint8.
 * @returns [height · width · channels, m], float64: the bytes divided by 255.
 * @throws ShapeError if images has fewer than 3 axes. DTypeError if they are not uint8.
 * @example imagesAsColumns(np.full([209, 64, 64, 3], 51, { dtype: 'uint8' })).shape // [12288, 209]
 */
export function imagesAsColumns<X extends NDArray>(
  images: Check<ImagesR<X['shape']>, X>,
): NDArray<[NumbersOf<X['shape']>, ImagesOf<X['shape']>], 'float64'> {
  const given: unknown = images;
  if (!np.isNDArray(given))
    throw new TypeError('imagesAsColumns: images must be an array; np.asArray makes one of bytes.');
  const [m = 0, ...image] = given.shape;
  if (image.length < 2) {
    throw new ShapeError(
      `imagesAsColumns(images): images has shape ${showShape(given.shape)}, but must be [m, height, width] or [m, height, width, ` +
        'channels]; expandDims(image, 0) makes one image a set of one.',
    );
  }
  if (given.dtype !== 'uint8') {
    throw new np.DTypeError(
      `imagesAsColumns(images): images must be uint8, bytes from 0 to 255, but is ${given.dtype}. Convert it with astype(images, 'uint8') if ` +
        'it holds such numbers.',
    );
  }
  const numbers = image.reduce((product, size) => product * size, 1);
  const columns = np.transpose(np.reshape(given, [m, numbers]));
  // The sizes are those of the type: all axes but the first together, then the first.
  return np.divide(columns, 255) as unknown as NDArray<[NumbersOf<X['shape']>, ImagesOf<X['shape']>], 'float64'>;
}
