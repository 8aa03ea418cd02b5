import { readCsv } from '@keepdims/data';
import { csvOptions } from './csvLayout.js';
import type { CsvLayout } from './csvLayout.js';
import type { DataFacts } from './dataFacts.js';
import { textOf } from './source.js';

/**
 * A CSV file.
 *
 * @param delimiter - Undefined: the one of comma, semicolon and tab that the first lines agree on.
 * @throws CliError if it is not UTF-8 text. FormatError if it is no table.
 */
export function csvFacts(bytes: Buffer, name: string, layout: CsvLayout, delimiter?: string): DataFacts {
  return {
    table: readCsv(textOf(bytes, name), {
      name,
      ...csvOptions(layout),
      ...(delimiter === undefined ? {} : { delimiter }),
    }),
  };
}
