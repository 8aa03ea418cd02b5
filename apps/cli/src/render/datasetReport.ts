import type { BundledFacts } from '../data/bundled.js';
import type { Colors } from './colors.js';
import { count } from './numbers.js';
import { table as layOut } from './table.js';
import { lineWidth, widthOf } from './width.js';
import { wrap } from './wrap.js';

/** A bundled set in a few lines: its size, what is predicted, what it is, and where it comes from. */
export function datasetLines(name: string, set: BundledFacts, colors: Colors): string[] {
  const { table, target, task, description, source, license } = set;
  const size = `${count(table.rowCount, 'row')}, ${count(table.columns.length, 'column')}; ${task} of ${target}`;
  return [
    `${colors.bold(name)}: ${size}`,
    ...wrap(description, '  '),
    ...wrap(source, '  source', 11),
    ...wrap(license, '  licence', 11),
  ];
}

/** The most columns that are shown. */
const mostColumns = 20;

/** The same and the first rows, a line a column: there may be many columns. @param rows - How many rows. */
export function datasetReport(name: string, set: BundledFacts, rows: number, colors: Colors): string[] {
  const { table, target } = set;
  // The target stands first in one set and last in another.
  const columns = [...table.columns.filter((column) => column !== target).slice(0, mostColumns - 1), target];
  const others = table.columns.length - columns.length;
  const m = Math.min(rows, table.rowCount);
  const lines = columns.map((column) => [column, ...table.column(column).slice(0, m)]);
  const header = ['column', ...Array.from({ length: m }, (_, row) => `row ${row + 1}`)];
  const shown = layOut(fitting([header, ...lines]));
  return [
    ...datasetLines(name, set, colors),
    '',
    ...shown.slice(0, -1),
    ...(others > 0 ? [colors.dim(`  and ${count(others, 'more column', 'more columns')}`)] : []),
    ...shown.slice(-1),
  ];
}

/** As many columns of the page as a line has room for. */
function fitting(lines: readonly (readonly string[])[]): string[][] {
  const width = (cell: number): number => Math.max(...lines.map((line) => widthOf(line[cell] ?? '')));
  const cells = lines[0]?.length ?? 0;
  let [used, fit] = [2 + width(0), 1];
  while (fit < cells && used + 3 + width(fit) <= lineWidth) used += 3 + width(fit++);
  return lines.map((line) => line.slice(0, fit));
}
