import type { DType } from '@keepdims/ndarray';

/**
 * The types of elements that files hold and readers understand: how many bytes one takes in the file, and as what it is read: the nearest
 * element type that holds every value exactly. Where there is none ("wide"), the values decide: int32 if all of them fit it, else float64.
 */
export const elementTypes = {
  bool: { bytes: 1, dtype: 'bool' },
  uint8: { bytes: 1, dtype: 'uint8' },
  int8: { bytes: 1, dtype: 'int32' },
  uint16: { bytes: 2, dtype: 'int32' },
  int16: { bytes: 2, dtype: 'int32' },
  int32: { bytes: 4, dtype: 'int32' },
  uint32: { bytes: 4, dtype: 'wide' },
  int64: { bytes: 8, dtype: 'wide' },
  uint64: { bytes: 8, dtype: 'wide' },
  float16: { bytes: 2, dtype: 'float32' },
  bfloat16: { bytes: 2, dtype: 'float32' },
  float32: { bytes: 4, dtype: 'float32' },
  float64: { bytes: 8, dtype: 'float64' },
} as const satisfies Record<string, { bytes: number; dtype: DType | 'wide' }>;

/** The name of a type of elements in a file. */
export type ElementType = keyof typeof elementTypes;

/** The element types that writers take, which files have too. */
export const bytesPerElement = { bool: 1, uint8: 1, int32: 4, float32: 4, float64: 8 } as const satisfies Record<
  DType,
  number
>;

/** The most bytes that an element of a file takes in memory. */
export function bytesInMemory(type: ElementType): number {
  const { dtype } = elementTypes[type];
  return dtype === 'wide' ? 8 : bytesPerElement[dtype];
}
