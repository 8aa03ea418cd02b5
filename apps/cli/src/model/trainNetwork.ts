import { activationByName } from '@keepdims/activations';
import { initializerByName, zeros } from '@keepdims/initializers';
import type { Loss } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import type { LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { train, trainFrom, TrainingDiverged } from '@keepdims/training';
import type { Checkpoint, FitResult, History } from '@keepdims/training';
import { CliError, exitCodes } from '../errors.js';
import type { ProgressRecord } from '../render/progress.js';
import { fitChoices } from './fitChoices.js';
import type { FitChoices } from './fitChoices.js';
import type { PreparedData } from './prepare.js';
import { count, formatInteger, formatMeasure } from '../render/numbers.js';
import { partsOf } from '../streaming/partsOf.js';
import { defaultLearningRates } from './trainConfig.js';
import type { TrainConfig } from './trainConfig.js';

/** A network's parameters, one `{ W, b }` a layer. */
export type Params = readonly LayerParams[];

/** A network and how it is trained. */
export interface Plan {
  readonly net: Network;
  readonly loss: Loss;
  readonly choices: FitChoices;
  readonly learningRate: number;
  readonly batchSize: number | 'full';
  readonly outputActivation: string;
}

/** A trained network. */
export interface Trained {
  readonly net: Network;
  /** With early stopping those of the best epoch. */
  readonly params: Params;
  /** Costs of the training rows, one an epoch, each measured before the epoch's updates. */
  readonly costs: readonly number[];
  /** Costs of the test rows after each epoch; empty without test rows, and if validation rows are watched. */
  readonly testCosts: readonly number[];
  /** Of the validation rows, of a split in three. */
  readonly validationCosts?: readonly number[];
  /** Lists of one number an epoch, by name, in the target's unit. */
  readonly metrics: Readonly<Record<string, readonly number[]>>;
  readonly testMetrics: Readonly<Record<string, readonly number[]>>;
  readonly validationMetrics?: Readonly<Record<string, readonly number[]>>;
  /** With early stopping: the best epoch, from 1, and whether it ended the training. */
  readonly stopping?: { readonly bestEpoch: number; readonly stopped: boolean };
}

/** What is known after an epoch, metrics in the target's unit. */
export interface EpochReport extends ProgressRecord {
  /** By name; empty if none were asked for. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly testMetrics: Readonly<Record<string, number>>;
  readonly validationMetrics?: Readonly<Record<string, number>>;
}

/** Where a training leaves checkpoints, and which one it goes on from. */
export interface Keeping {
  readonly resume: Checkpoint | undefined;
  readonly everySeconds: number;
  readonly save: (checkpoint: Checkpoint) => void;
  /** What is left of a training that has ended early, as the end of a message. */
  readonly left: (why: 'diverged' | 'interrupted') => string;
}

/** Nothing is kept, as in a demonstration. */
const keepNothing: Pick<Keeping, 'left'> = {
  left: (why) => (why === 'diverged' ? 'Nothing was saved.' : 'nothing was saved.'),
};

/** A number has up to 25 characters in JSON, and a text in JavaScript up to 536 million. */
const mostParameters = 20_000_000;

/**
 * Build the network that the configuration and the data ask for.
 *
 * A network without hidden layers begins at zero weights, as the course's logistic regression does: with one layer there is no symmetry
 * to break. A ReLU output would never leave zero, so it begins at random weights.
 *
 * @throws CliError if it would be too large to be saved.
 */
export function planNetwork(config: TrainConfig, data: PreparedData): Plan {
  const { preprocessing, task } = data;
  const outputs = preprocessing.outputs;
  const outputActivation = task === 'regression' ? config.output : outputs === 1 ? 'sigmoid' : 'softmax';
  const output = activationByName(outputActivation);
  const fromZero = config.hidden.length === 0 && outputActivation !== 'relu';
  const given = config.initializer === undefined ? {} : { initializer: initializerByName(config.initializer) };
  const dropout = dropoutOf(config);
  const net = network(
    preprocessing.featureNames.length,
    ...config.hidden.map((units, i) =>
      dense(units, activationByName(config.activation), {
        ...given,
        dropout: dropout[i] ?? 0,
        ...(config.batchNorm === true ? { batchNorm: true } : {}),
      }),
    ),
    dense(outputs, output, { ...(fromZero ? { initializer: zeros } : {}), ...given }),
  );
  if (net.parameterCount > mostParameters) {
    throw new CliError(
      `This network would have ${count(net.parameterCount, 'parameter')}, but only ${formatInteger(mostParameters)} can be saved in one ` +
        'model.json; choose fewer units with --hidden.',
    );
  }
  const choices = fitChoices(config, data);
  return {
    net,
    loss: choices.loss,
    choices,
    learningRate: config.lr ?? defaultLearningRates[config.optimizer],
    batchSize: batchSizeOf(config, data),
    outputActivation,
  };
}

/** Rows a step. Rows that are not in memory are read batch by batch. */
function batchSizeOf({ batch }: TrainConfig, { train: { rows, source } }: PreparedData): number | 'full' {
  const m = rows.length;
  if (source === undefined) return batch === 'full' || batch >= m ? 'full' : batch;
  if (batch !== 'full') return Math.min(batch, m);
  throw new CliError(
    '--batch full: the rows are not in memory, so they are taken in batches; give a number, such as 32.',
  );
}

/** One share a hidden layer. */
function dropoutOf({ dropout = [], hidden, batchNorm }: TrainConfig): readonly number[] {
  if (hidden.length === 0 && (dropout.length > 0 || batchNorm === true)) {
    const option = dropout.length > 0 ? `--dropout ${dropout.join(',')}` : '--batch-norm';
    throw new CliError(`${option} is for hidden layers, but there are none; leave it out, or give --hidden sizes.`);
  }
  if (dropout.length <= 1) return hidden.map(() => dropout[0] ?? 0);
  if (dropout.length === hidden.length) return dropout;
  throw new CliError(
    `--dropout ${dropout.join(',')}: give one share for all hidden layers, or one for each of the ${hidden.length}.`,
  );
}

/**
 * Train.
 *
 * @param options.onEpoch - Told after each epoch.
 * @param options.signal - Aborting it ends the training before the next step.
 * @param options.keeping - Where checkpoints go. Default: there are none.
 * @throws CliError with the exit code for a diverged or an interrupted training, saying what to do.
 */
export async function trainNetwork(
  config: TrainConfig,
  data: PreparedData,
  plan: Plan,
  options: {
    readonly onEpoch: (record: EpochReport) => void;
    readonly signal: AbortSignal;
    readonly keeping?: Keeping | undefined;
  },
): Promise<Trained> {
  const { net, choices, batchSize } = plan;
  const { epochs, seed } = config;
  const { train: examples, test, validation } = data;
  const watched = validation ?? test;
  const { onEpoch, signal, keeping } = options;
  const { left } = keeping ?? keepNothing;
  const common = { ...choices, epochs, seed, signal, ...(keeping === undefined ? {} : checkpoints(keeping, data)) };
  const records =
    examples.source === undefined || batchSize === 'full'
      ? train(net, {
          ...common,
          X: examples.X,
          Y: examples.Y,
          batchSize,
          ...(watched === undefined ? {} : { validation: { X: watched.X, Y: watched.Y } }),
        })
      : trainFrom(net, {
          ...common,
          source: examples.source,
          batchSize,
          ...(watched?.source === undefined ? {} : { validation: watched.source }),
        });
  let result: FitResult<Params>;
  try {
    let next = await records.next();
    while (next.done !== true) {
      const { epoch, cost, validationCost, metrics, validationMetrics } = next.value;
      if (!Number.isFinite(cost)) {
        throw diverged(`in epoch ${epoch}: the cost is ${cost}`, plan, config, data, left('diverged'));
      }
      onEpoch({
        epoch,
        epochs,
        cost,
        metrics: inUnit(metrics, data),
        ...(validation === undefined
          ? { testCost: validationCost, testMetrics: inUnit(validationMetrics, data) }
          : {
              validationCost,
              validationMetrics: inUnit(validationMetrics, data),
              testCost: undefined,
              testMetrics: {},
            }),
      });
      next = await records.next();
    }
    result = next.value;
  } catch (error) {
    if (!(error instanceof TrainingDiverged)) throw error;
    throw diverged(describe(error), plan, config, data, left('diverged'));
  }
  const { params, history, stoppedBy, bestEpoch } = result;
  if (stoppedBy === 'signal') {
    const done = history.cost.length;
    throw new CliError(`Interrupted after ${done} of ${epochs} epochs; ${left('interrupted')}`, exitCodes.interrupted);
  }
  return {
    net,
    params,
    costs: history.cost,
    metrics: listsInUnit(history.metrics, data),
    ...ofWatched(history, data),
    ...(bestEpoch === undefined ? {} : { stopping: { bestEpoch, stopped: stoppedBy === 'earlyStopping' } }),
  };
}

/** The library calls the rows that are watched validation, whether or not they are tested on as well. */
function ofWatched({ validationCost = [], validationMetrics }: History, data: PreparedData) {
  const metrics = listsInUnit(validationMetrics, data);
  if (data.validation === undefined) return { testCosts: validationCost, testMetrics: metrics };
  return { testCosts: [], testMetrics: {}, validationCosts: validationCost, validationMetrics: metrics };
}

function checkpoints({ resume, everySeconds, save }: Keeping, { preprocessing }: PreparedData) {
  return {
    checkpoint: { everySeconds, save, preprocessing: preprocessing.toJSON() },
    ...(resume === undefined ? {} : { resume }),
  };
}

/** Metrics are taken of standardised targets; these are errors in the target's own unit. */
function unitOf(name: string, { preprocessing: { target } }: PreparedData): number {
  const isError = name === 'meanAbsoluteError' || name === 'rootMeanSquaredError';
  return isError && target?.kind === 'number' ? target.scale : 1;
}

function inUnit(
  values: Readonly<Record<string, number>> | undefined,
  data: PreparedData,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, value * unitOf(name, data)]));
}

function listsInUnit(lists: History['metrics'], data: PreparedData): Trained['metrics'] {
  return Object.fromEntries(
    Object.entries(lists ?? {}).map(([name, list]) => [name, list.map((value) => value * unitOf(name, data))]),
  );
}

/** Where and what: "at step 3 (epoch 1): layer 2's W is no longer finite". */
function describe({ step, epoch, array, layer }: TrainingDiverged): string {
  const what = layer === undefined ? `the ${array}` : `layer ${layer}'s ${array}`;
  return `at step ${step} (epoch ${epoch}): ${what} is no longer finite`;
}

function diverged(
  what: string,
  { learningRate }: Plan,
  { optimizer }: TrainConfig,
  { train: examples }: PreparedData,
  left: string,
): CliError {
  // A tenth of a rate that is far too large would be too large as well.
  const smaller = Math.min(learningRate / 10, defaultLearningRates[optimizer]);
  let largest = 0;
  for (const { X } of partsOf(examples)) largest = Math.max(largest, np.max(np.abs(X)));
  const outlier =
    largest > 10
      ? `, or look for a wrong number in the data: scaled, the largest is ${formatMeasure(largest)}, and about 1 is best`
      : '';
  return new CliError(
    `The training diverged ${what}. Try a smaller learning rate, such as --lr ${Number(smaller.toPrecision(1))}${outlier}. ${left}`,
    exitCodes.diverged,
  );
}
