import { join } from 'node:path';
import { readTextIfThere } from '../run/readTextIfThere.js';
import { writeWhole } from '../run/writeWhole.js';
import { modelCard } from './modelCard.js';
import { reportPage } from './page.js';
import { reportOf } from './report.js';
import type { ReportInputs } from './reportInputs.js';

/** Where a report has been written. */
export interface SavedReport {
  readonly page: string;
  /** Undefined if the page alone was wanted. */
  readonly card: string | undefined;
}

/**
 * Write report.html and MODEL_CARD.md into a run folder, each whole. What the author has written into the card is kept.
 *
 * @param out - Write the page to this file instead, and no card.
 * @throws CliError if a prediction is not finite, or the disk does not let us.
 */
export function saveReport(run: string, inputs: ReportInputs, out?: string): SavedReport {
  const report = reportOf(inputs);
  const page = out ?? join(run, 'report.html');
  writeWhole(page, reportPage(report));
  if (out !== undefined) return { page, card: undefined };
  const card = join(run, 'MODEL_CARD.md');
  writeWhole(card, modelCard(report, readTextIfThere(card)));
  return { page, card };
}
