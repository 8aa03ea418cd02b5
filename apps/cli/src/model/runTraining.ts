import { openData } from '../data/openData.js';
import type { OpenedData } from '../data/openData.js';
import { progressReporter } from '../progressReporter.js';
import { costReport, dataReport, networkReport, resultReport } from '../render/reports.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { openStream } from '../streaming/openStream.js';
import { checkColumnOptions } from './checkColumnOptions.js';
import { evaluate } from './evaluate.js';
import type { Evaluation } from './evaluate.js';
import { prepare } from './prepare.js';
import type { PreparedData } from './prepare.js';
import type { TrainConfig } from './trainConfig.js';
import { planNetwork, trainNetwork } from './trainNetwork.js';
import type { EpochReport, Keeping, Plan, Trained } from './trainNetwork.js';

/** A training of which everything is known but its result. */
export interface PlannedTraining {
  readonly config: TrainConfig;
  readonly opened: OpenedData;
  readonly data: PreparedData;
  readonly plan: Plan;
}

/** A finished training. */
export interface FinishedTraining extends PlannedTraining {
  readonly trained: Trained;
  readonly evaluation: Evaluation;
}

/** How data are read that stay on the disk. */
interface Reading {
  /** Whether they do even if they are small. Default false. */
  readonly stream?: boolean | undefined;
  /** Told what is going to take some seconds. */
  readonly onRead?: ((what: string) => void) | undefined;
}

/**
 * Open the data and plan a training on them; nothing is printed and nothing is written.
 *
 * @throws CliError or FormatError saying what is wrong with the data, or the settings for them.
 */
export async function planTraining(
  config: TrainConfig,
  { stream = false, onRead }: Reading = {},
): Promise<PlannedTraining> {
  const { format, labels, header, skipLines, imageSize, grayscale, validation } = config;
  const second = typeof validation === 'string' ? validation : undefined;
  const opened =
    openStream(config, { isWanted: stream, onRead }) ??
    (await openData(config.data, { format, labels, header, skipLines, imageSize, grayscale, validation: second }));
  checkColumnOptions(config, opened);
  const data = prepare(config, opened);
  return { config, opened, data, plan: planNetwork(config, data) };
}

/**
 * Train, and print it all: what `train` does before it saves, and what each part of `demo` is.
 *
 * @param planned - What to do.
 * @param terminal - Reports go to its `out`, progress to its `err`.
 * @param options.signal - Aborting it interrupts the training.
 * @param options.lineEvery - Epochs from one line of progress to the next where there is no terminal to draw a bar on. Default 1.
 * @param options.keeping - Where checkpoints go. Default: there are none.
 * @param options.onEpoch - Told after each epoch.
 */
export async function runTraining(
  planned: PlannedTraining,
  terminal: Terminal,
  options: {
    readonly signal: AbortSignal;
    readonly lineEvery?: number;
    readonly keeping?: Keeping;
    readonly onEpoch?: (record: EpochReport) => void;
  },
): Promise<FinishedTraining> {
  const { config, data, plan } = planned;
  const { signal, keeping, onEpoch } = options;
  const { out, outColors } = terminal;
  printLines(out, [...dataReport(data, config, outColors), ...networkReport(config, data, plan, outColors)]);

  const done = keeping?.resume?.state.epoch ?? 0;
  const progress = progressReporter(terminal, options.lineEvery ?? config.printCost, done);
  let trained: Trained;
  try {
    trained = await trainNetwork(config, data, plan, {
      signal,
      keeping,
      onEpoch: (record) => {
        progress.update(record);
        onEpoch?.(record);
      },
    });
  } finally {
    progress.clear();
  }
  progress.finish(trained.costs.length);
  const evaluation = evaluate(data, trained);
  printLines(out, [
    '',
    ...costReport(trained, plan, config, outColors),
    '',
    ...resultReport(evaluation, trained, data, outColors),
    '',
  ]);
  return { ...planned, trained, evaluation };
}
