import * as np from '@keepdims/ndarray';
import { readNpz, writeNpy } from '../src/index.js';
import { writeZip } from '../src/zip/writeZip.js';

/** A small npz file with all fields of 64 bits, which else only files of gigabytes have. */
export const zip64File = (): Uint8Array<ArrayBuffer> =>
  writeZip(
    [
      ['a.npy', writeNpy(np.array([1, 2]))],
      ['b.npy', writeNpy(np.array([3]))],
    ],
    { compress: false, zip64: true },
  );

/** Its arrays. */
export const readZipArrays = (): unknown[] =>
  Object.entries(readNpz(zip64File())).map(([name, a]) => [name, a.toArray()]);
