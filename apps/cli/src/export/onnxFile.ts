import { tabularPreprocessing, toOnnx } from '@keepdims/onnx';
import type { SavedModel } from '../run/savedModel.js';

/**
 * The model as an ONNX file in float32. The graph scales numbers and, for a regression, gives the target in its own unit; its input has a column
 * for each feature, 0 or 1 for a category. Names, categories and medians, which a graph of numbers cannot hold, are JSON in the metadata.
 */
export function onnxFile({ net, params, preprocessing }: SavedModel): Uint8Array {
  return toOnnx(net, params, { preprocessing: tabularPreprocessing(preprocessing.toJSON()) });
}
