import type { TrainConfig } from './trainConfig.js';

/** What a preset decides. */
export type Preset = Pick<
  TrainConfig,
  | 'hidden'
  | 'activation'
  | 'initializer'
  | 'optimizer'
  | 'batch'
  | 'epochs'
  | 'lr'
  | 'seed'
  | 'validation'
  | 'printCost'
>;

/** What all trainings of the course share: gradient descent on all rows at once, and no row kept from training. */
const course = {
  activation: 'relu',
  optimizer: 'gradientDescent',
  batch: 'full',
  seed: 1,
  validation: 0,
  printCost: 100,
} as const;

/** The course's trainings on images. */
export const presets = {
  /** §2: one neuron, from zeros. */
  'course-logistic': { ...course, hidden: [], initializer: 'zeros', epochs: 2000, lr: 0.005 },
  /** §3: one hidden layer, from randn · 0.01. */
  'course-shallow': { ...course, hidden: [7], initializer: 'randomNormal', epochs: 2500, lr: 0.0075 },
  /** §4: three hidden layers, from randn / √(fan in). */
  'course-deep': { ...course, hidden: [20, 7, 5], initializer: 'scaledNormal', epochs: 2500, lr: 0.0075 },
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof presets;
// The object's own keys.
export const presetNames = Object.keys(presets) as PresetName[];
