import type { OpenedData } from '../data/openData.js';
import { importanceOf } from '../evaluation/importanceOf.js';
import { measure } from '../evaluation/measure.js';
import type { Measured } from '../evaluation/measure.js';
import { openExamples } from '../model/openExamples.js';
import { evaluationReport } from '../render/evaluationReport.js';
import { jsonLine } from '../render/jsonLine.js';
import { runHeader } from '../render/runHeader.js';
import type { SavedModel } from '../run/savedModel.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import type { DataOptions } from './dataOptions.js';
import { heldOutRows, isChosenByHeldOut, isTrainedOn } from './heldOutRows.js';

/** The options of `keepdims evaluate`. */
export interface EvaluateOptions extends DataOptions {
  /** Resamples; 0 for no intervals. */
  readonly bootstrap: number;
  /** Of the resamples and the shuffles. */
  readonly seed: number;
  readonly importance?: boolean;
  /** Only the rows that the run kept from training. */
  readonly heldOut?: boolean;
  readonly json?: boolean;
}

/**
 * `keepdims evaluate`: how good a run's model is on a table with its target column.
 *
 * @param run - A run folder.
 * @param source - A table with the columns trained on and the target.
 * @throws CliError if a prediction is not finite, or the rows held out cannot be found.
 */
export async function evaluateCommand(
  run: string,
  source: string,
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<void> {
  const { bootstrap: resamples, seed, heldOut = false } = options;
  const choose = (data: OpenedData, model: SavedModel): Int32Array | undefined => {
    if (heldOut) {
      const rows = heldOutRows(run, data, model);
      if (isChosenByHeldOut(run)) {
        terminal.err(
          `Warning: early stopping chose the epoch of ${run} by these rows, so they are measured a little better than new ones would be.\n`,
        );
      }
      return rows;
    }
    if (isTrainedOn(run, data)) {
      terminal.err(
        `Warning: ${run} was trained on rows of ${data.table.name}, which it may know by heart; --held-out measures only those it kept apart.\n`,
      );
    }
    return undefined;
  };
  const examples = await openExamples(run, source, terminal, choose, options);
  const measured = measure(examples, { resamples, seed });
  const importance = options.importance === true ? importanceOf(examples, seed) : undefined;
  if (options.json === true) {
    terminal.out(
      jsonLine('evaluation', {
        run,
        data: source,
        heldOut,
        target: examples.target,
        ...forJSON(measured, resamples, seed),
      }),
    );
    for (const { name, ...rest } of importance ?? []) terminal.out(jsonLine('importance', { column: name, ...rest }));
    return;
  }
  const colors = terminal.outColors;
  printLines(terminal.out, [
    ...runHeader(examples, heldOut ? ' that were kept from training' : '', colors),
    '',
    ...evaluationReport(measured, { resamples, seed, unit: examples.unit, importance }, colors),
  ]);
}

function forJSON({ metrics, ...rest }: Measured, resamples: number, seed: number): Readonly<Record<string, unknown>> {
  const plain = Object.entries(metrics).map(([name, { value, interval, defined }]) => [
    name,
    { value: value ?? null, low: interval?.low ?? null, high: interval?.high ?? null, resamplesDefined: defined },
  ]);
  return { ...rest, metrics: Object.fromEntries(plain), bootstrap: { resamples, seed, level: 0.95 } };
}
