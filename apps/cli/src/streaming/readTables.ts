import { CsvReader } from '@keepdims/data';
import type { Table } from '@keepdims/data';
import { csvOptions } from '../data/csvLayout.js';
import type { CsvLayout } from '../data/csvLayout.js';
import { shownName } from '../data/source.js';
import type { DataFormat } from '../model/trainConfig.js';
import { readBlocks } from './readBlocks.js';
import { streamedFormat, streamedFrom } from './streamedFormat.js';

/**
 * The rows of a CSV or TSV file that is too large for memory, or of standard input, some at a time: text of a few megabytes.
 *
 * @param layout - Where its header is.
 * @param from - Files of more bytes are large. Default: as `train` has it.
 * @returns Undefined for other data, which are read at once.
 * @throws CliError or FormatError, also while they are read, saying what is wrong with them.
 */
export function readTables(
  source: string,
  format: DataFormat | undefined,
  layout: CsvLayout = {},
  from = streamedFrom,
): Iterable<Table> | undefined {
  const found = streamedFormat(source, format);
  if (found === undefined || (source !== '-' && found.bytes <= from)) return undefined;
  return tablesOf(source, layout, found.delimiter);
}

function* tablesOf(
  source: string,
  layout: CsvLayout,
  delimiter: string | undefined,
): Generator<Table, void, undefined> {
  const name = shownName(source);
  const reader = new CsvReader({ name, ...csvOptions(layout), ...(delimiter === undefined ? {} : { delimiter }) });
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (const block of readBlocks(source, name)) {
    const table = reader.push(decoder.decode(block, { stream: true }));
    if (table !== undefined) yield table;
  }
  const last = reader.end(decoder.decode());
  if (last !== undefined) yield last;
}
