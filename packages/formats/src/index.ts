/**
 * Array files, read from bytes and written to bytes: npy, npz, safetensors, IDX. Nothing in a file is executed, and what it declares is
 * checked before memory is taken for it. Fetching and saving bytes is left to the program.
 */
export { FormatError } from '@keepdims/shapes';
export type { FormatErrorDetails } from '@keepdims/shapes';
export { readIdx } from './idx/readIdx.js';
export { writeIdx } from './idx/writeIdx.js';
export type { WriteIdxOptions } from './idx/writeIdx.js';
export { readNpy } from './npy/readNpy.js';
export { writeNpy } from './npy/writeNpy.js';
export { readNpz } from './npz/readNpz.js';
export { writeNpz } from './npz/writeNpz.js';
export type { WriteNpzOptions } from './npz/writeNpz.js';
export { readSafetensors } from './safetensors/readSafetensors.js';
export type { Safetensors } from './safetensors/readSafetensors.js';
export { writeSafetensors } from './safetensors/writeSafetensors.js';
export type { WriteSafetensorsOptions } from './safetensors/writeSafetensors.js';
export { crc32 } from './zip/crc32.js';
export type { ReadOptions } from './source.js';
