/**
 * Random numbers with the same bits as NumPy.
 */
export { Generator, defaultRng } from './generator.js';
export { RandomState, randomState } from './randomState.js';
export { SeedSequence } from './seedSequence.js';
export type { IntegersOptions } from './generator.js';
export type { GeneratorSnapshot, SeedSequenceSnapshot } from './generatorSnapshot.js';
export type { Seed, SeedSequenceOptions } from './seedSequence.js';
export type { ChoiceOptions } from './choose.js';
export type { RandomStateSnapshot } from './randomStateSnapshot.js';
export type { Rng } from './rng.js';
export type { Size, SizeShape } from './size.js';
