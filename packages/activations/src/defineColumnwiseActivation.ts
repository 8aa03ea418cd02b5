import { contiguousData, requireArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, sizeOf } from '@keepdims/shapes';
import type { ColumnwiseActivation } from './activation.js';
import { requireSameShapes } from './requireSameShapes.js';

/** What makes a column-wise activation. The functions change their last argument in place: `rows` rows of `columns` numbers. */
export interface ColumnwiseActivationDefinition {
  readonly name: string;
  readonly kernel?: ColumnwiseActivation['kernel'];
  readonly range: readonly [low: number, high: number];
  /** Replace each column of Z by its activation. */
  readonly value: (rows: number, columns: number, Z: Numbers) => void;
  /** Replace each column of dA by the derivative in Z, given A. */
  readonly vjp: (rows: number, columns: number, A: Readonly<Numbers>, dA: Numbers) => void;
  readonly knownColumns: ColumnwiseActivation['knownColumns'];
  readonly reference: string;
}

/** Row-major numbers. */
export type Numbers = Float64Array | Float32Array;

/**
 * Make a column-wise activation (axis 0: one example a column) from its formulas.
 *
 * @param definition - Value and vector-Jacobian product on row-major numbers, known columns, reference.
 * @returns The activation, for arrays of rank 1 (one column) or more.
 */
export function defineColumnwiseActivation(definition: ColumnwiseActivationDefinition): ColumnwiseActivation {
  const { name, kernel, range, value, vjp, knownColumns, reference } = definition;

  const apply = (Z: NDArray): NDArray => {
    requireArray(`${name}(Z)`, 'Z', Z);
    const [rows, columns] = rowsAndColumns(`${name}(Z)`, Z);
    const A = Z.astype(floatDType(Z));
    value(rows, columns, contiguousData(A));
    return A;
  };
  const backward = (Z: NDArray, A: NDArray, dA: NDArray): NDArray => {
    const operation = `${name}.vjp(Z, A, dA)`;
    requireSameShapes(operation, { Z, A, dA });
    const [rows, columns] = rowsAndColumns(operation, Z);
    const dZ = dA.astype(floatDType(A));
    vjp(rows, columns, contiguousData(A.astype(floatDType(A))), contiguousData(dZ));
    return dZ;
  };
  const facts = {
    kind: 'columnwise',
    options: {},
    kernel,
    range,
    knownColumns,
    reference,
    vjp: backward,
    derivative: (Z: NDArray, dA: NDArray): NDArray => {
      requireSameShapes(`${name}.derivative(Z, dA)`, { Z, dA });
      return backward(Z, apply(Z), dA);
    },
  };
  Object.defineProperty(apply, 'name', { value: name, enumerable: true });
  // The interface says in types what these functions keep at run time: shape and float dtype.
  return Object.freeze(Object.assign(apply, facts)) as unknown as ColumnwiseActivation;
}

/** The dtype of a result; `astype` gives contiguous row-major copies, which the formulas may change. */
function floatDType(a: NDArray): 'float64' | 'float32' {
  return a.dtype === 'float32' ? 'float32' : 'float64';
}

/** Axis 0, and all others together. */
function rowsAndColumns(operation: string, Z: NDArray): [rows: number, columns: number] {
  const [rows, ...others] = Z.shape;
  if (rows === undefined) {
    throw new ShapeError(`${operation}: works down the columns (axis 0), but Z has shape [] and so no axis.`);
  }
  return [rows, sizeOf(others)];
}
