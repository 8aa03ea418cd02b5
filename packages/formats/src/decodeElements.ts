import * as np from '@keepdims/ndarray';
import type { DType, NDArray } from '@keepdims/ndarray';
import { copyReversed, machineIsLittleEndian } from './byteOrder.js';
import { bytesInMemory, elementTypes } from './elementType.js';
import type { ElementType } from './elementType.js';
import type { Source } from './source.js';

/** Elements as they lie in a file, one after another. */
export interface Elements {
  readonly type: ElementType;
  readonly count: number;
  /** Where the first byte is. The reader has checked that the file has them all. */
  readonly offset: number;
  readonly littleEndian: boolean;
}

type Values = Float64Array | Float32Array | Int32Array | Uint8Array;

/**
 * A copy of elements in a file, as an array of the element type that `elementTypes` names.
 *
 * @param shape - Has `count` elements. @param columnMajor - Whether the first axis varies fastest (Fortran's order). The array is then the
 *   transpose of one in row order, as in NumPy.
 * @throws FormatError if the array would take more than the file's allowance, or an integer is beyond ±(2⁵³ − 1).
 */
export function decodeElements(
  source: Source,
  elements: Elements,
  shape: readonly number[],
  columnMajor = false,
): NDArray {
  const { type, count, offset } = elements;
  source.elements.take(count * bytesInMemory(type), `the array of ${count} elements`, source, offset);
  const values = decode(source, elements);
  const dtype = type === 'bool' ? 'bool' : dtypeOf(values);
  if (!columnMajor || shape.length < 2) return np.asArray(values, { shape, dtype });
  const reversed: NDArray = np.asArray(values, { shape: shape.toReversed(), dtype });
  return np.transpose(reversed);
}

function dtypeOf(values: Values): DType {
  if (values instanceof Float64Array) return 'float64';
  if (values instanceof Float32Array) return 'float32';
  return values instanceof Int32Array ? 'int32' : 'uint8';
}

function decode(source: Source, elements: Elements): Values {
  const { type, count, offset, littleEndian } = elements;
  const { view } = source;
  const { bytes: width } = elementTypes[type];
  switch (type) {
    case 'bool':
      return fill(new Uint8Array(count), (i) => Number(view.getUint8(offset + i) !== 0));
    case 'uint8':
    case 'int32':
    case 'float32':
    case 'float64':
      return copyNative(source, elements);
    case 'int8':
      return fill(new Int32Array(count), (i) => view.getInt8(offset + i));
    case 'uint16':
      return fill(new Int32Array(count), (i) => view.getUint16(offset + width * i, littleEndian));
    case 'int16':
      return fill(new Int32Array(count), (i) => view.getInt16(offset + width * i, littleEndian));
    case 'float16':
      return fill(new Float32Array(count), (i) => float16(view.getUint16(offset + width * i, littleEndian)));
    case 'bfloat16': {
      // The upper half of a float32.
      const halves = fill(new Int32Array(count), (i) => view.getUint16(offset + width * i, littleEndian) << 16);
      return new Float32Array(halves.buffer);
    }
    case 'uint32':
    case 'int64':
    case 'uint64':
      return decodeWide(source, elements);
  }
}

/** In place, since the allowance counts one copy. */
function fill<T extends Values>(values: T, value: (i: number) => number): T {
  for (let i = 0; i < values.length; i++) values[i] = value(i);
  return values;
}

/** Elements that have the form of a typed array, apart perhaps from the order of their bytes. */
function copyNative(source: Source, { type, count, offset, littleEndian }: Elements): Values {
  const width = elementTypes[type].bytes;
  const bytes = source.bytes.subarray(offset, offset + count * width);
  const copied = new Uint8Array(bytes.length);
  if (width === 1 || littleEndian === machineIsLittleEndian()) copied.set(bytes);
  else copyReversed(bytes, copied, width);
  if (type === 'uint8') return copied;
  if (type === 'int32') return new Int32Array(copied.buffer);
  return type === 'float32' ? new Float32Array(copied.buffer) : new Float64Array(copied.buffer);
}

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** Integers that int32 may be too small for. */
function decodeWide(source: Source, { type, count, offset, littleEndian }: Elements): Values {
  const { view } = source;
  const width = elementTypes[type].bytes;
  const high = littleEndian ? 4 : 0;
  const low = 4 - high;
  const value = {
    uint32: (at: number) => view.getUint32(at, littleEndian),
    // Rounded where it is no safe integer, but never to one.
    int64: (at: number) => view.getInt32(at + high, littleEndian) * 2 ** 32 + view.getUint32(at + low, littleEndian),
    uint64: (at: number) => view.getUint32(at + high, littleEndian) * 2 ** 32 + view.getUint32(at + low, littleEndian),
  }[type as 'uint32' | 'int64' | 'uint64']; // `decode` sends no other
  let fitsInt32 = true;
  for (let i = 0; i < count; i++) {
    const x = value(offset + width * i);
    if (x === (x | 0)) continue;
    fitsInt32 = false;
    if (Number.isSafeInteger(x)) continue;
    const at = offset + width * i;
    const exact = type === 'int64' ? view.getBigInt64(at, littleEndian) : view.getBigUint64(at, littleEndian);
    throw source.error(
      at,
      `element ${i} of the ${type} array is ${exact}, which float64 may not hold exactly; integers are read up to ±(2**53 - 1). ` +
        'If rounding does no harm, save it as float64',
      'a safe integer',
    );
  }
  return fill(fitsInt32 ? new Int32Array(count) : new Float64Array(count), (i) => value(offset + width * i));
}
