import { writeNpz, writeSafetensors } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { SavedModel } from '../run/savedModel.js';
import { architecture, parameterArrays, scalingArrays } from './modelArrays.js';

/**
 * The model as a safetensors file: the parameters as tensors; in the metadata `format`, `version`, and as JSON `network` (the layers) and
 * `preprocessing` (what `tabularFromJSON` reads).
 */
export function safetensorsFile(model: SavedModel): Uint8Array {
  return writeSafetensors(parameterArrays(model), {
    metadata: {
      format: 'keepdims-model',
      version: '1',
      network: JSON.stringify(architecture(model)),
      preprocessing: JSON.stringify(model.preprocessing),
    },
  });
}

/**
 * The model as an npz file: the parameters and the scaling as arrays of numbers. Names and categories are texts, which such a file has no place
 * for: `network` and `preprocessing` are the bytes (uint8) of their JSON.
 */
export function npzFile(model: SavedModel): Uint8Array {
  return writeNpz({
    ...parameterArrays(model),
    ...scalingArrays(model.preprocessing),
    network: bytesOf(architecture(model)),
    preprocessing: bytesOf(model.preprocessing),
  });
}

function bytesOf(json: object): NDArray {
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  return np.asArray(bytes, { shape: [bytes.length] });
}
