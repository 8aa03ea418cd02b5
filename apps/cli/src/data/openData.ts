import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readCsv } from '@keepdims/data';
import type { Table } from '@keepdims/data';
import { CliError } from '../errors.js';
import type { DataFormat } from '../model/trainConfig.js';
import { explainFileError } from '../run/explainFileError.js';
import { bundled, isBundled } from './bundled.js';
import type { DataFacts } from './bundled.js';
import { isHdf5, readCourseH5 } from './courseH5.js';
import type { CoursePart } from './courseH5.js';
import { courseTable } from './courseTable.js';
import type { NamedImages } from './courseTable.js';

/** A table ready to be used, and where it came from. */
export interface OpenedData extends DataFacts {
  /** As the user wrote it. */
  readonly source: string;
  /** What a run on it is called: the file's name without its ending. */
  readonly name: string;
  readonly isBundled: boolean;
  /** SHA-256, hexadecimal: of the file's bytes, or of a bundled table's cells. */
  readonly sha256: string;
  readonly format?: DataFormat;
  /** The second file, if the rows to test on have one. */
  readonly validation?: { readonly source: string; readonly name: string; readonly sha256: string };
}

/** How to open data. */
export interface OpenOptions {
  /** Undefined: by the file's first bytes. */
  readonly format?: DataFormat | undefined;
  /** A second file, with the rows to test on. */
  readonly validation?: string | undefined;
}

/**
 * Open a CSV file, a file of the course's images or a bundled set.
 *
 * @param source - A path, `-` for standard input, or the name of a bundled set (`./digits` is a file of that name).
 * @throws CliError if the file cannot be read or is not UTF-8 text. FormatError if it is not a table.
 */
export async function openData(source: string, { format, validation }: OpenOptions = {}): Promise<OpenedData> {
  const isFile = format !== undefined || !isBundled(source);
  const bytes = isFile ? readBytes(source) : undefined;
  if (bytes !== undefined && (format === 'course-h5' || (format === undefined && isHdf5(bytes)))) {
    return openCourseH5(source, bytes, validation);
  }
  if (validation !== undefined) {
    throw new CliError(
      `--validation ${validation}: a file of its own to test on is for --format course-h5; otherwise it must be a share of the rows from 0 to 0.9, such as 0.2.`,
    );
  }
  if (bytes !== undefined) return openCsv(source, bytes);
  if (isBundled(source)) {
    const facts = await bundled[source]();
    const cells = facts.table.columns.map((column) => [column, ...facts.table.column(column)]);
    return { ...facts, source, name: source, isBundled: true, sha256: sha256(JSON.stringify(cells)) };
  }
  throw new Error(`${source} is neither a file nor a bundled set.`);
}

function openCsv(source: string, bytes: Buffer): OpenedData {
  const shown = shownName(source);
  checkEncoding(bytes, shown);
  const table: Table = readCsv(textOf(bytes, source), { name: shown });
  return { table, source, name: runName(source), isBundled: false, sha256: sha256(bytes) };
}

async function openCourseH5(source: string, bytes: Buffer, validation: string | undefined): Promise<OpenedData> {
  const read = async (from: string, content: Buffer, part?: CoursePart): Promise<NamedImages> => {
    const name = shownName(from);
    return { name, ...(await readCourseH5(content, name, part)) };
  };
  const opened = {
    source,
    name: runName(source),
    isBundled: false,
    format: 'course-h5',
    sha256: sha256(bytes),
  } as const;
  if (validation === undefined) return { ...courseTable([await read(source, bytes)]), ...opened };
  const testBytes = readBytes(validation);
  const facts = courseTable([await read(source, bytes, 'train'), await read(validation, testBytes, 'test')]);
  return {
    ...facts,
    ...opened,
    validation: { source: validation, name: shownName(validation), sha256: sha256(testBytes) },
  };
}

/** What messages call a file. */
function shownName(source: string): string {
  return source === '-' ? 'standard input' : basename(source);
}

/** What a run on it is called. */
function runName(source: string): string {
  return source === '-' ? 'stdin' : basename(source).replace(/\.[^.]*$/, '') || basename(source);
}

function textOf(bytes: Buffer, source: string): string {
  try {
    return bytes.toString('utf8');
  } catch (error) {
    throw new CliError(explainFileError(error, { action: 'read', path: source }));
  }
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
