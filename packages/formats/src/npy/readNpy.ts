import type { NDArray } from '@keepdims/ndarray';
import { decodeElements } from '../decodeElements.js';
import { elementTypes } from '../elementType.js';
import { openSource } from '../source.js';
import type { ReadOptions, Source } from '../source.js';
import { parseHeader } from './parseHeader.js';

/**
 * Read an array that NumPy saved: `np.save`, versions 1.0 to 3.0 of the format.
 *
 * bool, uint8, int32, float32 and float64 keep their types. int8, int16 and uint16 become int32, float16 becomes float32: all exactly. uint32,
 * int64 (NumPy's default for integers) and uint64 become int32 if every value fits, else float64. Either order of bytes is read. An array in
 * Fortran's order is read as the transposed view of one in row order, as NumPy does.
 *
 * @param bytes - The whole file. It is copied: later changes of it do not show in the array.
 * @param options - File name for messages, limit of memory.
 * @returns The array, of any rank.
 * @throws FormatError with the offset if it is no npy file, its header is damaged, the file is longer or shorter than the header says, an
 *   integer is beyond ±(2⁵³ − 1), or the array would take more than `maxBytes`; also for Python objects (pickles run code, so they are never
 *   read), texts, dates, complex numbers and records, with what to do instead. TypeError if bytes is no Uint8Array. RangeError if an option is
 *   unknown.
 * @example readNpy(writeNpy(np.array([[1, 2], [3, 4]]))).toArray() // [[1, 2], [3, 4]]
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpy(bytes: Uint8Array, options: ReadOptions = {}): NDArray {
  return decodeNpy(openSource('readNpy', 'npy', bytes, options));
}

/** `readNpy` of bytes that may be a part of a larger file. */
export function decodeNpy(source: Source): NDArray {
  const { type, littleEndian, columnMajor, shape, count, dataOffset } = parseHeader(source);
  const end = dataOffset + count * elementTypes[type].bytes;
  source.require(dataOffset, end - dataOffset, `the array of ${count} elements`);
  if (end < source.bytes.length) {
    throw source.error(
      end,
      `the array ends here, but ${source.bytes.length - end} bytes follow`,
      'the end of the file',
    );
  }
  return decodeElements(source, { type, count, offset: dataOffset, littleEndian }, shape, columnMajor);
}
