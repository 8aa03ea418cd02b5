/** The element types, by increasing generality. */
export type DType = 'bool' | 'uint8' | 'int32' | 'float32' | 'float64';

/** The typed array that holds each element type; a bool is a byte, 0 or 1. */
export interface DataByDType {
  bool: Uint8Array;
  uint8: Uint8Array;
  int32: Int32Array;
  float32: Float32Array;
  float64: Float64Array;
}

/** Any of the typed arrays. */
export type Data = DataByDType[DType];

/** All element types, by increasing generality. */
export const dtypes: readonly DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];

/** The kinds of typed array. */
export const constructors: {
  [D in DType]: {
    new (length: number): DataByDType[D];
    new (buffer: ArrayBuffer, byteOffset: number, length: number): DataByDType[D];
  };
} = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};

/**
 * A zeroed typed array.
 *
 * @example allocate('float32', 6) // new Float32Array(6)
 */
export function allocate<D extends DType>(dtype: D, length: number): DataByDType[D] {
  return new constructors[dtype](length);
}
