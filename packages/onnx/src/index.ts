/**
 * ONNX models: dense networks written for onnxruntime and other tools, and read from PyTorch, scikit-learn and others. The schema's code in
 * `generated` is made from `proto/onnx.proto` by `npm run generate:proto`.
 */
export { FormatError } from '@keepdims/shapes';
export type { FormatErrorDetails } from '@keepdims/shapes';
export { fromOnnx } from './import/fromOnnx.js';
export type { FromOnnxOptions, OnnxNetwork } from './import/fromOnnx.js';
export { toOnnx } from './export/toOnnx.js';
export type { ToOnnxOptions } from './export/toOnnx.js';
export type { Preprocessing, Scaling } from './scaling.js';
export { tabularPreprocessing } from './tabularPreprocessing.js';
export type { TabularData } from './tabularPreprocessing.js';
