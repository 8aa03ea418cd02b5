/**
 * Activation functions: value, derivative and backward pass of each, one file a function in `definitions`.
 */
export * from './generated.js';
export { definitions as activations, type DefinitionName as ActivationName } from './generated.js';
export { activationByName } from './activationByName.js';
export type {
  Activation,
  ActivationKernel,
  ColumnwiseActivation,
  ConfigurableActivation,
  ElementwiseActivation,
} from './activation.js';
export { defineActivation, type ActivationDefinition } from './defineActivation.js';
