import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../errors.js';
import { explainFileError } from '../run/explainFileError.js';
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
  writeWhole(card, modelCard(report, textOf(card)));
  return { page, card };
}

/** Undefined if there is no such file. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const missing = 'missing';
    const message = explainFileError(error, { action: 'read', path, missing });
    if (message === missing) return undefined;
    throw new CliError(message);
  }
}
