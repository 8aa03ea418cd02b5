import { formatInteger, formatMeasure } from '../render/numbers.js';
import type { HistogramBin } from '../statistics/histogram.js';
import type { TableOf } from './figure.js';

/** A histogram's ranges and counts. */
export function histogramTable(bins: readonly HistogramBin[], counted: string): TableOf {
  return {
    head: ['from', 'to', counted],
    rows: bins.map(({ low, high, count }) => [formatMeasure(low), formatMeasure(high), formatInteger(count)]),
  };
}
