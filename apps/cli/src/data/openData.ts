import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readCsv } from '@keepdims/data';
import type { Table } from '@keepdims/data';
import { CliError } from '../errors.js';
import { explainFileError } from '../run/explainFileError.js';
import { bundled, isBundled } from './bundled.js';
import type { DataFacts } from './bundled.js';

/** A table ready to be used, and where it came from. */
export interface OpenedData extends DataFacts {
  /** As the user wrote it. */
  readonly source: string;
  /** What a run on it is called: the file's name without its ending. */
  readonly name: string;
  readonly isBundled: boolean;
  /** SHA-256, hexadecimal: of the file's bytes, or of a bundled table's cells. */
  readonly sha256: string;
}

/**
 * Open a CSV file or a bundled set.
 *
 * @param source - A path, `-` for standard input, or the name of a bundled set (`./digits` is a file of that name).
 * @throws CliError if the file cannot be read. FormatError if it is not a table.
 */
export async function openData(source: string): Promise<OpenedData> {
  if (isBundled(source)) {
    const facts = await bundled[source]();
    const cells = facts.table.columns.map((column) => [column, ...facts.table.column(column)]);
    return { ...facts, source, name: source, isBundled: true, sha256: sha256(JSON.stringify(cells)) };
  }
  const bytes = readBytes(source);
  const shown = source === '-' ? 'standard input' : basename(source);
  const table: Table = readCsv(bytes.toString('utf8'), { name: shown });
  const name = source === '-' ? 'stdin' : shown.replace(/\.[^.]*$/, '') || shown;
  return { table, source, name, isBundled: false, sha256: sha256(bytes) };
}

function readBytes(source: string): Buffer {
  try {
    return readFileSync(source === '-' ? 0 : source);
  } catch (error) {
    const known = Object.keys(bundled).join(', ');
    const missing = `There is no file ${source}; check the path, or name a bundled data set: ${known}.`;
    throw new CliError(explainFileError(error, { action: 'read', path: source, missing }));
  }
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
