import type { MemoryResult } from './memoryResult.js';
import type { Workload } from './workloads.js';

/** How many readings are taken. */
const readingsWanted = 100;

/**
 * Run a workload in this process and read its memory all along.
 *
 * @param rss - What the process holds, bytes; for tests.
 */
export function watch(
  workload: Workload,
  count: number,
  rss: () => number = () => process.memoryUsage.rss(),
): MemoryResult['readings'] {
  const every = Math.max(1, Math.floor(count / readingsWanted));
  const readings = [{ count: 0, rss: rss() }];
  workload.run(count, (times) => {
    if (times % every === 0) readings.push({ count: times, rss: rss() });
  });
  return readings;
}

/** What growth is put down to the collector's habits: a part of the memory, and so many bytes. */
const allowed = { share: 0.05, bytes: 8e6 };

/**
 * Whether memory stayed flat: the median reading of the last quarter against that of the second one, after everything has been set up.
 */
export function judge(
  { name, title }: Pick<Workload, 'name' | 'title'>,
  readings: MemoryResult['readings'],
): MemoryResult {
  const quarter = Math.floor(readings.length / 4);
  const early = medianOf(readings.slice(quarter, 2 * quarter));
  const late = medianOf(readings.slice(-quarter));
  const flat = late - early <= allowed.share * early + allowed.bytes;
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  const highest = Math.max(...readings.map(({ rss }) => rss));
  const verdict = flat
    ? `Memory stays flat: ${megabytes(early)} in the second quarter, ${megabytes(late)} in the last, never above ${megabytes(highest)}.`
    : `Memory grows: ${megabytes(early)} in the second quarter, ${megabytes(late)} in the last, up to ${megabytes(highest)}.`;
  return { name, title, readings, flat, verdict };
}

function medianOf(readings: MemoryResult['readings']): number {
  const sorted = readings.map(({ rss }) => rss).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
