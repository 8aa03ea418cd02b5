import { parquetMetadata } from 'hyparquet';
import { parquetFacts } from '../data/parquet/parquetFacts.js';
import { count } from '../render/numbers.js';
import type { Inspected } from './inspected.js';
import { inspectTable } from './inspectTable.js';

/** A Parquet file: its columns as training sees them, who wrote it, how it is packed, and what it says besides. @throws CliError. */
export function inspectParquet(bytes: Buffer, name: string): Inspected {
  const table = inspectTable(parquetFacts(bytes, name).table, 'table', 'a table (Parquet)');
  const {
    row_groups: groups,
    created_by: writer,
    key_value_metadata: entries = [],
  } = parquetMetadata(bytes, {
    geoparquet: false,
  });
  const codecs = new Set(groups.flatMap(({ columns }) => columns.flatMap(({ meta_data: meta }) => meta?.codec ?? [])));
  return {
    ...table,
    facts: [
      ...table.facts,
      ['stored as', `${count(groups.length, 'group')} of rows, packed by ${[...codecs].sort().join(', ')}`],
      ...(writer === undefined ? [] : [['written by', writer] as const]),
    ],
    metadata: { ...table.metadata, ...Object.fromEntries(entries.map(({ key, value }) => [key, value ?? null])) },
  };
}
