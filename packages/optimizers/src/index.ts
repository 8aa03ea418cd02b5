/**
 * Optimizers as pure pairs of functions, `init` and `update`: one file a rule in `definitions`.
 */
export * from './generated.js';
export { definitions as optimizers, type DefinitionName as OptimizerName } from './generated.js';
export { optimizerByName } from './optimizerByName.js';
export type { GradientsFor, KnownSteps, Optimizer, OptimizerFactory, OptimizerState } from './optimizer.js';
export { defineOptimizer, updatesInPlace, type OptimizerDefinition } from './defineOptimizer.js';
