/** Reads what element types files store. Their readers have checked the files and give the arrays in types that hold the values. */
import { constants, inflateRawSync } from 'node:zlib';

const npyNames: Readonly<Record<string, string>> = { b: 'bool', i: 'int', u: 'uint', f: 'float' };

/** The element type of an npy file, from the header's `'descr': '<f8'`; undefined if it is none that is read. */
export function npyType(bytes: Uint8Array): string | undefined {
  const header = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const [, kind = '', size = ''] = /['"]descr['"]\s*:\s*['"][<>|=]?([biuf?])(\d*)['"]/.exec(header) ?? [];
  if (kind === '?' || kind === 'b') return 'bool';
  const name = npyNames[kind];
  return name === undefined ? undefined : `${name}${8 * Number(size)}`;
}

/** The element types of a checked npz file's arrays, by name. Those of files beyond 65,534 arrays or 4 GiB are not found. */
export function npzTypes(bytes: Uint8Array): ReadonlyMap<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const types = new Map<string, string>();
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return types;
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0 && at + 46 <= bytes.length; i--) {
    const nameLength = view.getUint16(at + 28, true);
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length) return types;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const part = bytes.subarray(start, start + 4096);
    const isStored = view.getUint16(at + 10, true) === 0;
    // The beginning is enough: a flush takes what there is of a stream that is cut off.
    const head = isStored ? part : inflateRawSync(part, { finishFlush: constants.Z_SYNC_FLUSH });
    const type = npyType(head);
    if (type !== undefined) types.set(name.replace(/\.npy$/, ''), type);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return types;
}

const safetensorsNames: Readonly<Record<string, string>> = { BF: 'bfloat', F: 'float', I: 'int', U: 'uint' };

/** The element types of a checked safetensors file's tensors, by name. */
export function safetensorsTypes(bytes: Uint8Array): ReadonlyMap<string, string> {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true));
  const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString('utf8')) as Readonly<
    Record<string, { readonly dtype?: unknown }>
  >; // checked by the reader
  return new Map(
    Object.entries(header).flatMap(([name, { dtype }]): [string, string][] => {
      if (name === '__metadata__' || typeof dtype !== 'string') return [];
      const [, kind = '', size = ''] = /^([A-Z]+)(\d+)$/.exec(dtype) ?? [];
      return [[name, dtype === 'BOOL' ? 'bool' : `${safetensorsNames[kind] ?? kind}${size}`]];
    }),
  );
}

const idxNames: Readonly<Record<number, string>> = {
  8: 'uint8',
  9: 'int8',
  11: 'int16',
  12: 'int32',
  13: 'float32',
  14: 'float64',
};

/** The element type of an IDX file, from its third byte. */
export function idxType(bytes: Uint8Array): string | undefined {
  return idxNames[bytes[2] ?? 0];
}
