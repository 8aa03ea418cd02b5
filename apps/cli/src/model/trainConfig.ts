import type { InitializerName } from '@keepdims/initializers';

/** What most trainings leave out; undefined is without it. A name with options is written as on the command line. */
export interface TrainingChoices {
  /** The share of a hidden layer's units that a step leaves out: one for all layers, or one each. */
  readonly dropout?: readonly number[] | undefined;
  /** Whether hidden layers normalise over the batch. */
  readonly batchNorm?: true | undefined;
  /** Adds (l2 / 2) · Σ‖W‖² to the cost. */
  readonly l2?: number | undefined;
  /** The largest norm of all gradients together. */
  readonly clipNorm?: number | undefined;
  /** The largest size of each number of the gradients. */
  readonly clipValue?: number | undefined;
  /** What the learning rate is multiplied by, such as `stepDecay:every=10,factor=0.5`. */
  readonly schedule?: string | undefined;
  /** Such as `huber:delta=2`. Undefined: by the task. */
  readonly loss?: string | undefined;
  /** The optimizer's options besides the learning rate, such as `beta1=0.8,epsilon=1e-7`. */
  readonly optimizerOptions?: string | undefined;
  /** What to measure after each epoch besides the cost. */
  readonly metrics?: readonly MetricChoice[] | undefined;
  /** After how many epochs in a row without improvement to stop, and take the best. */
  readonly earlyStopping?: number | undefined;
  /**
   * What has to improve: `cost`, `metrics.NAME`, or of the rows watched `testCost` and `testMetrics.NAME`, which are `validationCost` and
   * `validationMetrics.NAME` with a split in three. Undefined: the cost of the rows watched, or `cost` if none are kept apart.
   */
  readonly monitor?: string | undefined;
  /** How much classes count: `balanced`, or weights such as `ill=3,well=1`. */
  readonly classWeights?: string | undefined;
}

/** Everything that decides a training; the same configuration on the same data gives the same numbers. */
export interface TrainConfig extends TrainingChoices {
  /** A file or the name of a bundled set. */
  readonly data: string;
  /** Undefined: by the file's first bytes. */
  readonly format: DataFormat | undefined;
  /** The file of labels that belongs to a file of pictures. Undefined: the one beside it with the usual name. */
  readonly labels?: string | undefined;
  /** Whether the first line of a CSV names its columns. Undefined: it does. */
  readonly header?: boolean | undefined;
  /** Lines of a CSV above that. Undefined: none. */
  readonly skipLines?: number | undefined;
  /** What image files are resized to, such as `32x32`, width before height. Undefined: 32x32. */
  readonly imageSize?: string | undefined;
  /** Whether image files become grey: one number a pixel. */
  readonly grayscale?: true | undefined;
  readonly target: string | undefined;
  readonly task: 'regression' | 'classification' | undefined;
  readonly features: readonly string[] | undefined;
  readonly ignore: readonly string[];
  readonly categorical: readonly string[];
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  /** The hidden layers' activation. */
  readonly activation: HiddenActivation;
  /** Of all layers. Undefined: zeros without hidden layers, else each layer's own default. */
  readonly initializer: InitializerChoice | undefined;
  /** The activation of a regression's output; classifications have sigmoid or softmax. */
  readonly output: RegressionOutput;
  readonly epochs: number;
  readonly batch: number | 'full';
  /** Undefined: the optimizer's default of `defaultLearningRates`. */
  readonly lr: number | undefined;
  readonly optimizer: OptimizerChoice;
  /** Of the split, the weights and the order of the batches. */
  readonly seed: number;
  /** Share of the rows that are kept from training, to test on; or a file of rows to test on, beside those to train on. Undefined: `split`. */
  readonly validation: number | string | undefined;
  /** Shares of the rows to train and to test on; or to train on, to watch while training, and to test on at the end. They add up to 1. */
  readonly split?: readonly number[] | undefined;
  /** The column whose values each part of a split shall have in the same proportion. Undefined or true: the target, if it holds classes. */
  readonly stratify?: string | boolean | undefined;
  /** Epochs from one cost that is printed with all its digits to the next. Undefined: none is. */
  readonly printCost: number | undefined;
}

/** What tables are read from; npz files are NumPy's, course-h5 the course's image files. */
export const dataFormats = [
  ...(['csv', 'tsv', 'jsonl', 'json', 'parquet'] as const),
  ...(['npy', 'npz', 'idx', 'images', 'course-h5'] as const),
] as const;
export type DataFormat = (typeof dataFormats)[number];

export const initializerChoices = [
  ...(['heNormal', 'heUniform', 'glorotNormal', 'glorotUniform'] as const),
  ...(['lecunNormal', 'scaledNormal', 'randomNormal', 'randomUniform', 'orthogonal', 'zeros'] as const),
] as const satisfies readonly InitializerName[];
export type InitializerChoice = (typeof initializerChoices)[number];

export const hiddenActivations = [
  ...(['relu', 'tanh', 'leakyRelu', 'sigmoid', 'identity'] as const),
  ...(['elu', 'selu', 'gelu', 'silu', 'softplus'] as const),
] as const;
export type HiddenActivation = (typeof hiddenActivations)[number];

export const regressionOutputs = ['identity', 'relu'] as const;
export type RegressionOutput = (typeof regressionOutputs)[number];

/** Where each optimizer starts from when no --lr is given. */
export const defaultLearningRates = {
  adam: 0.003,
  momentum: 0.05,
  gradientDescent: 0.1,
  nesterov: 0.05,
  rmsprop: 0.003,
  adagrad: 0.03,
  adamw: 0.003,
} as const;
export type OptimizerChoice = keyof typeof defaultLearningRates;
// The object's own keys.
export const optimizerChoices = Object.keys(defaultLearningRates) as OptimizerChoice[];

export const scheduleChoices = ['constant', 'stepDecay', 'exponentialDecay', 'cosineDecay', 'warmup'] as const;

/** Losses by what they are for: any output, or probabilities of two or of more classes. */
export const generalLosses = ['meanSquaredError', 'halfSquaredError', 'meanAbsoluteError', 'huber'] as const;
export const lossChoices = [...generalLosses, 'binaryCrossEntropy', 'categoricalCrossEntropy'] as const;

export const regressionMetricNames = ['rSquared', 'meanAbsoluteError', 'rootMeanSquaredError'] as const;
export const classMetricNames = ['accuracy', 'precision', 'recall', 'f1', 'auc', 'logLoss'] as const;
export const metricChoices = [...classMetricNames, ...regressionMetricNames] as const;
export type MetricChoice = (typeof metricChoices)[number];

/** Bounds of whole numbers, and an example: least, most, such as. */
export const wholeNumbers = {
  epochs: [1, 1_000_000, 50],
  earlyStopping: [1, 1_000_000, 10],
  seed: [0, 2 ** 32 - 1, 7],
  skipLines: [0, 1_000_000, 1],
  printCost: [1, 1_000_000, 100],
} as const;

/** From where amounts go, and an example. */
export const amounts = {
  l2: ['from 0 up', 0.01],
  clipNorm: ['above 0', 1],
  clipValue: ['above 0', 0.5],
} as const;
