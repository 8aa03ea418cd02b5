import { CliError } from '../errors.js';
import { formatInteger } from '../render/numbers.js';

/** As numbers of eight bytes they take 2 GiB. */
const mostCells = 2 ** 28;

/**
 * Refuse a table that would not fit into memory, before memory is taken for it.
 *
 * @throws CliError naming the file and its size.
 */
export function checkCells(rows: number, columns: number, name: string): void {
  if (rows * columns <= mostCells) return;
  throw new CliError(
    `${name} has ${formatInteger(rows)} rows of ${formatInteger(columns)} columns, but only ${formatInteger(mostCells)} cells can be read at once; take fewer rows or columns.`,
  );
}
