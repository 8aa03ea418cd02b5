import type { JSONObject } from './runConfig.js';

/**
 * Whether early stopping chose a run's epoch by the rows that it is tested on, so that their results flatter.
 *
 * @param config - The run's config.json; undefined if there is none.
 */
export function isChosenByTestRows(config: JSONObject | undefined): boolean {
  const { earlyStopping, split, monitor, validation } = config ?? {};
  if (typeof earlyStopping !== 'number') return false;
  if (typeof monitor === 'string') return monitor.startsWith('test');
  // A split in three has rows of its own to choose by.
  return !(Array.isArray(split) && split.length === 3) && validation !== 0;
}
