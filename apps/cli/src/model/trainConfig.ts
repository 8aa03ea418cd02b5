import type { InitializerName } from '@keepdims/initializers';

/** Everything that decides a training; the same configuration on the same data gives the same numbers. */
export interface TrainConfig {
  /** A file or the name of a bundled set. */
  readonly data: string;
  /** Undefined: by the file's first bytes. */
  readonly format: DataFormat | undefined;
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
  /** Share of the rows that are kept from training, to test on; or a file of rows to test on, beside those to train on. */
  readonly validation: number | string;
  /** Epochs from one cost that is printed with all its digits to the next. Undefined: none is. */
  readonly printCost: number | undefined;
}

export const dataFormats = ['csv', 'course-h5'] as const;
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
