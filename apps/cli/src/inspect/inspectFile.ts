import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCsv, tabularFromJSON } from '@keepdims/data';
import type { Table } from '@keepdims/data';
import { readNpz } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { bundled, isBundled } from '../data/bundled.js';
import { csvOptions } from '../data/csvLayout.js';
import type { CsvLayout } from '../data/csvLayout.js';
import { fileKind } from '../data/fileKind.js';
import { listImages } from '../data/images/listImages.js';
import type { ListedImage } from '../data/images/listImages.js';
import { jsonLinesFacts, jsonListFacts } from '../data/jsonFacts.js';
import { openData } from '../data/openData.js';
import { refuseOtherZip } from '../data/refuseOtherZip.js';
import { unpackGzip } from '../data/unpackGzip.js';
import { CliError } from '../errors.js';
import { explainFileError } from '../run/explainFileError.js';
import { parseJSONObject } from '../run/parseJSONObject.js';
import { isObject } from '../run/runConfig.js';
import { inspectIdx, inspectNpy, inspectNpz, inspectSafetensors } from './inspectArrays.js';
import { inspectCheckpoint } from './inspectCheckpoint.js';
import type { Inspected } from './inspected.js';
import { inspectHdf5 } from './inspectHdf5.js';
import { architectureFacts, inspectJSON, inspectRun, preprocessingFacts } from './inspectModel.js';
import { inspectTable } from './inspectTable.js';

/** What a file holds, and how long it is; a folder and a bundled set have no length. */
export interface InspectedFile extends Inspected {
  readonly bytes: number | undefined;
}

/**
 * Look into a file of any kind that keepdims reads, a run folder or a bundled set. What it is, is found out from its content.
 *
 * @param source - A path, `-` for standard input, or the name of a bundled set.
 * @param layout - Of a CSV; it has no meaning for other kinds.
 * @throws CliError or FormatError saying what is wrong with it.
 */
export async function inspectFile(source: string, layout: CsvLayout = {}): Promise<InspectedFile> {
  if (isBundled(source)) {
    const { table } = await openData(source);
    return { ...inspectTable(table, 'table', 'a bundled data set'), bytes: undefined };
  }
  if (source !== '-' && existsSync(source) && statSync(source).isDirectory()) {
    return { ...(await inspectFolder(source)), bytes: undefined };
  }
  const bytes = readBytes(source);
  const name = source === '-' ? 'standard input' : basename(source);
  return { ...(await inspectBytes(bytes, name, layout)), bytes: bytes.length };
}

/** The same of a file's bytes. @param name - Its name, for messages. */
export async function inspectBytes(bytes: Uint8Array, name: string, layout: CsvLayout = {}): Promise<Inspected> {
  switch (fileKind(bytes)) {
    case 'npy':
      return inspectNpy(bytes, name);
    case 'npz':
      return inspectZip(bytes, name);
    case 'hdf5':
      return inspectHdf5(bytes, name);
    case 'idx':
      return inspectIdx(bytes, name);
    case 'safetensors':
      return inspectTensors(bytes, name);
    case 'onnx':
      return (await import('./inspectOnnx.js')).inspectOnnx(bytes, name);
    case 'gzip':
      return inspectGzip(bytes, name, layout);
    case 'json':
      return inspectJSONText(bytes, name);
    case 'jsonList':
      return inspectTable(jsonListFacts(asBuffer(bytes), name).table, 'table', 'a table (JSON)');
    case 'parquet':
      return (await import('./inspectParquet.js')).inspectParquet(asBuffer(bytes), name);
    case 'image':
      return (await import('./inspectImages.js')).inspectImage(bytes, name);
    case 'table':
      return inspectTable(
        tableOf(bytes, name, layout),
        'table',
        /\.(tsv|tab)$/i.test(name) ? 'a table (TSV)' : 'a table (CSV)',
      );
  }
}

/** A safetensors file: a checkpoint, an exported model, or any other. */
function inspectTensors(bytes: Uint8Array, name: string): Inspected {
  const file = inspectSafetensors(bytes, name);
  if ('checkpoint' in file.metadata && 'checksum' in file.metadata) return inspectCheckpoint(bytes, name);
  const { format, network, preprocessing } = file.metadata;
  if (format !== 'keepdims-model') return file;
  return { ...exportedModel(file, String(network), String(preprocessing), name), description: 'a model of keepdims (safetensors)' }; // prettier-ignore
}

/** An npz file: an exported model, or any other. */
function inspectZip(bytes: Uint8Array, name: string): Inspected {
  refuseOtherZip(bytes, name);
  const file = inspectNpz(bytes, name);
  const isModel = ['W1', 'b1', 'network', 'preprocessing'].every((key) =>
    file.arrays.some((array) => array.name === key),
  );
  if (!isModel) return file;
  const { network, preprocessing } = readNpz(bytes, { name });
  const text = (array: NDArray | undefined): string =>
    Buffer.from(Uint8Array.from(array === undefined ? [] : np.contiguousData(array))).toString('utf8');
  return { ...exportedModel(file, text(network), text(preprocessing), name), description: 'a model of keepdims (npz)' };
}

/** A file of arrays with what `keepdims export` writes beside them, both JSON. */
function exportedModel(file: Inspected, networkText: string, preprocessingText: string, name: string): Inspected {
  const network = parseJSONObject(networkText, `${name}, network`);
  const preprocessing = tabularFromJSON(parseJSONObject(preprocessingText, `${name}, preprocessing`), { name });
  return {
    ...file,
    kind: 'model',
    facts: [...architectureFacts(network), ...preprocessingFacts(preprocessing)],
    metadata: { ...file.metadata, network, preprocessing: preprocessing.toJSON() },
  };
}

async function inspectGzip(bytes: Uint8Array, name: string, layout: CsvLayout): Promise<Inspected> {
  const inner = await inspectBytes(unpackGzip(bytes, name), name, layout);
  return { ...inner, description: `${inner.description}, packed by gzip` };
}

/** A run folder, or one of images. */
async function inspectFolder(path: string): Promise<Inspected> {
  const isRun = ['config.json', 'model.json'].some((file) => existsSync(join(path, file)));
  const images = isRun ? [] : imagesIn(path);
  return images.length === 0 ? inspectRun(path) : (await import('./inspectImages.js')).inspectImages(path, images);
}

/** The images of a folder of such; none if it is none. */
function imagesIn(path: string): readonly ListedImage[] {
  try {
    return listImages(path);
  } catch (error) {
    if (error instanceof CliError) return [];
    throw error;
  }
}

/** What keepdims writes as JSON, or JSON Lines: a table with a row an object. */
function inspectJSONText(bytes: Uint8Array, name: string): Inspected {
  const text = textOf(bytes, name);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const isLines = lines.length > 1 ? isWholeObject(first) : !first.includes('"format"');
  if (!isLines) return inspectJSON(parseJSONObject(text, name), name);
  return inspectTable(jsonLinesFacts(asBuffer(bytes), name).table, 'table', 'a table (JSON Lines)');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isWholeObject(line: string): boolean {
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  } catch (error) {
    throw new CliError(explainFileError(error, { action: 'read', path: name }));
  }
}

function tableOf(bytes: Uint8Array, name: string, layout: CsvLayout): Table {
  // No table of text has a zero byte, except in UTF-16.
  if (bytes.length > 0 && (!isUtf8(bytes) || bytes.subarray(0, 4096).includes(0))) {
    const isUtf16 = ['fffe', 'feff'].includes(Buffer.from(bytes.subarray(0, 2)).toString('hex'));
    throw new CliError(
      isUtf16
        ? `${name} is UTF-16 text; save it as "CSV UTF-8" (spreadsheets offer that) and try again.`
        : `${name} is none of the kinds that inspect knows: npy, npz, safetensors, ONNX, IDX, HDF5, Parquet, images, gzip of these, JSON Lines or a CSV in UTF-8, and what keepdims writes.`,
    );
  }
  return readCsv(textOf(bytes, name), { name, ...csvOptions(layout) });
}

function readBytes(source: string): Buffer {
  try {
    return readFileSync(source === '-' ? 0 : source);
  } catch (error) {
    const known = Object.keys(bundled).join(', ');
    const missing = `There is no file or folder ${source}; check the path, or name a bundled data set: ${known}.`;
    throw new CliError(explainFileError(error, { action: 'read', path: source, missing }));
  }
}
