/**
 * Loss functions: cost, gradient and stable from-logits form of each, one file a loss in `definitions`.
 */
export * from './generated.js';
export { definitions as losses, type DefinitionName as LossName } from './generated.js';
export { lossByName } from './lossByName.js';
export type { Cost, CostFromLogits, Examples, KnownCost, Loss, LossR, LossWithLogits, TargetDomain } from './loss.js';
export { requireTargets } from './requireTargets.js';
export { defineLoss, type LogitsFormulas, type LossDefinition } from './defineLoss.js';
export type { ColumnValue, ElementFormulas } from './cost.js';
