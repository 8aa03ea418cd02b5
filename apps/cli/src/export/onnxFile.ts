import { tabularPreprocessing, toOnnx } from '@keepdims/onnx';
import type { ExportChoices } from './exportFormats.js';
import type { SavedModel } from '../run/savedModel.js';

/**
 * The model as an ONNX file. The graph scales numbers and, for a regression, gives the target in its own unit; its input has a column
 * for each feature, 0 or 1 for a category. Names, categories and medians, which a graph of numbers cannot hold, are JSON in the metadata.
 *
 * @param choices.dtype - float32 is what runtimes are made for, but a column whose numbers are large beside their spread, such as a longitude,
 *   loses digits in it.
 */
export function onnxFile(
  { net, params, preprocessing }: SavedModel,
  { dtype = 'float32' }: ExportChoices = {},
): Uint8Array {
  return toOnnx(net, params, { dtype, preprocessing: tabularPreprocessing(preprocessing.toJSON()) });
}
