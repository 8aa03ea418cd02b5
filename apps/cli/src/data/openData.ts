import { isUtf8 } from 'node:buffer';
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
 * @throws CliError if the file cannot be read or is not UTF-8 text. FormatError if it is not a table.
 */
export async function openData(source: string): Promise<OpenedData> {
  if (isBundled(source)) {
    const facts = await bundled[source]();
    const cells = facts.table.columns.map((column) => [column, ...facts.table.column(column)]);
    return { ...facts, source, name: source, isBundled: true, sha256: sha256(JSON.stringify(cells)) };
  }
  const shown = source === '-' ? 'standard input' : basename(source);
  const { bytes, text } = readText(source, shown);
  const table: Table = readCsv(text, { name: shown });
  const name = source === '-' ? 'stdin' : shown.replace(/\.[^.]*$/, '') || shown;
  return { table, source, name, isBundled: false, sha256: sha256(bytes) };
}

function readText(source: string, shown: string): { readonly bytes: Buffer; readonly text: string } {
  try {
    const bytes = readFileSync(source === '-' ? 0 : source);
    checkEncoding(bytes, shown);
    return { bytes, text: bytes.toString('utf8') };
  } catch (error) {
    if (error instanceof CliError) throw error;
    const known = Object.keys(bundled).join(', ');
    const missing = `There is no file ${source}; check the path, or name a bundled data set: ${known}.`;
    throw new CliError(explainFileError(error, { action: 'read', path: source, missing }));
  }
}

/** Other encodings are refused: read as UTF-8, their letters would all become one replacement character, and different names the same. */
function checkEncoding(bytes: Buffer, shown: string): void {
  const remedy = 'save it as "CSV UTF-8" (spreadsheets offer that) and try again.';
  if (['fffe', 'feff'].includes(bytes.toString('hex', 0, 2))) throw new CliError(`${shown} is UTF-16 text; ${remedy}`);
  if (isUtf8(bytes)) return;
  // In UTF-8 a line break is never part of another character, so each line can be judged alone.
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    line++;
    start = end + 1;
  }
  throw new CliError(`${shown}, line ${line}: this is not UTF-8 text; ${remedy}`);
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
