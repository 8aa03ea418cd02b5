import { Table } from '@keepdims/data';
import { parquetMetadata, parquetSchema } from 'hyparquet';
import type { FileMetaData, ParquetParsers, RowGroup, SchemaTree } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import type { SchemaElement } from 'hyparquet/src/types.js';
import { CliError } from '../../errors.js';
import { checkCells } from '../checkCells.js';
import { ColumnBuilder } from '../columnBuilder.js';
import type { CellValue } from '../columnBuilder.js';
import type { DataFacts } from '../dataFacts.js';
import { readChunk, UnreadParquet } from './readChunk.js';

/** Dates and times become texts that sort as they follow one another. */
const parsers: ParquetParsers = {
  ...DEFAULT_PARSERS,
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
  timestampFromMilliseconds: (millis: bigint) => new Date(Number(millis)).toISOString(),
  timestampFromMicroseconds: (micros: bigint) => new Date(Number(micros / 1000n)).toISOString(),
  timestampFromNanoseconds: (nanos: bigint) => new Date(Number(nanos / 1_000_000n)).toISOString(),
  jsonFromBytes: (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8'),
};

/**
 * A Parquet file: numbers, texts, booleans; integers of 64 bits become texts where one is beyond ±(2⁵³ − 1), so that no digit is lost; dates and
 * times become texts such as 2024-05-01 and 2024-05-01T12:00:00.000Z.
 *
 * @throws CliError if it is damaged, encrypted, or has a column of nested values or of bytes.
 */
export function parquetFacts(bytes: Buffer, name: string): DataFacts {
  if (bytes.toString('latin1', 0, 4) !== 'PAR1' || bytes.length < 12) {
    const isEncrypted = bytes.toString('latin1', 0, 4) === 'PARE';
    throw new CliError(
      isEncrypted
        ? `${name} is encrypted; write it anew without encryption.`
        : `${name} is not a Parquet file; correct its name or --format, or get it anew.`,
    );
  }
  try {
    return { table: readTable(bytes, name) };
  } catch (error) {
    if (error instanceof CliError) throw error;
    const why = error instanceof UnreadParquet ? error.message : 'it is damaged or incomplete; get it anew';
    throw new CliError(`${name} cannot be read as Parquet: ${why}.`);
  }
}

function readTable(bytes: Buffer, name: string): Table {
  const metadata = parquetMetadata(bytes, { parsers, geoparquet: false });
  const root = parquetSchema(metadata);
  const rows = countRows(metadata);
  if (rows === 0) throw new CliError(`${name} has no rows; at least one is needed.`);
  checkCells(rows, root.children.length, name);
  const columns = root.children.map(({ element }) => element.name);
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) throw new CliError(`${name} has two columns named ${JSON.stringify(twice)}; rename one.`);
  root.children.forEach((column) => checkColumn(column, name));
  const values = root.children.map((column) => {
    const builder = new ColumnBuilder();
    for (const group of metadata.row_groups) readColumn(bytes, root, column, group, builder);
    return builder.cells();
  });
  return new Table({ name, columns, values });
}

function countRows({ num_rows: rows, row_groups: groups }: FileMetaData): number {
  const sum = groups.reduce((total, group) => total + group.num_rows, 0n);
  if (sum !== rows || groups.some((group) => group.num_rows < 0n)) throw new Error('the numbers of rows disagree');
  return Number(rows);
}

function checkColumn({ children, element }: SchemaTree, name: string): void {
  const { type, repetition_type: repetition, converted_type: kind, logical_type: logical } = element;
  const isNested = children.length > 0 || type === undefined || repetition === 'REPEATED';
  const isReadable = type !== 'FIXED_LEN_BYTE_ARRAY' || kind === 'DECIMAL' || ['UUID', 'FLOAT16', 'DECIMAL'].includes(logical?.type ?? ''); // prettier-ignore
  const isOther = kind === 'BSON' || ['BSON', 'GEOMETRY', 'GEOGRAPHY', 'VARIANT'].includes(logical?.type ?? '');
  if (!isNested && isReadable && !isOther) return;
  const found = isNested ? 'lists or records' : isOther ? `values of the kind ${logical?.type ?? 'BSON'}` : 'raw bytes';
  throw new CliError(
    `${name}, column ${element.name}: it holds ${found}, which are no values of a table; write the file anew without it, or with columns of numbers and texts instead.`,
  );
}

function readColumn(
  bytes: Buffer,
  root: SchemaTree,
  column: SchemaTree,
  group: RowGroup,
  builder: ColumnBuilder,
): void {
  const element = plainElement(column.element);
  const chunk = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === element.name);
  const meta = chunk?.meta_data;
  if (meta === undefined || chunk?.file_path) throw new UnreadParquet('a part of it is encrypted or in another file');
  const start = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (!(start >= 4 && end >= start && end <= bytes.length)) throw new Error('a column lies outside the file');
  const decoder = { ...meta, pathInSchema: column.path, schemaPath: [root, column], element, parsers, compressors };
  const isOptional = element.repetition_type !== 'REQUIRED';
  readChunk(bytes.subarray(start, end), decoder, Number(group.num_rows), isOptional, (value) =>
    builder.push(cellOf(value)),
  );
}

/** Some writers say what a column is in the new way only. */
function plainElement(element: SchemaElement): SchemaElement {
  const { converted_type: kind, logical_type: logical } = element;
  if (kind !== undefined || logical === undefined) return element;
  if (logical.type === 'DECIMAL') return { ...element, converted_type: 'DECIMAL', scale: logical.scale };
  return logical.type === 'DATE' ? { ...element, converted_type: 'DATE' } : element;
}

function cellOf(value: unknown): CellValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (value === undefined || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return value;
  throw new Error('the library gave another value');
}
