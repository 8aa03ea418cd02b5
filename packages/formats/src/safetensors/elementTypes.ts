import type { DType } from '@keepdims/ndarray';
import type { ElementType } from '../elementType.js';

/** The names that the format has for types of elements, with what they are. */
export const safetensorsTypes: Readonly<Record<string, ElementType>> = {
  BOOL: 'bool',
  U8: 'uint8',
  I8: 'int8',
  U16: 'uint16',
  I16: 'int16',
  I32: 'int32',
  U32: 'uint32',
  I64: 'int64',
  U64: 'uint64',
  F16: 'float16',
  BF16: 'bfloat16',
  F32: 'float32',
  F64: 'float64',
};

/** What an element type is called when it is written. */
export const safetensorsNames = {
  bool: 'BOOL',
  uint8: 'U8',
  int32: 'I32',
  float32: 'F32',
  float64: 'F64',
} as const satisfies Record<DType, string>;
