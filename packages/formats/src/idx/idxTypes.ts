import type { DType } from '@keepdims/ndarray';
import type { ElementType } from '../elementType.js';

/** The third byte of an IDX file: what its elements are. */
export const idxTypes = new Map<number, ElementType>([
  [0x08, 'uint8'],
  [0x09, 'int8'],
  [0x0b, 'int16'],
  [0x0c, 'int32'],
  [0x0d, 'float32'],
  [0x0e, 'float64'],
]);

/** The same for what is written. */
export const idxCodes: Readonly<Partial<Record<DType, number>>> = {
  uint8: 0x08,
  int32: 0x0c,
  float32: 0x0d,
  float64: 0x0e,
};
