import { CliError } from '../errors.js';

/**
 * Refuse predictions that overflowed, or came of an overflow.
 *
 * @param values - One a row.
 * @param table - Knows where a row is, as a `Table` does.
 * @param so - What did not happen because of it: `so nothing was written`.
 * @throws CliError naming the line and what to look for.
 */
export function requireFinite(
  values: readonly number[],
  table: { readonly where: (row: number) => string },
  so: string,
): void {
  const row = values.findIndex((value) => !Number.isFinite(value));
  if (row === -1) return;
  throw new CliError(
    `${table.where(row)}: the prediction is ${values[row] ?? NaN}, not a finite number, ${so}; look for a number in ` +
      'that line that is far too large.',
  );
}
