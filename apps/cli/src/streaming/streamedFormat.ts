import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { isBundled } from '../data/bundled.js';
import { detectFormat } from '../data/detectFormat.js';
import { peekInput, shownName } from '../data/source.js';
import { isGzip } from '../data/unpackGzip.js';
import type { DataFormat } from '../model/trainConfig.js';

/** Files of more bytes are not read into memory. */
export const streamedFrom = 256 * 2 ** 20;

/** A file of lines that can be read one after the other. */
interface StreamedFormat {
  readonly format: 'csv' | 'tsv';
  /** Undefined: by the first lines. */
  readonly delimiter: string | undefined;
  /** Its size; of standard input nobody knows it. */
  readonly bytes: number;
}

/** Whether data are CSV or TSV, by their first bytes; undefined for others, packed ones, bundled sets, and what isn't there. */
export function streamedFormat(source: string, given: DataFormat | undefined): StreamedFormat | undefined {
  const isFile = source !== '-';
  if (isFile && ((given === undefined && isBundled(source)) || !existsSync(source) || !statSync(source).isFile()))
    return undefined;
  const head = isFile ? firstBytes(source) : peekInput();
  if (isGzip(head)) return undefined;
  const format = given ?? detectFormat(head, shownName(source));
  if (format !== 'csv' && format !== 'tsv') return undefined;
  return { format, delimiter: format === 'tsv' ? '\t' : undefined, bytes: isFile ? statSync(source).size : Infinity };
}

function firstBytes(source: string): Buffer {
  const head = Buffer.alloc(4096);
  const file = openSync(source, 'r');
  try {
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}
