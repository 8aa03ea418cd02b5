import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { refuseUnknownOptions, showShape } from '@keepdims/shapes';
import { gzipSync } from 'fflate';
import { bytesPerElement } from '../elementType.js';
import { encodeElements } from '../encodeElements.js';
import { idxCodes } from './idxTypes.js';

/** Options of {@link writeIdx}. */
export interface WriteIdxOptions {
  /** Whether to pack the file by gzip. Default false. */
  readonly compress?: boolean;
}

/**
 * Write an array as an IDX file.
 *
 * @param a - Of element type uint8, int32, float32 or float64; at most 255 axes.
 * @param options.compress - Whether to pack the file by gzip; the same array gives the same bytes. Default false.
 * @returns The whole file.
 * @throws DTypeError if a is of bool, which the format has not. RangeError if it has more than 255 axes, a size of 2³² or more, or an option
 *   is unknown. TypeError if a is no array.
 * @example writeIdx(np.zeros([3], { dtype: 'uint8' })) // Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 0, 0, 0)
 * @see http://yann.lecun.com/exdb/mnist/
 */
export function writeIdx(a: NDArray, options: WriteIdxOptions = {}): Uint8Array<ArrayBuffer> {
  np.requireArray('writeIdx', 'a', a);
  refuseUnknownOptions('writeIdx(a, options)', options, ['compress']);
  const code = idxCodes[a.dtype];
  if (code === undefined) {
    throw new np.DTypeError(`writeIdx: IDX has no elements of type ${a.dtype}. a.astype('uint8') would fit.`);
  }
  if (a.ndim > 255 || a.shape.some((size) => size >= 2 ** 32)) {
    throw new RangeError(
      `writeIdx: a has shape ${showShape(a.shape)}; IDX has up to 255 axes, each of fewer than 2**32 elements.`,
    );
  }
  const offset = 4 + 4 * a.ndim;
  const file = new Uint8Array(offset + a.size * bytesPerElement[a.dtype]);
  const view = new DataView(file.buffer);
  file[2] = code;
  file[3] = a.ndim;
  a.shape.forEach((size, axis) => {
    view.setUint32(4 + 4 * axis, size);
  });
  encodeElements(a, file, offset, false);
  return options.compress === true ? gzipSync(file, { mtime: 0 }) : file;
}
