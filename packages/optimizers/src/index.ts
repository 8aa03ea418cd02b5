/**
 * Optimizers as pure pairs of functions, `init` and `update`: one file a rule in `definitions`; and schedules of the learning rate.
 */
export * from './generated.js';
export { definitions as optimizers, type DefinitionName as OptimizerName } from './generated.js';
export { optimizerByName } from './optimizerByName.js';
export type {
  GradientOption,
  GradientsFor,
  KnownSteps,
  Optimizer,
  OptimizerFactory,
  OptimizerState,
  UpdateOptions,
} from './optimizer.js';
export { defineOptimizer, updatesInPlace, type OptimizerDefinition } from './defineOptimizer.js';
export { clipGradients, type Clip } from './clipGradients.js';
export { defineSchedule } from './defineSchedule.js';
export * from './schedules/index.js';
export { scheduleByName } from './scheduleByName.js';
export type { Schedule, ScheduleJSON } from './schedule.js';
