import { openData } from '../data/openData.js';
import type { OpenedData } from '../data/openData.js';
import { progressReporter } from '../progressReporter.js';
import { costReport, dataReport, networkReport, resultReport } from '../render/reports.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { checkColumnOptions } from './checkColumnOptions.js';
import { evaluate } from './evaluate.js';
import type { Evaluation } from './evaluate.js';
import { prepare } from './prepare.js';
import type { PreparedData } from './prepare.js';
import type { TrainConfig } from './trainConfig.js';
import { planNetwork, trainNetwork } from './trainNetwork.js';
import type { Plan, Trained } from './trainNetwork.js';

/** A finished training. */
export interface FinishedTraining {
  readonly data: PreparedData;
  readonly plan: Plan;
  readonly trained: Trained;
  readonly evaluation: Evaluation;
}

/**
 * Open the data, train, and print it all: what `train` does before it saves, and what each part of `demo` is.
 *
 * @param config - What to do.
 * @param terminal - Reports go to its `out`, progress to its `err`.
 * @param options.signal - Aborting it interrupts the training.
 * @param options.lineEvery - Epochs from one line of progress to the next where there is no terminal to draw a bar on. Default 1.
 * @param options.beforeTraining - Called when the data are good and nothing has been printed yet; it may refuse by throwing.
 */
export async function runTraining(
  config: TrainConfig,
  terminal: Terminal,
  options: {
    readonly signal: AbortSignal;
    readonly lineEvery?: number;
    readonly beforeTraining?: (data: OpenedData) => void;
  },
): Promise<FinishedTraining> {
  const opened = await openData(config.data, {
    format: config.format,
    validation: typeof config.validation === 'string' ? config.validation : undefined,
  });
  checkColumnOptions(config, opened);
  const data = prepare(config, opened);
  const plan = planNetwork(config, data);
  options.beforeTraining?.(opened);
  const { out, outColors } = terminal;
  printLines(out, [...dataReport(data, config, outColors), ...networkReport(config, data, plan, outColors)]);

  const progress = progressReporter(terminal, config.epochs, options.lineEvery ?? config.printCost);
  let trained: Trained;
  try {
    trained = await trainNetwork(config, data, plan, progress.update, options.signal);
  } finally {
    progress.clear();
  }
  progress.finish();
  const evaluation = evaluate(data, trained);
  printLines(out, [
    '',
    ...costReport(trained.costs, plan, config, outColors),
    '',
    ...resultReport(evaluation, data, outColors),
    '',
  ]);
  return { data, plan, trained, evaluation };
}
