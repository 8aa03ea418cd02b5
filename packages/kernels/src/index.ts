/** Compute on flat typed arrays: the `Kernels` interface and its implementations. Arrays for people are in `@keepdims/ndarray`. */
export { allocate, dtypes } from './dtype.js';
export type { Data, DataByDType, DType } from './dtype.js';
export type { ArgReduceName, BinaryName, Kernels, ReduceName, Strided, UnaryName } from './kernels.js';
export { reference } from './reference/index.js';
