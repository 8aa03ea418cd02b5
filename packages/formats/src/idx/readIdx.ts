import type { NDArray } from '@keepdims/ndarray';
import { countElements } from '../checkedShape.js';
import { decodeElements } from '../decodeElements.js';
import { elementTypes } from '../elementType.js';
import { openSource } from '../source.js';
import type { ReadOptions, Source } from '../source.js';
import { gunzip, isGzip } from '../zip/gunzip.js';
import { idxTypes } from './idxTypes.js';

/**
 * Read an IDX file, the form of MNIST and Fashion-MNIST; packed by gzip or not.
 *
 * uint8, int32, float32 and float64 keep their types; int8 and int16 become int32.
 *
 * @param bytes - The whole file, `.gz` or not. It is copied: later changes of it do not show in the array.
 * @param options - File name for messages, limit of memory.
 * @returns The array, of any rank: images are [examples, rows, columns], labels [examples].
 * @throws FormatError with the offset if it is no IDX file, is longer or shorter than its sizes say, or would take more than `maxBytes`; if
 *   the packed file is damaged. Offsets of packed files count unpacked bytes. TypeError if bytes is no Uint8Array. RangeError if an option
 *   is unknown.
 * @example readIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9)).toArray() // [7, 8, 9]
 * @see http://yann.lecun.com/exdb/mnist/
 */
export function readIdx(bytes: Uint8Array, options: ReadOptions = {}): NDArray {
  const source = openSource('readIdx', 'IDX', bytes, options);
  return decodeIdx(isGzip(source) ? gunzip(source) : source);
}

function decodeIdx(source: Source): NDArray {
  source.require(0, 4, 'the beginning of an IDX file');
  const { bytes, view } = source;
  if (bytes[0] !== 0 || bytes[1] !== 0) {
    throw source.error(0, 'this is no IDX file: it does not begin with two bytes of 0', 'two bytes of 0');
  }
  const code = bytes[2] ?? 0;
  const type = idxTypes.get(code);
  if (type === undefined) {
    const known = [...idxTypes].map(([byte, name]) => `0x${byte.toString(16).padStart(2, '0')} (${name})`).join(', ');
    throw source.error(2, `0x${code.toString(16).padStart(2, '0')} is no type of elements; there are ${known}`, known);
  }
  const rank = bytes[3] ?? 0;
  source.require(4, 4 * rank, `the sizes of ${rank} axes`);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const offset = 4 + 4 * rank;
  const count = countElements(source, shape, () => 4);
  const end = offset + count * elementTypes[type].bytes;
  source.require(offset, end - offset, `the array of ${count} elements`);
  if (end < bytes.length) {
    throw source.error(end, `the array ends here, but ${bytes.length - end} bytes follow`, 'the end of the file');
  }
  return decodeElements(source, { type, count, offset, littleEndian: false }, shape);
}
