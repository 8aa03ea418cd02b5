import type { Colors } from './colors.js';
import { formatPercent } from './numbers.js';
import { plainText } from './plainText.js';
import { lineWidth, pad, shorten } from './width.js';

/** matrix[real][predicted] = how many examples. */
export type Confusion = readonly (readonly number[])[];

/**
 * Draw a confusion matrix, a row for each real class and a column for each predicted one; the right ones stand on the diagonal.
 *
 * Where it would not fit into 80 columns, the ten most frequent confusions are listed instead.
 */
export function confusionMatrix(matrix: Confusion, classes: readonly string[], colors: Colors): string[] {
  const names = classes.map((name) => shorten(plainText(name), 14));
  const labelWidth = Math.max(...names.map((name) => name.length), 'is ↓  read as →'.length);
  const cellWidth = Math.max(3, ...names.map((name) => name.length), ...matrix.flat().map((n) => String(n).length));
  if (4 + labelWidth + classes.length * (cellWidth + 1) + 10 > lineWidth) return confusions(matrix, names);
  const header = ['is ↓  read as →'.padEnd(labelWidth), ...names.map((name) => pad(name, cellWidth, 'right'))];
  const lines = [`  ${colors.dim(`${header.join(' ')}     found`)}`];
  matrix.forEach((row, i) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    const cells = row.map((n, j) => {
      const cell = pad(n === 0 ? '·' : String(n), cellWidth, 'right');
      return i === j ? colors.bold(colors.green(cell)) : n === 0 ? colors.dim(cell) : colors.red(cell);
    });
    const found = total === 0 ? '-' : formatPercent((row[i] ?? 0) / total);
    lines.push(`  ${pad(names[i] ?? '', labelWidth, 'right')} ${cells.join(' ')}  ${pad(found, 8, 'right')}`);
  });
  return lines;
}

function confusions(matrix: Confusion, names: readonly string[]): string[] {
  const pairs = matrix.flatMap((row, i) => row.map((n, j) => ({ i, j, n }))).filter(({ i, j, n }) => i !== j && n > 0);
  if (pairs.length === 0) return ['  no example was read as another class'];
  return pairs
    .sort((a, b) => b.n - a.n)
    .slice(0, 10)
    .map(({ i, j, n }) => `  ${pad(String(n), 5, 'right')} × ${names[i] ?? ''} read as ${names[j] ?? ''}`);
}
