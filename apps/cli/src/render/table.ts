import { pad, widthOf } from './width.js';

/**
 * Lay out rows in columns as wide as their widest cell: the first column stands left, the others right.
 *
 * @param rows - Cells, coloured or not; the first row is usually the header.
 * @param options.indent - Spaces before each line. Default 2.
 * @param options.gap - Spaces between columns. Default 3.
 */
export function table(
  rows: readonly (readonly string[])[],
  options: { readonly indent?: number; readonly gap?: number } = {},
): string[] {
  const { indent = 2, gap = 3 } = options;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, j) => Math.max(...rows.map((row) => widthOf(row[j] ?? ''))));
  return rows.map((row) =>
    (
      ' '.repeat(indent) +
      widths.map((width, j) => pad(row[j] ?? '', width, j === 0 ? 'left' : 'right')).join(' '.repeat(gap))
    ).trimEnd(),
  );
}
