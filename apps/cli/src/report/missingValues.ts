import { isMissing } from '@keepdims/data';
import type { Table, Tabular } from '@keepdims/data';

/** Columns that a report tells of one by one. */
export const mostColumns = 100;

/**
 * In how many rows of a table a column has no value, judged as in training.
 *
 * @returns By name, of the first `mostColumns` columns.
 */
export function missingValues(table: Table, { columns }: Tabular): Map<string, number> {
  return new Map(columns.slice(0, mostColumns).map(({ name }) => [name, missingOf(table, name)]));
}

function missingOf(table: Table, name: string): number {
  const numbers = table.numbers(name);
  if (numbers === undefined) return table.column(name).filter(isMissing).length;
  let missing = 0;
  for (const value of numbers) if (Number.isNaN(value)) missing++;
  return missing;
}
