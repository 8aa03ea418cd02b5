import { showTime, table } from '../report/format.js';

/** What came of sending requests for a while. */
export interface LoadResult {
  /** Requests a second that were asked for; undefined for as many as are answered. */
  readonly wantedRate: number | undefined;
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds from a request to its answer, one an answer. */
  readonly times: readonly number[];
  /** Requests that were refused, lost or late. */
  readonly failures: number;
}

/** What `serve` shall hold on one machine: so many one-row predictions a second, with 99 of 100 answered within so many milliseconds. */
export const serveGoal = { rate: 500, p99: 20 } as const;

/** The time within which a share of the answers came, ms; NaN without any. */
export function timeOf(share: number, times: readonly number[]): number {
  const sorted = Float64Array.from(times).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Whether the goal was held: a hundredth of the rate may be lost to the clock of the sender, no answer may be missing. */
export function isHeld({ rate, times, failures }: LoadResult): boolean {
  return failures === 0 && rate >= 0.99 * serveGoal.rate && timeOf(0.99, times) < serveGoal.p99;
}

/** A line each, and the verdict on the first, the one at the goal's rate. */
export function showLoad(results: readonly LoadResult[]): string[] {
  const rows = results.map(({ wantedRate, rate, times, failures }) => [
    wantedRate === undefined ? 'full speed' : `${wantedRate} requests/s`,
    `${rate.toFixed(0)}/s`,
    showTime(timeOf(0.5, times)),
    showTime(timeOf(0.99, times)),
    showTime(timeOf(1, times)),
    String(failures),
  ]);
  const [first] = results;
  const verdict = first !== undefined && isHeld(first) ? 'held' : 'NOT held';
  return [
    ...table(['asked for', 'answered', 'p50', 'p99', 'slowest', 'failed'], rows),
    '',
    `${serveGoal.rate} requests/s with p99 below ${serveGoal.p99} ms: ${verdict}.`,
  ];
}
