/**
 * Loss functions: cost, gradient and stable from-logits form of each, one file a loss in `definitions`.
 */
export * from './generated.js';
export { definitions as losses, type DefinitionName as LossName } from './generated.js';
export { lossByName } from './lossByName.js';
export type {
  ClassIndicesR,
  ConfigurableLoss,
  Cost,
  CostFromLogits,
  ElementwiseCost,
  ElementwiseLoss,
  Examples,
  KnownCost,
  Loss,
  LossR,
  LossWithLogits,
  OutputDomain,
  SparseCost,
  SparseLoss,
  TargetDomain,
  TargetRows,
} from './loss.js';
export { requireOutputFits, type OutputActivation } from './requireOutputFits.js';
export { requireTargets } from './requireTargets.js';
export { targetsShape } from './targetsShape.js';
export { defineLoss, type LogitsFormulas, type LossDefinition } from './defineLoss.js';
export { defineConfigurableLoss, type ConfigurableLossDefinition } from './defineConfigurableLoss.js';
export type { ColumnValue, ElementFormulas } from './cost.js';
