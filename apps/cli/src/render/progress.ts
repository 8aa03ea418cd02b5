import type { Colors } from './colors.js';
import { formatCost, formatInteger, formatMeasure } from './numbers.js';
import { lineWidth, widthOf } from './width.js';

/** What is known after an epoch. */
export interface ProgressRecord {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly cost: number;
  readonly testCost: number | undefined;
  /** Of the validation rows, of a split in three. */
  readonly validationCost?: number | undefined;
  /** By name, those asked for: of the rows watched, or of those trained on. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly testMetrics?: Readonly<Record<string, number>>;
  readonly validationMetrics?: Readonly<Record<string, number>>;
}

/**
 * The progress after an epoch as one line for a log, or undefined when this epoch gets none.
 *
 * @param every - Epochs from one line to the next; the first and the last epoch always have one.
 */
export function progressLine(record: ProgressRecord, every: number): string | undefined {
  const { epoch, epochs } = record;
  if (epoch !== 1 && epoch !== epochs && epoch % every !== 0) return undefined;
  return withMetrics(`  epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  ${costs(record)}`, record);
}

/**
 * The progress bar, under 80 columns.
 *
 * @param elapsedSeconds - What the epochs since `done` have taken.
 */
export function progressBar(record: ProgressRecord, elapsedSeconds: number, colors: Colors, done = 0): string {
  const { epoch, epochs } = record;
  const cells = record.validationCost === undefined ? 16 : 10;
  const filled = Math.round((cells * epoch) / epochs);
  const bar = colors.cyan('█'.repeat(filled)) + colors.dim('░'.repeat(cells - filled));
  const left = (elapsedSeconds / (epoch - done)) * (epochs - epoch);
  const start = `  ${bar} ${formatInteger(epoch)}/${formatInteger(epochs)}  ${costs(record)}`;
  return withMetrics(start, record, `  ${formatSeconds(left)} left`);
}

/** Rounded seconds for people: 0.4 s, 12 s, 3 min 5 s. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** With the metrics that there is room for, those of the rows watched. */
function withMetrics(
  start: string,
  { metrics = {}, testMetrics = {}, validationMetrics = {} }: ProgressRecord,
  end = '',
): string {
  const watched = { ...testMetrics, ...validationMetrics };
  const shown = Object.entries(Object.keys(watched).length === 0 ? metrics : watched);
  let text = start;
  for (const [name, value] of shown) {
    const next = `${text}  ${name} ${formatMeasure(value)}`;
    if (widthOf(next + end) >= lineWidth) break;
    text = next;
  }
  return text + end;
}

function costs({ cost, testCost, validationCost }: ProgressRecord): string {
  const test = testCost === undefined ? '' : `  test ${formatCost(testCost)}`;
  const validation = validationCost === undefined ? '' : `  validation ${formatCost(validationCost)}`;
  return `cost ${formatCost(cost)}${test}${validation}`;
}
