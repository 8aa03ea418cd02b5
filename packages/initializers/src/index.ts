/**
 * How weights begin: one file a distribution in `definitions`, each called as `initializer([fanOut, fanIn], rng)`.
 */
export * from './generated.js';
export { definitions as initializers, type DefinitionName as InitializerName } from './generated.js';
export { initializerByName } from './initializerByName.js';
export type { ConfigurableInitializer, Fans, Initializer } from './initializer.js';
export { defineInitializer, type InitializerDefinition } from './defineInitializer.js';
