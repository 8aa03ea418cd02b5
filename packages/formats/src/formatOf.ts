/** A format of files that is known by its first bytes. */
export interface KnownFormat {
  /** With its article, as messages say it. */
  readonly name: string;
  /** The bytes that every such file begins with. */
  readonly signature: readonly number[];
  /** The functions here that read it. */
  readonly readers: readonly string[];
  /** What to do with such a file. */
  readonly remedy: string;
}

/** HDF5's signature may also come later in the file; at its beginning nearly every file has it. */
const formats: readonly KnownFormat[] = [
  {
    name: 'an npy file',
    signature: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59],
    readers: ['readNpy'],
    remedy: 'Read it with readNpy(bytes)',
  },
  {
    name: 'a zip file, as npz files are',
    signature: [0x50, 0x4b, 0x03, 0x04],
    readers: ['readNpz'],
    remedy: 'Read an npz file with readNpz(bytes), and unpack any other',
  },
  {
    name: 'a zip file without entries',
    signature: [0x50, 0x4b, 0x05, 0x06],
    readers: ['readNpz'],
    remedy: 'Of an npz file readNpz(bytes) gives no arrays',
  },
  {
    name: 'a gzip file',
    signature: [0x1f, 0x8b],
    readers: ['readIdx'],
    remedy: 'A packed IDX file is read by readIdx(bytes); unpack any other first',
  },
  {
    name: 'an HDF5 file',
    signature: [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a],
    readers: [],
    remedy:
      'Nothing here reads HDF5: save the arrays as npz, in Python np.savez(path, **{name: file[name][()] for name in file})',
  },
];

/** The format that a file begins as; undefined for those without a signature, such as IDX and safetensors, and for any other. */
export function formatOf(bytes: Uint8Array): KnownFormat | undefined {
  return formats.find(({ signature }) => signature.every((byte, i) => bytes[i] === byte));
}
