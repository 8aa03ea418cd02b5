import { measureOutput } from '../evaluation/measure.js';
import type { Measured } from '../evaluation/measure.js';
import type { ReportInputs } from './reportInputs.js';

/** What a page and a card are written from: the inputs, and what was measured on their rows. */
export interface Report extends ReportInputs {
  /** Undefined without rows. */
  readonly measured: Measured | undefined;
  readonly resampling: { readonly resamples: number; readonly seed: number };
}

/** As `keepdims evaluate` resamples unless told otherwise. */
const usual = { resamples: 1000, seed: 1 } as const;

/** Draws of a row that a report has the time for; from 5,000 rows on there are fewer resamples. */
const mostDraws = 5_000_000;

/** Measure what is to be reported. */
export function reportOf(inputs: ReportInputs): Report {
  const { rows } = inputs;
  if (rows === undefined) return { ...inputs, measured: undefined, resampling: usual };
  const m = rows.measured.Y.shape[1] ?? 0;
  const resamples = Math.max(100, Math.min(usual.resamples, Math.floor(mostDraws / m)));
  const resampling = { resamples, seed: usual.seed };
  const { preprocessing } = inputs.run.model;
  return { ...inputs, measured: measureOutput({ ...rows.measured, preprocessing }, resampling), resampling };
}
