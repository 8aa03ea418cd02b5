/** The most memory that the training of a large file may take, bytes. */
export const memoryGoal = 600e6;

/** How a large file was trained on. */
export interface StreamingResult {
  readonly rows: number;
  readonly bytes: number;
  /** Until the training began: the file was read, and its columns were measured. Seconds. */
  readonly prepared: number;
  /** The epoch with its validation. Seconds. */
  readonly trained: number;
  /** All in all. Seconds. */
  readonly ended: number;
  /** The most memory that the process had (its resident set). */
  readonly peakBytes: number;
}

/** The numbers as sentences. */
export function showStreaming({ rows, bytes, prepared, trained, ended, peakBytes }: StreamingResult): string[] {
  const rate = (seconds: number): string => `${(Math.round(rows / seconds / 1000) * 1000).toLocaleString('en')} rows/s`;
  const verdict = peakBytes < memoryGoal ? 'below' : 'ABOVE';
  return [
    `Reading it and measuring its columns took ${prepared.toFixed(1)} s (${rate(prepared)}, ${Math.round(bytes / prepared / 1e6)} MB/s),`,
    `the epoch, four fifths of the rows trained on and a fifth tested, ${trained.toFixed(1)} s (${rate(trained)}),`,
    `all with the results and the report ${ended.toFixed(1)} s (${rate(ended)}).`,
    `The process had ${Math.round(peakBytes / 1e6)} MB at most, ${verdict} the ${memoryGoal / 1e6} MB allowed.`,
  ];
}
