import { lossByName } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { optimizerByName, scheduleByName } from '@keepdims/optimizers';
import type { Clip, Optimizer, Schedule } from '@keepdims/optimizers';
import { metricByName } from '@keepdims/training';
import type { ClassMetric, ClassWeights, EarlyStopping, Metric, Monitor } from '@keepdims/training';
import { CliError } from '../errors.js';
import type { NamedOptions } from './namedOptions.js';
import { parseNamedOptions, parseNumbers } from './namedOptions.js';
import { partsOf } from '../streaming/partsOf.js';
import type { Examples, PreparedData } from './prepare.js';
import { classMetricNames, defaultLearningRates, generalLosses, regressionMetricNames } from './trainConfig.js';
import type { TrainConfig } from './trainConfig.js';

/** How a network is trained, as `train` of the library takes it. */
export interface FitChoices {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly schedule?: Schedule;
  readonly l2?: number;
  readonly clip?: Clip;
  readonly metrics: readonly (Metric | ClassMetric)[];
  readonly earlyStopping?: EarlyStopping;
  readonly classWeights?: ClassWeights;
}

/**
 * What the configuration says of the training, checked.
 *
 * @throws CliError naming the option that is wrong, or doesn't fit the data.
 */
export function fitChoices(config: TrainConfig, data: PreparedData): FitChoices {
  const { l2, clipNorm, clipValue } = config;
  const schedule = scheduleOf(config);
  const earlyStopping = earlyStoppingOf(config, data);
  const classWeights = classWeightsOf(config, data);
  return {
    loss: lossOf(config, data),
    optimizer: optimizerOf(config),
    ...(schedule === undefined ? {} : { schedule }),
    ...(l2 === undefined ? {} : { l2 }),
    ...(clipNorm === undefined && clipValue === undefined
      ? {}
      : { clip: { ...(clipNorm === undefined ? {} : { norm: clipNorm }), ...(clipValue === undefined ? {} : { value: clipValue }) } }), // prettier-ignore
    metrics: metricsOf(config, data),
    ...(earlyStopping === undefined ? {} : { earlyStopping }),
    ...(classWeights === undefined ? {} : { classWeights }),
  };
}

function lossOf({ loss }: TrainConfig, { task, preprocessing }: PreparedData): Loss {
  const ofClasses = preprocessing.outputs === 1 ? 'binaryCrossEntropy' : 'categoricalCrossEntropy';
  if (loss === undefined) return lossByName(task === 'regression' ? 'meanSquaredError' : ofClasses);
  const { name, options } = named('--loss', loss);
  const fitting: readonly string[] = task === 'regression' ? generalLosses : [ofClasses, ...generalLosses];
  if (!fitting.includes(name)) {
    const what = task === 'regression' ? 'a regression' : `${preprocessing.classes.length} classes`;
    throw new CliError(`--loss ${loss}: for ${what} it must be one of ${fitting.join(', ')}.`);
  }
  return checked(`--loss ${loss}`, () => lossByName(name, numbersOnly(`--loss ${loss}`, options)));
}

function optimizerOf({ optimizer, optimizerOptions, lr }: TrainConfig): Optimizer {
  const learningRate = lr ?? defaultLearningRates[optimizer];
  if (optimizerOptions === undefined) return optimizerByName(optimizer, { learningRate });
  const shown = `--optimizer-options ${optimizerOptions}`;
  const options = parseNumbers(optimizerOptions);
  if (options === undefined) throw new CliError(`${shown}: write numbers by name, such as beta1=0.8,epsilon=1e-7.`);
  // Each is an option of its own, and acts on what the library's would.
  const other = Object.entries({
    learningRate: '--lr',
    l2: '--l2',
    clipNorm: '--clip-norm',
    clipValue: '--clip-value',
  });
  const twin = other.find(([name]) => name in options);
  if (twin !== undefined) throw new CliError(`${shown}: ${twin[0]} has an option of its own, ${twin[1]}.`);
  return checked(shown, () => optimizerByName(optimizer, { ...options, learningRate }));
}

/** The schedule of the learning rate, over epochs; undefined without one. @throws CliError if it is not written like one. */
export function scheduleOf({ schedule, epochs }: Pick<TrainConfig, 'schedule' | 'epochs'>): Schedule | undefined {
  if (schedule === undefined) return undefined;
  const { name, options } = withEpochs(named('--schedule', schedule), epochs);
  return checked(`--schedule ${schedule}`, () => scheduleByName(name, options));
}

/** A cosine that isn't told how long it has lasts to the training's end. */
function withEpochs({ name, options }: NamedOptions, epochs: number): NamedOptions {
  if (name === 'cosineDecay') return { name, options: { epochs, ...options } };
  const { then, epochs: own } = options;
  if (typeof then !== 'object' || typeof own !== 'number') return { name, options };
  return { name, options: { ...options, then: withEpochs(then, Math.max(1, epochs - own)) } };
}

function metricsOf({ metrics = [] }: TrainConfig, { task }: PreparedData): (Metric | ClassMetric)[] {
  const fitting: readonly string[] = task === 'regression' ? regressionMetricNames : classMetricNames;
  const other = metrics.find((name) => !fitting.includes(name));
  if (other !== undefined) {
    throw new CliError(`--metrics ${other}: it is not for a ${task}; there are ${fitting.join(', ')}.`);
  }
  return [...new Set(metrics)].map(metricByName);
}

function earlyStoppingOf(
  { earlyStopping, monitor, metrics = [] }: TrainConfig,
  { test, validation }: PreparedData,
): EarlyStopping | undefined {
  if (earlyStopping === undefined) {
    if (monitor === undefined) return undefined;
    throw new CliError(`--monitor ${monitor}: it is what --early-stopping watches; add --early-stopping 10.`);
  }
  if (monitor === undefined) return { patience: earlyStopping };
  const known = ['cost', ...metrics.map((name) => `metrics.${name}`)];
  const watched = validation !== undefined ? 'validation' : test !== undefined ? 'test' : undefined;
  if (watched !== undefined) known.push(`${watched}Cost`, ...metrics.map((name) => `${watched}Metrics.${name}`));
  if (!known.includes(monitor)) {
    const more = metrics.length === 0 ? '; --metrics adds others' : '';
    throw new CliError(`--monitor ${monitor}: it must be one of ${known.join(', ')}${more}.`);
  }
  // One of those known: the library calls the rows that are watched validation, whether or not they are tested on as well.
  const name = monitor.replace('testCost', 'validationCost').replace('testMetrics', 'validationMetrics') as Monitor;
  return { patience: earlyStopping, monitor: name };
}

function classWeightsOf(
  { classWeights }: TrainConfig,
  { task, preprocessing, train }: PreparedData,
): ClassWeights | undefined {
  if (classWeights === undefined) return undefined;
  const shown = `--class-weights ${classWeights}`;
  if (task === 'regression') throw new CliError(`${shown}: a regression has no classes; leave it out.`);
  const { classes } = preprocessing;
  if (classWeights === 'balanced') {
    const none = classes.find((_, k) => !hasClass(train, k));
    if (none === undefined) return 'balanced';
    throw new CliError(
      `${shown}: no row to train on has class ${JSON.stringify(none)}; give weights, such as ${none}=2.`,
    );
  }
  const weights = parseNumbers(classWeights);
  if (weights === undefined || Object.values(weights).some((weight) => weight < 0)) {
    throw new CliError(
      `${shown}: it must be balanced, or weights of 0 or more by class, such as ${classes[0] ?? ''}=2.`,
    );
  }
  const unknown = Object.keys(weights).find((name) => !classes.includes(name));
  if (unknown !== undefined) {
    throw new CliError(
      `${shown}: there is no class ${JSON.stringify(unknown)}; the classes are ${classes.join(', ')}.`,
    );
  }
  return classes.map((name) => weights[name] ?? 1);
}

/** Whether some target, of [1, m] of 0 and 1 or one-hot [classes, m], is of class k. */
function hasClass(examples: Examples, k: number): boolean {
  for (const { Y } of partsOf(examples)) {
    const [outputs, m] = Y.shape;
    const [row, value] = outputs === 1 ? [0, k] : [k, 1];
    if (
      np
        .contiguousData(Y)
        .subarray(row * m, (row + 1) * m)
        .includes(value)
    )
      return true;
  }
  return false;
}

function named(option: string, text: string): NamedOptions {
  const parsed = parseNamedOptions(text);
  if (parsed !== undefined) return parsed;
  throw new CliError(`${option} ${text}: write a name and its numbers, such as name:first=1,second=2.`);
}

function numbersOnly(shown: string, options: NamedOptions['options']): Readonly<Record<string, number>> {
  const numbers: [string, number][] = [];
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'number') throw new CliError(`${shown}: ${name} must be a number.`);
    numbers.push([name, value]);
  }
  return Object.fromEntries(numbers);
}

/** What a library refuses was typed: its sentence behind the option. */
function checked<T>(shown: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new CliError(`${shown}: ${error.message}`);
    throw error;
  }
}
