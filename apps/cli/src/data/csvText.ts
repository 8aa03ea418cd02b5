import type { Table } from '@keepdims/data';

/** A table as CSV that `readCsv` reads back to the same values: a header, a line a row, quotes where they are needed. */
export function csvText(table: Table): string {
  const columns = table.columns.map((name) => table.column(name));
  const lines = Array.from({ length: table.rowCount }, (_, row) => columns.map((cells) => csvCell(cells[row] ?? '')));
  return `${[table.columns.map(csvCell), ...lines].map((cells) => cells.join(',')).join('\n')}\n`;
}

/** A value of a CSV file. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
