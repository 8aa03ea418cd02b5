import { activationByName } from '@keepdims/activations';
import { initializerByName, zeros } from '@keepdims/initializers';
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import type { LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { optimizerByName } from '@keepdims/optimizers';
import { train, TrainingDiverged } from '@keepdims/training';
import { CliError, exitCodes } from '../errors.js';
import type { ProgressRecord } from '../render/progress.js';
import type { PreparedData } from './prepare.js';
import { count, formatInteger, formatMeasure } from '../render/numbers.js';
import { defaultLearningRates } from './trainConfig.js';
import type { TrainConfig } from './trainConfig.js';

/** A network's parameters, one `{ W, b }` a layer. */
export type Params = readonly LayerParams[];

/** A network and how it is trained. */
export interface Plan {
  readonly net: Network;
  readonly loss: Loss;
  readonly learningRate: number;
  readonly batchSize: number | 'full';
  readonly outputActivation: string;
}

/** A trained network. */
export interface Trained {
  readonly net: Network;
  readonly params: Params;
  /** Costs of the training rows, one an epoch, each measured before the epoch's updates. */
  readonly costs: readonly number[];
  /** Costs of the test rows after each epoch; empty without test rows. */
  readonly testCosts: readonly number[];
}

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
  const { preprocessing, task, train: examples } = data;
  const outputs = preprocessing.outputs;
  const outputActivation = task === 'regression' ? config.output : outputs === 1 ? 'sigmoid' : 'softmax';
  const output = activationByName(outputActivation);
  const fromZero = config.hidden.length === 0 && outputActivation !== 'relu';
  const given = config.initializer === undefined ? {} : { initializer: initializerByName(config.initializer) };
  const net = network(
    preprocessing.featureNames.length,
    ...config.hidden.map((units) => dense(units, activationByName(config.activation), given)),
    dense(outputs, output, { ...(fromZero ? { initializer: zeros } : {}), ...given }),
  );
  if (net.parameterCount > mostParameters) {
    throw new CliError(
      `This network would have ${count(net.parameterCount, 'parameter')}, but only ${formatInteger(mostParameters)} can be saved in one ` +
        'model.json; choose fewer units with --hidden.',
    );
  }
  const loss = task === 'regression' ? meanSquaredError : outputs === 1 ? binaryCrossEntropy : categoricalCrossEntropy;
  const m = examples.rows.length;
  return {
    net,
    loss,
    learningRate: config.lr ?? defaultLearningRates[config.optimizer],
    batchSize: config.batch === 'full' || config.batch >= m ? 'full' : config.batch,
    outputActivation,
  };
}

/**
 * Train.
 *
 * @param onEpoch - Told after each epoch.
 * @param signal - Aborting it ends the training before the next step.
 * @throws CliError with the exit code for a diverged or an interrupted training, saying what to do.
 */
export async function trainNetwork(
  config: TrainConfig,
  data: PreparedData,
  plan: Plan,
  onEpoch: (record: ProgressRecord) => void,
  signal: AbortSignal,
): Promise<Trained> {
  const { net, loss, learningRate, batchSize } = plan;
  const { epochs, seed } = config;
  const { train: examples, test } = data;
  const costs: number[] = [];
  const testCosts: number[] = [];
  let params: Params | undefined;
  const records = train(net, {
    X: examples.X,
    Y: examples.Y,
    loss,
    optimizer: optimizerByName(config.optimizer, { learningRate }),
    epochs,
    batchSize,
    seed,
    ...(test === undefined ? {} : { validation: { X: test.X, Y: test.Y } }),
    signal,
  });
  try {
    for await (const record of records) {
      costs.push(record.cost);
      if (record.validationCost !== undefined) testCosts.push(record.validationCost);
      params = record.params;
      if (!Number.isFinite(record.cost))
        throw diverged(`in epoch ${record.epoch}: the cost is ${record.cost}`, plan, config, data);
      onEpoch({ epoch: costs.length, epochs, cost: record.cost, testCost: record.validationCost });
    }
  } catch (error) {
    throw error instanceof TrainingDiverged ? diverged(describe(error), plan, config, data) : error;
  }
  if (signal.aborted || params === undefined) {
    const done = costs.length;
    throw new CliError(`Interrupted after ${done} of ${epochs} epochs; nothing was saved.`, exitCodes.interrupted);
  }
  return { net, params, costs, testCosts };
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
  { train: { X } }: PreparedData,
): CliError {
  // A tenth of a rate that is far too large would be too large as well.
  const smaller = Math.min(learningRate / 10, defaultLearningRates[optimizer]);
  const largest = np.max(np.abs(X));
  const outlier =
    largest > 10
      ? `, or look for a wrong number in the data: scaled, the largest is ${formatMeasure(largest)}, and about 1 is best`
      : '';
  return new CliError(
    `The training diverged ${what}. Try a smaller learning rate, such as --lr ${Number(smaller.toPrecision(1))}${outlier}. Nothing was saved.`,
    exitCodes.diverged,
  );
}
