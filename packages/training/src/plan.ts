import { requireOutputFits } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import { requireParams } from '@keepdims/models';
import type { LayerParams, Network } from '@keepdims/models';
import { full } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { RandomState } from '@keepdims/random';
import { refuseUnknownOptions } from '@keepdims/shapes';
import { fromCheckpoint, requireCheckpoint } from './checkpoint/fromCheckpoint.js';
import { requireSameData } from './checkpoint/dataSums.js';
import type { DataSums } from './checkpoint/dataSums.js';
import { requireSameSetup } from './checkpoint/requireSameSetup.js';
import { trainingSetup } from './checkpoint/trainingSetup.js';
import { exampleWeights } from './classWeights.js';
import { nothingSeen, stoppingRule } from './earlyStopping.js';
import type { StoppingRule } from './earlyStopping.js';
import type { Data } from './examples.js';
import type { ExampleSource } from './exampleSource.js';
import { fromSource } from './fromSource.js';
import { emptyHistory } from './history.js';
import type { LoopState } from './loopState.js';
import type { AnyMetric } from './metrics/metric.js';
import type { Callback, LoopOptions } from './options.js';
import { requireBatchSize } from './requireBatchSize.js';
import { isObject, kindOf, requireCount, requireObject } from './requireKinds.js';
import { requireParts } from './requireParts.js';
import { measure } from './seen.js';
import { fromArrays } from './supply.js';
import type { Supply } from './supply.js';

/** Options whose types the public edge has checked already, but for the examples. */
export interface AnyOptions extends LoopOptions {
  readonly loss: Loss;
  readonly initialParams?: readonly LayerParams[];
  readonly callbacks?: readonly Callback[];
}

/** With examples in memory. */
export interface ArrayOptions extends AnyOptions, Data {
  readonly validation?: Data;
}

/** With examples that are read. */
export interface SourceOptions extends AnyOptions {
  readonly source: ExampleSource;
  readonly validation?: ExampleSource;
}

/** How a public function is given examples. */
interface Examples<O> {
  /** Every option; the type keeps the list complete. */
  readonly known: Readonly<Record<keyof O, true>>;
  /** The options that must be there, in words. */
  readonly needed: string;
  readonly training: (call: string, net: Network, options: O) => Supply;
  readonly validation: (call: string, net: Network, options: O) => Supply | undefined;
}

/** Options with defaults, checked, and where to begin. */
export interface Plan extends Omit<AnyOptions, 'earlyStopping' | 'resume' | 'initialParams'> {
  /** The examples to train on. */
  readonly supply: Supply;
  /** Those to watch. */
  readonly validation: Supply | undefined;
  readonly batchSize: number | 'full';
  readonly seed: number;
  readonly metrics: readonly AnyMetric[];
  readonly callbacks: readonly Callback[];
  readonly stopping: StoppingRule | undefined;
  /** How much each example counts; undefined if all count the same. */
  readonly weights: Float64Array | undefined;
  /** What checkpoints keep besides, as JSON. */
  readonly preprocessing: unknown;
  /** What checkpoints know the examples by; undefined if there are none. */
  readonly sums: DataSums | undefined;
  readonly start: LoopState;
  /** Where `start.random` is; the loop draws from it. */
  readonly rng: RandomState;
}

const known: Readonly<Record<keyof AnyOptions | 'validation', true>> = {
  loss: true,
  optimizer: true,
  epochs: true,
  batchSize: true,
  seed: true,
  initialParams: true,
  validation: true,
  metrics: true,
  earlyStopping: true,
  schedule: true,
  l2: true,
  clip: true,
  classWeights: true,
  callbacks: true,
  onStep: true,
  checkpoint: true,
  resume: true,
  signal: true,
};

/** X and Y. */
export const inMemory: Examples<ArrayOptions> = {
  known: { X: true, Y: true, ...known },
  needed: 'X, Y',
  training: (call, net, options) => fromArrays(call, '', net, options.loss, options),
  validation: (call, net, { loss, validation }) => {
    if (validation === undefined) return undefined;
    requireValidation(call, validation);
    return fromArrays(call, 'validation.', net, loss, validation);
  },
};

/** A source. */
export const read: Examples<SourceOptions> = {
  known: { source: true, ...known },
  needed: 'source',
  training: (call, net, { loss, source, batchSize = 'full' }) => {
    if (batchSize === 'full') {
      throw new RangeError(
        `${call}: batchSize must be an integer, 1 or more, but is 'full': a source is read in batches. Take batchSize 32, say.`,
      );
    }
    return fromSource(call, 'source', net, loss, source);
  },
  validation: (call, net, { loss, validation }) =>
    validation === undefined ? undefined : fromSource(call, 'validation', net, loss, validation),
};

/**
 * Check the options, and draw the parameters or take them from the checkpoint.
 *
 * @param operation - 'fit', 'train' or 'trainFrom'.
 * @param given - How its examples are given.
 * @throws ShapeError if arrays don't fit the network. RangeError if a number is out of range or an array holds one that isn't finite.
 *   TypeError if net, options, loss, optimizer, a metric or a callback is none. RangeError too if an option is unknown, Y isn't what the
 *   loss is made for, the output layer isn't, or the checkpoint is of another network or training.
 */
export function plan<O extends AnyOptions>(operation: string, net: Network, options: O, given: Examples<O>): Plan {
  const call = `${operation}(net, options)`;
  requireNetwork(call, net);
  requireOptions(call, options, given);
  const { loss, epochs, batchSize = 'full', seed = 0, metrics = [], callbacks = [], classWeights } = options;
  requireParts(call, { ...options, metrics, callbacks });
  requireCount(call, 'epochs', epochs);
  const last = net.layers[net.layers.length - 1];
  if (last !== undefined) requireOutputFits(call, loss, last.activation, last.units);
  const supply = given.training(call, net, options);
  requireBatchSize(call, net, batchSize, supply.m);
  const validation = given.validation(call, net, options);
  requireSeed(call, seed);
  if (options.initialParams !== undefined)
    requireParams(`${operation}(net, { initialParams })`, net, options.initialParams);
  for (const seen of [supply, validation]) requireMeasurable(metrics, seen, last?.units ?? 0);
  const rng = randomState(seed);
  const checked = {
    ...(options as AnyOptions), // the examples are in `supply` and `validation`
    supply,
    validation,
    batchSize,
    seed,
    metrics,
    callbacks,
    stopping:
      options.earlyStopping === undefined
        ? undefined
        : stoppingRule(call, options.earlyStopping, { metrics, validated: validation !== undefined }),
    weights:
      classWeights === undefined
        ? undefined
        : exampleWeights(call, classWeights, supply, { targets: loss.targets, outputs: last?.units ?? 0 }),
    preprocessing: requireJSON(call, options.checkpoint?.preprocessing),
    // A training that nobody can go on from needn't know its examples again.
    sums: options.checkpoint === undefined && options.resume === undefined ? undefined : supply.sums(),
    rng,
  };
  return options.resume === undefined ? begun(net, checked) : resumed(call, net, checked, options.resume);
}

/** Try the metrics on targets, so that one that can't read them says so before the training, not after its first epoch. */
function requireMeasurable(metrics: readonly AnyMetric[], supply: Supply | undefined, outputs: number): void {
  if (supply === undefined || metrics.length === 0) return;
  const [part] = supply.parts();
  if (part !== undefined) measure(metrics, full([outputs, part.size], 0.5), part.Y);
}

type Checked = Omit<Plan, 'start'> & Pick<AnyOptions, 'initialParams'>;

function begun(net: Network, { initialParams, ...checked }: Checked): Plan {
  const { rng, metrics, validation } = checked;
  const params = initialParams ?? net.initialize(rng);
  const start: LoopState = {
    epoch: 0,
    step: 0,
    steps: 0,
    params,
    optimizerState: undefined,
    random: rng.getState(),
    partial: undefined,
    history: emptyHistory({ validated: validation !== undefined, metrics: metrics.map(({ name }) => name) }),
    stopping: nothingSeen,
    best: undefined,
  };
  return { ...checked, start };
}

/** Goes on from a checkpoint; where parameters are given too, they only say of which dtype they are. */
function resumed(call: string, net: Network, { initialParams, ...checked }: Checked, given: unknown): Plan {
  const checkpoint = requireCheckpoint(call, 'resume', given);
  const plan = { ...checked, preprocessing: checked.preprocessing ?? checkpoint.state.preprocessing };
  requireSameSetup(call, checkpoint.state.setup, trainingSetup(net, plan));
  requireSameData(call, checkpoint.state.data, plan.sums ?? plan.supply.sums()); // a plan that resumes has them
  const start = fromCheckpoint(call, checkpoint, plan);
  requireSameDTypes(call, start.params, initialParams);
  if (start.epoch > plan.epochs || (start.epoch === plan.epochs && start.step > 0)) {
    throw new RangeError(
      `${call}: the checkpoint has ${start.epoch} epochs${start.step > 0 ? ` and ${start.step} steps` : ''}, but epochs, ` +
        `which counts them all, is ${plan.epochs}. Give a larger one.`,
    );
  }
  plan.rng.setState(start.random);
  return { ...plan, start };
}

/** The result's type is that of the parameters that a training without the checkpoint would begin with. */
function requireSameDTypes(
  call: string,
  params: readonly LayerParams[],
  initialParams: readonly LayerParams[] | undefined,
): void {
  const wanted = initialParams === undefined ? 'float64' : initialParams[0]?.W.dtype;
  const found = params[0]?.W.dtype;
  if (wanted === found) return;
  throw new RangeError(
    `${call}: the checkpoint's parameters are ${String(found)}, but those of this training would be ${String(wanted)}. ` +
      'Give initialParams of the same dtype as the first time: checkpointParams(net, checkpoint) would fit.',
  );
}

function requireNetwork(call: string, net: unknown): void {
  if (isObject(net) && 'nX' in net && 'layers' in net && 'initialize' in net) return;
  throw new TypeError(`${call}: net must be a network, but is ${kindOf(net)}. Make one with network(nX, …layers).`);
}

/** What papers and other libraries call the options. */
const aliases: Readonly<Record<string, string>> = {
  iterations: 'epochs',
  numIterations: 'epochs',
  lambda: 'l2',
  weightDecay: 'l2',
  validationData: 'validation',
  randomState: 'seed',
  rng: 'seed',
};

/** Options are an object of known names: a misspelt one would be ignored in silence. */
function requireOptions<O>(call: string, options: unknown, { known, needed }: Examples<O>): void {
  requireObject(call, 'options', `an object with ${needed}, loss, optimizer and epochs`, options);
  const optimizers = ['learningRate', 'lr', 'alpha'].find((name) => name in options);
  if (optimizers !== undefined) {
    throw new RangeError(
      `${call}: there is no option '${optimizers}': the learning rate belongs to the optimizer. ` +
        'Give optimizer: adam({ learningRate: 0.01 }), say.',
    );
  }
  refuseUnknownOptions(call, options, Object.keys(known), aliases);
}

function requireSeed(call: string, seed: unknown): void {
  if (Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) < 2 ** 32) return;
  const shown = typeof seed === 'number' ? String(seed) : kindOf(seed);
  throw new RangeError(`${call}: seed must be an integer from 0 to 4294967295, but is ${shown}.`);
}

function requireValidation(call: string, validation: unknown): void {
  requireObject(call, 'validation', '{ X, Y }', validation);
  if ('X' in validation && 'Y' in validation) return;
  throw new TypeError(`${call}: validation must be { X, Y }, but is an object without them.`);
}

/** A copy, so that it is now known to be JSON, and later changes don't matter. */
function requireJSON(call: string, value: unknown): unknown {
  if (value === undefined) return undefined;
  let text: string | undefined;
  try {
    text = JSON.stringify(value); // of a function
  } catch (cause) {
    throw new TypeError(`${call}: checkpoint.preprocessing must be something that JSON can hold.`, { cause });
  }
  if (text !== undefined) return JSON.parse(text);
  throw new TypeError(
    `${call}: checkpoint.preprocessing must be something that JSON can hold, but is ${typeof value}.`,
  );
}
