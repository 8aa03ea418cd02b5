import { readIdx, readNpy, readNpz, readSafetensors } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Inspected, InspectedArray } from './inspected.js';
import { NumberMeter } from './numberStatistics.js';
import { idxType, npyType, npzTypes, safetensorsTypes } from './storedTypes.js';

/** The arrays of a file, none of which says more than arrays. */
export function arraysOnly(kind: string, description: string, arrays: readonly InspectedArray[]): Inspected {
  return { kind, description, facts: [], metadata: {}, arrays, columns: [] };
}

/** An npy file. @throws FormatError. */
export function inspectNpy(bytes: Uint8Array, name: string): Inspected {
  const array = inspectArray('array', readNpy(bytes, { name }), npyType(bytes));
  return arraysOnly('npy', 'an array of NumPy (npy)', [array]);
}

/** An npz file. @throws FormatError. */
export function inspectNpz(bytes: Uint8Array, name: string): Inspected {
  const arrays = Object.entries(readNpz(bytes, { name }));
  const types = npzTypes(bytes);
  return arraysOnly(
    'npz',
    'arrays of NumPy (npz)',
    arrays.map(([key, array]) => inspectArray(key, array, types.get(key))),
  );
}

/** An IDX file, unpacked. @throws FormatError. */
export function inspectIdx(bytes: Uint8Array, name: string): Inspected {
  const array = inspectArray('array', readIdx(bytes, { name }), idxType(bytes));
  return arraysOnly('idx', 'an array as MNIST has it (IDX)', [array]);
}

/** A safetensors file that keepdims knows no more of. @throws FormatError. */
export function inspectSafetensors(bytes: Uint8Array, name: string): Inspected {
  const { tensors, metadata } = readSafetensors(bytes, { name });
  const types = safetensorsTypes(bytes);
  return {
    kind: 'safetensors',
    description: 'tensors (safetensors)',
    facts: [],
    metadata,
    arrays: Object.entries(tensors).map(([key, tensor]) => inspectArray(key, tensor, types.get(key))),
    columns: [],
  };
}

/** @param dtype - As the file stores it; the array's own if undefined. */
export function inspectArray(name: string, array: NDArray, dtype?: string): InspectedArray {
  return {
    name,
    shape: array.shape,
    dtype: dtype ?? array.dtype,
    statistics: new NumberMeter().add(np.contiguousData(array)).statistics(),
  };
}
