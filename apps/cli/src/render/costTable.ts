import { formatCost, formatInteger } from './numbers.js';
import { sparkline } from './sparkline.js';
import { pad } from './width.js';

/** Evenly spread positions of 0 … length − 1, the last included: at most `most` of them, a round number of steps apart. */
export function milestones(length: number, most: number): number[] {
  if (length <= 1) return length === 1 ? [0] : [];
  const step = roundUp((length - 1) / most);
  const positions = Array.from({ length: Math.ceil((length - 1) / step) }, (_, i) => i * step);
  return [...positions, length - 1];
}

/** The next of 1, 2, 5, 10, 20, 50, … that is at least `x`. */
export function roundUp(x: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, x)));
  return [1, 2, 5, 10].map((digit) => digit * power).find((candidate) => candidate >= x) ?? 10 * power;
}

/**
 * The cost over a training: a sparkline and a few of its values.
 *
 * @param costs - One an epoch.
 * @param options.most - How many values to print, about.
 * @param options.first - What the first position is called: 0 for iterations as the course counts them, 1 for epochs.
 */
export function costTable(
  costs: readonly number[],
  options: { readonly most: number; readonly first: 0 | 1 },
): string[] {
  const start = costs[0] ?? NaN;
  const end = costs.at(-1) ?? NaN;
  const lines = [`  ${sparkline(costs, 44)}  ${formatCost(start)} → ${formatCost(end)}`];
  const entries = milestones(costs.length, options.most).map(
    (i) => [formatInteger(i + options.first), formatCost(costs[i] ?? NaN)] as const,
  );
  const labelWidth = Math.max(5, ...entries.map(([label]) => label.length));
  const perLine = 4;
  for (let i = 0; i < entries.length; i += perLine) {
    const cells = entries
      .slice(i, i + perLine)
      .map(([label, cost]) => `${pad(label, labelWidth, 'right')}  ${pad(cost, 9, 'right')}`);
    lines.push(`  ${cells.join('   ')}`);
  }
  return lines;
}
