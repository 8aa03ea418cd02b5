/**
 * Random numbers with the same bits as NumPy.
 */
export { RandomState, randomState } from './randomState.js';
export type { ChoiceOptions } from './choose.js';
export type { RandomStateSnapshot } from './randomStateSnapshot.js';
export type { Rng } from './rng.js';
export type { Size, SizeShape } from './size.js';
