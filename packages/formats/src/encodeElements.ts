import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { copyReversed, machineIsLittleEndian } from './byteOrder.js';
import { bytesPerElement } from './elementType.js';

/**
 * Write an array's elements, in row order, into the bytes of a file.
 *
 * @param to - The bytes from `offset` on are replaced; there are enough.
 */
export function encodeElements(a: NDArray, to: Uint8Array, offset: number, littleEndian: boolean): void {
  const data = np.contiguousData(a);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const width = bytesPerElement[a.dtype];
  if (width === 1 || littleEndian === machineIsLittleEndian()) to.set(bytes, offset);
  else copyReversed(bytes, to.subarray(offset), width);
}
