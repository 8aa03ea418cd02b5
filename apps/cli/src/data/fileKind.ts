import { isHdf5 } from './isHdf5.js';

/** The kinds that the first bytes of a file tell apart. */
export type FileKind =
  | ('npy' | 'npz' | 'hdf5' | 'gzip' | 'idx' | 'parquet')
  | ('image' | 'safetensors' | 'onnx' | 'json' | 'jsonList' | 'table');

/**
 * What a file is, by its content: its name plays no part.
 *
 * @param bytes - The whole file.
 * @returns `jsonList` for a list, `json` for an object or JSON Lines; `table` for everything that begins like none of the others; its reader says what is wrong if it is none.
 */
export function fileKind(bytes: Uint8Array): FileKind {
  const begins = (...start: readonly number[]): boolean => start.every((byte, i) => bytes[i] === byte);
  if (begins(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)) return 'npy'; // \x93NUMPY
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6)) return 'npz'; // PK, a zip file; the second is an empty one
  if (isHdf5(bytes)) return 'hdf5';
  if (begins(0x1f, 0x8b)) return 'gzip';
  if (begins(0x50, 0x41, 0x52, 0x31)) return 'parquet'; // PAR1
  if (isImage(bytes)) return 'image';
  if (isSafetensors(bytes)) return 'safetensors';
  if (isOnnx(bytes)) return 'onnx';
  if (begins(0, 0) && bytes.length >= 4) return 'idx';
  return jsonKind(bytes) ?? 'table';
}

/** PNG, JPEG, GIF, WebP, TIFF, AVIF and HEIF. */
function isImage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return /^(?:\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|....ftyp(?:avif|avis|heic|mif1))/s.test(
    start,
  );
}

/** A length of eight bytes that fits into the file, and an object of JSON. */
function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true);
  return length <= BigInt(bytes.length);
}

/** A model of protocol buffers: its field 1, the format's version, and another field that is one of a model. */
function isOnnx([tag, version = 0, next = 0]: Uint8Array): boolean {
  return tag === 0x08 && version >= 1 && version <= 30 && onnxFields.has(next >> 3);
}

/** Producer, its version, domain, model's version, documentation, graph, operator sets, metadata. */
const onnxFields: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 7, 8, 14]);

/** Of JSON `{` is the first character after spaces, and the next one a quote or the end; or `[`, and then an object: a table's header hardly is so. */
function jsonKind(bytes: Uint8Array): 'json' | 'jsonList' | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, 1000));
  if (/^\s*\{\s*["}]/.test(start)) return 'json';
  return /^\s*\[\s*(?:\{\s*["}]|\]\s*$)/.test(start) ? 'jsonList' : undefined;
}
