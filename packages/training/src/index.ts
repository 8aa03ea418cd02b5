/**
 * The training loop: batches, metrics, callbacks.
 */
export { fit } from './fit.js';
export { train } from './train.js';
export { trainFrom } from './trainFrom.js';
export type { SourceTrainingOptions } from './trainFrom.js';
export type { ExampleSource } from './exampleSource.js';
export type { ClassWeights } from './classWeights.js';
export type { EarlyStopping, Monitor } from './earlyStopping.js';
export type {
  Callback,
  CheckpointOptions,
  EpochRecord,
  FitResult,
  History,
  MetricValues,
  StepRecord,
  StopReason,
  StopSignal,
  TrainingOptions,
} from './options.js';
export { TrainingDiverged } from './trainingDiverged.js';
export type { TrainingDivergedDetails } from './trainingDiverged.js';
export type { Checkpoint, CheckpointArray, CheckpointState } from './checkpoint/checkpoint.js';
export { checkpointFromBytes } from './checkpoint/checkpointFromBytes.js';
export { checkpointParams } from './checkpoint/checkpointParams.js';
export type { DataSums } from './checkpoint/dataSums.js';
export { checkpointToBytes } from './checkpoint/checkpointToBytes.js';
export type { LayerSetup, Named, NetworkSetup, TrainingSetup } from './checkpoint/trainingSetup.js';
export { accuracy } from './metrics/accuracy.js';
export { auc } from './metrics/auc.js';
export type { Average } from './metrics/average.js';
export { confusionMatrix } from './metrics/confusionMatrix.js';
export type { ClassMetricOptions, ConfigurableMetric } from './metrics/defineClassMetric.js';
export { defineMetric } from './metrics/defineMetric.js';
export { f1 } from './metrics/f1.js';
export { logLoss } from './metrics/logLoss.js';
// The loss itself: it is reported as it is minimized.
export { meanAbsoluteError } from '@keepdims/losses';
export type { AnyMetric, ClassMetric, Metric, MetricFacts } from './metrics/metric.js';
export { metricByName, metrics, type MetricName } from './metrics/metricByName.js';
export { precision } from './metrics/precision.js';
export { recall } from './metrics/recall.js';
export { rootMeanSquaredError } from './metrics/rootMeanSquaredError.js';
export { rSquared } from './metrics/rSquared.js';
export type { Examples as MetricExamples } from './metrics/rowMajorExamples.js';
