/**
 * The training loop: batches, metrics, callbacks.
 */
export { fit } from './fit.js';
export { train } from './train.js';
export type { EpochRecord, FitResult, History, MetricValues, StopSignal, TrainingOptions } from './options.js';
export { TrainingDiverged } from './trainingDiverged.js';
export type { TrainingDivergedDetails } from './trainingDiverged.js';
export { accuracy } from './metrics/accuracy.js';
export { confusionMatrix } from './metrics/confusionMatrix.js';
export { defineMetric } from './metrics/defineMetric.js';
export { meanAbsoluteError } from './metrics/meanAbsoluteError.js';
export type { Metric } from './metrics/metric.js';
export { rootMeanSquaredError } from './metrics/rootMeanSquaredError.js';
export { rSquared } from './metrics/rSquared.js';
export type { Examples as MetricExamples } from './metrics/rowMajorExamples.js';
