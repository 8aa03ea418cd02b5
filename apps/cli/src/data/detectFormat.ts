import { CliError } from '../errors.js';
import type { DataFormat } from '../model/trainConfig.js';
import { fileKind } from './fileKind.js';
import type { FileKind } from './fileKind.js';
import { refuseOtherZip } from './refuseOtherZip.js';

const byKind: Readonly<Partial<Record<FileKind, DataFormat>>> = {
  npy: 'npy',
  npz: 'npz',
  hdf5: 'course-h5',
  idx: 'idx',
  parquet: 'parquet',
  image: 'images',
  json: 'jsonl',
  jsonList: 'json',
};

const byEnding: Readonly<Record<string, DataFormat>> = {
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  parquet: 'parquet',
  npy: 'npy',
  npz: 'npz',
  h5: 'course-h5',
  hdf5: 'course-h5',
};

/**
 * The format of a table's file: by its first bytes, and where these say nothing by its ending. What has neither is taken for CSV.
 *
 * @param bytes - The file, unpacked.
 * @param name - Its name; `.gz` at its end plays no part.
 * @throws CliError for a file of a network, and for a spreadsheet.
 */
export function detectFormat(bytes: Uint8Array, name: string): DataFormat {
  const kind = fileKind(bytes);
  if (kind === 'onnx' || kind === 'safetensors') {
    throw new CliError(`${name} is a file of a network (${kind}), not a table; see keepdims inspect.`);
  }
  if (kind === 'npz') refuseOtherZip(bytes, name);
  const ending = /\.([^.]*)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return byKind[kind] ?? byEnding[ending] ?? 'csv';
}
