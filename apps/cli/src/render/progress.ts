import type { Colors } from './colors.js';
import { roundUp } from './costTable.js';
import { formatCost, formatInteger } from './numbers.js';

/** What is known after an epoch. */
export interface ProgressRecord {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly cost: number;
  readonly testCost: number | undefined;
}

/** How many epochs lie between two lines when progress is written line by line: at most about 20 lines. */
export function linesEvery(epochs: number): number {
  return roundUp(epochs / 20);
}

/** The progress after an epoch as one line for a log, or undefined when this epoch gets none. */
export function progressLine(record: ProgressRecord): string | undefined {
  const { epoch, epochs } = record;
  if (epoch !== 1 && epoch !== epochs && epoch % linesEvery(epochs) !== 0) return undefined;
  return `  epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  ${costs(record)}`;
}

/** The progress bar, under 80 columns. */
export function progressBar(record: ProgressRecord, elapsedSeconds: number, colors: Colors): string {
  const { epoch, epochs } = record;
  const cells = 16;
  const done = Math.round((cells * epoch) / epochs);
  const bar = colors.cyan('█'.repeat(done)) + colors.dim('░'.repeat(cells - done));
  const left = (elapsedSeconds / epoch) * (epochs - epoch);
  return `  ${bar} ${formatInteger(epoch)}/${formatInteger(epochs)}  ${costs(record)}  ${formatSeconds(left)} left`;
}

/** Rounded seconds for people: 0.4 s, 12 s, 3 min 5 s. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function costs({ cost, testCost }: ProgressRecord): string {
  return `cost ${formatCost(cost)}${testCost === undefined ? '' : `  test ${formatCost(testCost)}`}`;
}
