/** The data sets that can be chosen, with what they are called on screen. */
export const dataSets = { flower: 'Flower', moons: 'Moons', circles: 'Circles' } as const;
export type DataSet = keyof typeof dataSets;

/** The activations that the hidden layers can have. */
export const activationNames = ['tanh', 'relu', 'leakyRelu', 'sigmoid', 'identity'] as const;
export type ActivationName = (typeof activationNames)[number];

/** The learning rates that can be chosen, each about twice to three times the one before. */
export const alphas = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.6, 1.2, 2.5, 5, 10] as const;

/** The batch sizes that can be chosen. */
export const batchSizes = ['full', 128, 32, 8] as const;
export type BatchSize = (typeof batchSizes)[number];

/** What every list and number of a configuration is held to. */
export const limits = { layers: 4, units: 50, alpha: 10, seed: 2 ** 32 - 1 } as const;

/** One experiment: the same configuration always gives the same run. */
export interface Config {
  readonly data: DataSet;
  /** Units of each hidden layer: at most 4 layers of 1 to 50 units; empty for logistic regression. */
  readonly hidden: readonly number[];
  readonly activation: ActivationName;
  /** The learning rate α, one of `alphas`. */
  readonly alpha: number;
  readonly batch: BatchSize;
  /** Of the initial weights and, with batches, of their order: an integer from 0 to 2^32 - 1. */
  readonly seed: number;
}

/** The flower with the four hidden units and the learning rate of the course's exercise. */
export const defaultConfig: Config = {
  data: 'flower',
  hidden: [4],
  activation: 'tanh',
  alpha: 1.2,
  batch: 'full',
  seed: 3,
};

/** `hidden` with another number of layers; new ones get as many units as the last one, or 4. */
export function withLayers(hidden: readonly number[], layers: number): number[] {
  const count = clampInteger(layers, 0, limits.layers);
  return Array.from({ length: count }, (_, l) => hidden[l] ?? hidden.at(-1) ?? 4);
}

/** The nearest integer from `low` to `high`; `low` for what isn't a number. */
export function clampInteger(value: number, low: number, high: number): number {
  return Number.isNaN(value) ? low : Math.min(high, Math.max(low, Math.round(value)));
}

/** The member of `alphas` nearest in ratio to a positive `value`. */
export function nearestAlpha(value: number): number {
  const distance = (alpha: number): number => Math.abs(Math.log(alpha / Math.min(value, limits.alpha)));
  return alphas.reduce<number>((best, alpha) => (distance(alpha) < distance(best) ? alpha : best), alphas[0]);
}
