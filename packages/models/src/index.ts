/**
 * Logistic regression and deep dense networks, with explicit forward and backward passes.
 */
export { dense } from './dense.js';
export type { Dense, DenseOptions } from './dense.js';
export type { AnyLayerCache, AnyLayerParams, FloatDType, LayerCache, LayerGradients, LayerParams } from './layer.js';
export { logisticRegression } from './logisticRegression.js';
export { network } from './network.js';
export type { Network } from './network.js';
export { networkFromJSON } from './networkFromJSON.js';
export type { FloatJSON, LayerJSON, NamedJSON, NetworkJSON } from './networkToJSON.js';
export type {
  Chain,
  LossAndTargets,
  NetworkCaches,
  NetworkGradients,
  NetworkParams,
  NetworkParamsR,
  OutputsOf,
} from './networkTypes.js';
export { outputCost } from './outputCost.js';
export { parameterGradients } from './parameterGradients.js';
export type { Examples, InputR, OutputR } from './rules.js';
export { trainingRun } from './training/trainingRun.js';
export type { TrainingRun, TrainingRunOptions } from './training/trainingRun.js';
