import { dtypes } from '@keepdims/kernels';
import type { DType } from '@keepdims/kernels';

/** An element type that doesn't fit an operation or a value. The message says which would. */
export class DTypeError extends Error {
  override readonly name = 'DTypeError';
}

// Where a column of `promotion` stands.
const column = { bool: 0, uint8: 1, int32: 2, float32: 3, float64: 4 } as const;

// NumPy's promotion: the element type of a result, by those of the operands. docs/dtypes.md shows it, and a test compares.
// int32 with float32 gives float64, since float32 can't hold every int32.
// See https://numpy.org/doc/stable/reference/arrays.promotion.html
// prettier-ignore
const promotion = {
  bool:    ['bool',    'uint8',   'int32',   'float32', 'float64'],
  uint8:   ['uint8',   'uint8',   'int32',   'float32', 'float64'],
  int32:   ['int32',   'int32',   'int32',   'float64', 'float64'],
  float32: ['float32', 'float32', 'float64', 'float32', 'float64'],
  float64: ['float64', 'float64', 'float64', 'float64', 'float64'],
} as const satisfies Record<DType, readonly DType[]>;

/** The element type of a result of two arrays. */
export type Promote<A extends DType, B extends DType> = (typeof promotion)[A][(typeof column)[B]];

// The element type of an array combined with a plain number: a number doesn't promote, but a fraction makes integers float64.
export type PromoteNumber<D extends DType, N extends number> = D extends 'float32' | 'float64'
  ? D
  : number extends N
    ? (D extends 'bool' ? 'int32' : D) | 'float64'
    : `${N}` extends `${string}.${string}` | `${string}e-${string}`
      ? 'float64'
      : D extends 'bool'
        ? 'int32'
        : D;

/** The element type of a function with real values: floats keep theirs, all else becomes float64. */
export type FloatOf<D extends DType> = D extends 'float32' ? 'float32' : 'float64';

/** The element type of a sum: bool and uint8 count in int32. */
export type SumOf<D extends DType> = D extends 'bool' | 'uint8' ? 'int32' : D;

// The element type of a result, by kind: as the operand's, of a sum, a float, or a type of its own.
export interface ResultDType<D extends DType> {
  same: D;
  sum: SumOf<D>;
  float: FloatOf<D>;
  bool: 'bool';
  int32: 'int32';
}

export type ResultKind = keyof ResultDType<DType>;

/** The value of one element. */
export type ValueOf<D extends DType> = D extends 'bool' ? boolean : number;

/** The element type of a result of two arrays. @internal */
export function promote(a: DType, b: DType): DType {
  return promotion[a][column[b]];
}

/**
 * The element type of an array combined with a plain number.
 *
 * @throws DTypeError if the array is of integers and the number is an integer that its type can't hold.
 * @internal
 */
export function promoteNumber(operation: string, dtype: DType, value: number, parameters = 'a, b'): DType {
  if (isFloat(dtype)) return dtype;
  if (!Number.isInteger(value)) return 'float64';
  const wide = dtype === 'bool' ? 'int32' : dtype;
  const [low, high] = wide === 'uint8' ? [0, 255] : [-(2 ** 31), 2 ** 31 - 1];
  if (value < low || value > high) {
    throw new DTypeError(
      `${operation}(${parameters}): ${value} is out of range for ${wide} (${low} to ${high}). Convert first: a.astype('float64').`,
    );
  }
  return wide;
}

/** The element type of a function with real values. @internal */
export function floatOf<D extends DType>(dtype: D): FloatOf<D> {
  return (dtype === 'float32' ? 'float32' : 'float64') as FloatOf<D>; // the same rule as the type
}

/** @internal */
export function isFloat(dtype: DType): dtype is 'float32' | 'float64' {
  return dtype === 'float32' || dtype === 'float64';
}

/**
 * Refuse what isn't an element type; JavaScript callers have no compiler to do it.
 *
 * @throws DTypeError naming the operation and the value.
 * @internal
 */
export function checkDType<D extends DType>(operation: string, dtype: D): D {
  if (dtypes.includes(dtype)) return dtype;
  throw new DTypeError(
    `${operation}: there is no element type '${String(dtype)}'. The element types are ${dtypes.join(', ')}.`,
  );
}
