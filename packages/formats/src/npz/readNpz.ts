import type { NDArray } from '@keepdims/ndarray';
import { problemOfName } from '../entryName.js';
import { decodeNpy } from '../npy/readNpy.js';
import { Allowance, openSource, Source } from '../source.js';
import type { ReadOptions } from '../source.js';
import { unzip, zipEntries } from '../zip/readZip.js';

const ending = '.npy';

/**
 * Read the arrays that NumPy saved in one file: `np.savez` and `np.savez_compressed`, a zip file of npy files.
 *
 * @param bytes - The whole file. It is copied: later changes of it do not show in the arrays.
 * @param options - File name for messages, limit of memory: `maxBytes` is compared with what the entries declare before the first is unpacked.
 * @returns The arrays by name, in the file's order, each as `readNpy` gives it.
 * @throws FormatError with the offset if it is no zip file of npy files, is damaged, encrypted or split; if entries overlap, have one name, or
 *   a name that is a path out of a folder; if unpacking or the arrays would take more than `maxBytes`; if an entry is wrong as for `readNpy`
 *   (the offset then counts in the unpacked entry, which the message names). TypeError if bytes is no Uint8Array. RangeError if an option is
 *   unknown.
 * @example readNpz(writeNpz({ x: np.array([1, 2]) })).x?.toArray() // [1, 2]
 * @see https://numpy.org/doc/stable/reference/generated/numpy.savez.html
 */
export function readNpz(bytes: Uint8Array, options: ReadOptions = {}): Record<string, NDArray> {
  const source = openSource('readNpz', 'npz', bytes, options);
  const entries = zipEntries(source);
  const unpacked = new Allowance(source.elements.limit);
  const names = new Set<string>();
  for (const { name: file, size, offset } of entries) {
    const name = arrayName(source, file, offset);
    if (names.has(name))
      throw source.error(offset, `there are two arrays named ${JSON.stringify(name)}`, 'another name');
    names.add(name);
    unpacked.take(size, 'unpacking', source, offset);
  }
  const arrays = entries.map((entry): [string, NDArray] => {
    const part = new Source(unzip(source, entry), `${source.name}, entry ${entry.name}`, source.elements);
    return [entry.name.slice(0, -ending.length), decodeNpy(part)];
  });
  return Object.fromEntries(arrays); // defines, so an array named __proto__ is one
}

/** The name of the array in an entry. */
function arrayName(source: Source, file: string, offset: number): string {
  if (!file.endsWith(ending)) {
    throw source.error(
      offset,
      `entry ${JSON.stringify(file)} is no array; an npz file has .npy files only`,
      'a .npy file',
    );
  }
  const name = file.slice(0, -ending.length);
  const problem = problemOfName(name);
  if (problem === undefined) return name;
  throw source.error(offset, `the array's name ${JSON.stringify(name)} ${problem}`, 'a name');
}
