import type { Tabular } from '@keepdims/data';

/** What `GET /` says: who answers here, and how to ask. */
export function usage({ columns, target }: Tabular, run: string): string {
  const row = Object.fromEntries(
    columns.map((column) => [column.name, column.kind === 'number' ? column.median : (column.categories[0] ?? null)]),
  );
  return [
    `keepdims: ${target?.name ?? 'predictions'} by ${run}`,
    '',
    'POST /predict       one row {column: value, …}, or {"rows": [row, …]}; JSON',
    'GET  /health        whether it answers',
    'GET  /openapi.json  the columns, and what comes back',
    '',
    'A row:',
    JSON.stringify(row, undefined, 2),
    '',
  ].join('\n');
}
