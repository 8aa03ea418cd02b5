import type { Activation } from '@keepdims/activations';

/** What a line of the table says about a layer. */
interface SummarizedLayer {
  readonly units: number;
  readonly activation: Activation;
}

const header = ['layer', 'activation', 'W', 'b', 'parameters'];

/**
 * A table of the layers with their shapes and numbers of parameters, at most 80 columns wide.
 *
 * @param nX - The network's inputs.
 * @param layers - Its layers.
 * @returns Lines joined by newlines, without one at the end.
 */
export function summary(nX: number, layers: readonly SummarizedLayer[]): string {
  let inputs = nX;
  let total = 0;
  const rows = layers.map(({ units, activation }, i) => {
    const parameters = units * (inputs + 1);
    const row = [String(i + 1), describe(activation), `[${units}, ${inputs}]`, `[${units}, 1]`, grouped(parameters)];
    inputs = units;
    total += parameters;
    return row;
  });
  const table = [header, ...rows, ['total', '', '', '', grouped(total)]];
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  // The activation's options give way where the numbers need the room.
  const others = widths.reduce((sum, width, column) => (column === 1 ? sum : sum + width), 2 * (header.length - 1));
  widths[1] = Math.min(widths[1] ?? 0, Math.max(10, 80 - others));
  const lines = table.map((row) => row.map((cell, column) => fit(cell, column, widths[column] ?? 0)).join('  '));
  const rule = '─'.repeat(Math.max(...lines.map((line) => line.length)));
  return [
    `${grouped(nX)} input${nX === 1 ? '' : 's'}`,
    ...lines.slice(0, 1),
    rule,
    ...lines.slice(1, -1),
    rule,
    ...lines.slice(-1),
  ].join('\n');
}

/** A cell of its column's width: cut if it is longer; numbers to the right. */
function fit(cell: string, column: number, width: number): string {
  if (column === header.length - 1) return cell.padStart(width);
  return cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width);
}

/** The name, with its options where there are any. */
function describe({ name, options }: Activation): string {
  const values = Object.entries(options).map(([option, value]) => `${option} ${value}`);
  return values.length === 0 ? name : `${name} (${values.join(', ')})`;
}

/** 245760 as 245,760. */
function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
