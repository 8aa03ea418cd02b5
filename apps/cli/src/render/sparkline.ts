const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * Draw values as one line of bars, the smallest lowest, the largest full.
 *
 * @param values - In order; those that are not finite show as a space.
 * @param width - Columns at most; more values than that are averaged in groups of neighbours.
 */
export function sparkline(values: readonly number[], width: number): string {
  const groups = Math.min(width, values.length);
  const means = Array.from({ length: groups }, (_, i) => {
    const group = values.slice(
      Math.floor((i * values.length) / groups),
      Math.floor(((i + 1) * values.length) / groups),
    );
    return group.reduce((sum, value) => sum + value, 0) / group.length;
  });
  const finite = means.filter((mean) => Number.isFinite(mean));
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  return means
    .map((mean) => {
      if (!Number.isFinite(mean)) return ' ';
      const level = high === low ? 0 : Math.round(((mean - low) / (high - low)) * (bars.length - 1));
      return bars[level] ?? ' ';
    })
    .join('');
}
