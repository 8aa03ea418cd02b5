/** Everything that decides a training; the same configuration on the same data gives the same numbers. */
export interface TrainConfig {
  /** A CSV file or the name of a bundled set. */
  readonly data: string;
  readonly target: string | undefined;
  readonly task: 'regression' | 'classification' | undefined;
  readonly features: readonly string[] | undefined;
  readonly ignore: readonly string[];
  readonly categorical: readonly string[];
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  /** The hidden layers' activation. */
  readonly activation: HiddenActivation;
  /** The activation of a regression's output; classifications have sigmoid or softmax. */
  readonly output: RegressionOutput;
  readonly epochs: number;
  readonly batch: number | 'full';
  /** Undefined: the optimizer's default of `defaultLearningRates`. */
  readonly lr: number | undefined;
  readonly optimizer: OptimizerChoice;
  /** Of the split, the weights and the order of the batches. */
  readonly seed: number;
  /** Share of the rows that are kept from training, to test on. */
  readonly validation: number;
}

export const hiddenActivations = ['relu', 'tanh', 'leakyRelu', 'sigmoid', 'identity'] as const;
export type HiddenActivation = (typeof hiddenActivations)[number];

export const regressionOutputs = ['identity', 'relu'] as const;
export type RegressionOutput = (typeof regressionOutputs)[number];

/** Where each optimizer starts from when no --lr is given. */
export const defaultLearningRates = { adam: 0.003, momentum: 0.05, gradientDescent: 0.1 } as const;
export type OptimizerChoice = keyof typeof defaultLearningRates;
// The object's own keys.
export const optimizerChoices = Object.keys(defaultLearningRates) as OptimizerChoice[];
