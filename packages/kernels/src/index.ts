/** Compute on flat typed arrays: the `Kernels` interface and its implementations. Arrays for people are in `@keepdims/ndarray`. */
export { backend, configureKernels, kernels } from './backend.js';
export type { AllKernels, Backend, KernelSettings } from './backend.js';
export { allocate, dtypes } from './dtype.js';
export type { Data, DataByDType, DType } from './dtype.js';
export { lasting, Storage, withScope } from './heap/storage.js';
export type { ArgReduceName, BinaryName, Kernels, ReduceName, Strided, UnaryName } from './kernels.js';
export type { ActivationName, Floats, NetworkKernels } from './network.js';
export { reference } from './reference/index.js';
export { normalBelow, normalDensity } from './reference/normal.js';
