import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { refuseUnknownOptions } from '@keepdims/shapes';
import { checkNameToWrite } from '../entryName.js';
import { writeNpy } from '../npy/writeNpy.js';
import { writeZip } from '../zip/writeZip.js';

/** Options of {@link writeNpz}. */
export interface WriteNpzOptions {
  /** Whether to deflate the arrays, as `np.savez_compressed` does. Default false. */
  readonly compress?: boolean;
}

const operation = 'writeNpz(arrays, options)';

/**
 * Write named arrays as one file that `np.load` reads.
 *
 * @param arrays - Arrays by name, of any shape, element type and memory layout. Names have no empty parts or dots between slashes.
 * @param options.compress - Whether to deflate those that become smaller by it. Default false.
 * @returns The whole file: a zip file of npy files, in zip64 where it is long. The same arrays give the same bytes.
 * @throws TypeError if an entry is no array. RangeError if a name can't be used or an option is unknown.
 * @example writeNpz({ x: np.zeros([1000]) }, { compress: true }).length < 500 // true
 * @see https://numpy.org/doc/stable/reference/generated/numpy.savez.html
 */
export function writeNpz(
  arrays: Readonly<Record<string, NDArray>>,
  options: WriteNpzOptions = {},
): Uint8Array<ArrayBuffer> {
  refuseUnknownOptions(operation, options, ['compress']);
  const files = Object.entries(arrays).map(([name, array]): [string, Uint8Array] => {
    np.requireArray(operation, name, array);
    checkNameToWrite(operation, name);
    return [`${name}.npy`, writeNpy(array)];
  });
  return writeZip(files, { compress: options.compress === true });
}
