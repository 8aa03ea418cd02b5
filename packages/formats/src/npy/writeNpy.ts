import * as np from '@keepdims/ndarray';
import type { DType, NDArray } from '@keepdims/ndarray';
import { bytesPerElement } from '../elementType.js';
import { encodeElements } from '../encodeElements.js';
import { encodeUtf8 } from '../text.js';
import { magic } from './parseHeader.js';

const descrs = {
  bool: '|b1',
  uint8: '|u1',
  int32: '<i4',
  float32: '<f4',
  float64: '<f8',
} as const satisfies Record<DType, string>;

/** NumPy leaves room for this many digits of the size that grows when one appends to a file. */
const roomForDigits = 21;

/**
 * Write an array as NumPy's `np.save` does, byte for byte: version 1.0, little-endian.
 *
 * @param a - Of any shape, element type and memory layout. The transpose of an array in row order is written in Fortran's order, as NumPy
 *   does; every other array in row order.
 * @returns The whole file.
 * @throws TypeError if a is no array. RangeError if its header is too long for the format, which takes thousands of axes.
 * @example writeNpy(np.zeros([2, 3])).length // 128 + 48
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function writeNpy(a: NDArray): Uint8Array<ArrayBuffer> {
  np.requireArray('writeNpy', 'a', a);
  const columnMajor = isTransposed(a);
  const header = encodeUtf8(headerOf(a, columnMajor));
  if (header.length > 0xffff) {
    throw new RangeError(`writeNpy: a has ${a.ndim} axes; the format's header has no room for so many.`);
  }
  const start = 10 + header.length;
  const file = new Uint8Array(start + a.size * bytesPerElement[a.dtype]);
  file.set([...magic, 1, 0, header.length & 0xff, header.length >> 8]);
  file.set(header, 10);
  encodeElements(columnMajor ? np.transpose(a) : a, file, start, true);
  return file;
}

/** A Python dictionary as text, filled up with spaces so that the elements begin at a multiple of 64. */
function headerOf({ dtype, shape }: NDArray, columnMajor: boolean): string {
  const tuple = shape.length === 1 ? `(${shape.join('')},)` : `(${shape.join(', ')})`;
  const order = columnMajor ? 'True' : 'False';
  const dictionary = `{'descr': '${descrs[dtype]}', 'fortran_order': ${order}, 'shape': ${tuple}, }`;
  const growing = columnMajor ? shape.at(-1) : shape[0];
  const room = growing === undefined ? 0 : Math.max(0, roomForDigits - String(growing).length);
  const unpadded = 10 + dictionary.length + room + 1;
  return `${dictionary}${' '.repeat(room + Math.ceil(unpadded / 64) * 64 - unpadded)}\n`;
}

/** Whether the first axis varies fastest, without gaps, and not also the last one. */
function isTransposed({ shape, strides, size }: NDArray): boolean {
  if (size === 0 || shape.filter((n) => n > 1).length < 2) return false;
  let step = 1;
  return shape.every((n, axis) => {
    const fits = n === 1 || strides[axis] === step;
    step *= n;
    return fits;
  });
}
