/**
 * Logistic regression and deep dense networks, with explicit forward and backward passes.
 */
export { dense } from './dense.js';
export type { BatchNorm } from './batchNorm.js';
export type { Dense, DenseOptions } from './dense.js';
export type {
  AnyLayerCache,
  AnyLayerParams,
  Dropped,
  FloatDType,
  ForwardOptions,
  LayerCache,
  LayerGradients,
  LayerParams,
  Normalization,
} from './layer.js';
export type { DiagnoseOptions, Diagnosis, GradientSizes, LayerDiagnosis } from './inspection/diagnose.js';
export type { Finding } from './inspection/findings.js';
export type { Spread } from './inspection/layerStatistics.js';
export type { RunningFit } from './inspection/runningStatistics.js';
export type { ArrayGradientCheck, GradientCheck, GradientEntry, TrainedArray } from './inspection/gradientCheck.js';
export type { GradientCheckOptions } from './inspection/gradientCheckOptions.js';
export { traceNonFinite } from './inspection/traceNonFinite.js';
export type { NonFinite, TraceNonFiniteOptions } from './inspection/traceNonFinite.js';
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
export { parameterName, paramsFromArrays, paramsToArrays } from './parameterArrays.js';
export type { ParameterArraysOptions } from './parameterArrays.js';
export { parameterGradients } from './parameterGradients.js';
export type { Examples, InputR, OutputR } from './rules.js';
export type { CostOptions } from './requireCostOptions.js';
export { requireParams } from './requireParams.js';
export type { SummaryOptions } from './summary.js';
export { trainableParams, withTrained } from './trainableParams.js';
export type { TrainableLayer, TrainableParams } from './trainableParams.js';
export { trainingRun } from './training/trainingRun.js';
export type { Clip } from '@keepdims/optimizers';
export type { StepOptions, TrainingRun, TrainingRunOptions } from './training/trainingRun.js';
