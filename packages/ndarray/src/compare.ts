/** Whole arrays against each other. */
import { sameShape } from '@keepdims/shapes';
import type { NDArray } from './ndarray.js';
import { broadcastOperands, checkArray, checkOperand, create, flat, requireArray, stretch } from './operand.js';
import type { Operand } from './operand.js';
import { kernels } from '@keepdims/kernels';

/**
 * True when shapes are equal and all elements too. NaN equals nothing.
 *
 * @example arrayEqual(array([1, 2]), array([1, 2])) // true
 */
export function arrayEqual(a: NDArray, b: NDArray): boolean {
  checkArray('arrayEqual', a);
  requireArray('arrayEqual', 'b', b);
  if (!sameShape(a.shape, b.shape)) return false;
  const same = create([...a.shape], 'bool');
  kernels().binary('equal', a.shape, flat(a), flat(b), flat(same));
  return same.storage.elements.every((x) => x === 1);
}

/**
 * True when all elements are close: |a − b| ≤ atol + rtol · |b|. Shapes broadcast.
 *
 * @param options.rtol - Relative tolerance. Default 1e-5. @param options.atol - Absolute tolerance. Default 1e-8.
 * @param options.equalNaN - Whether NaN is close to NaN. Default false.
 * @throws ShapeError if the shapes don't broadcast.
 * @example allClose(array([1, 2]), array([1, 2.00001])) // true
 */
export function allClose(
  a: Operand,
  b: Operand,
  options: { rtol?: number; atol?: number; equalNaN?: boolean } = {},
): boolean {
  checkOperand('allClose', 'a', a);
  checkOperand('allClose', 'b', b);
  const { rtol = 1e-5, atol = 1e-8, equalNaN = false } = options;
  const shape = broadcastOperands('allClose', a, b);
  const left = create(shape, 'float64');
  const right = create(shape, 'float64');
  kernels().copy(shape, stretch(a, shape, 'float64'), flat(left), false);
  kernels().copy(shape, stretch(b, shape, 'float64'), flat(right), false);
  const others = right.storage.elements;
  return left.storage.elements.every((x, i) => {
    const y = others[i] as number; // both have `shape`
    if (x === y) return true;
    if (x !== x || y !== y) return equalNaN && x !== x && y !== y;
    return Number.isFinite(y) && Math.abs(x - y) <= atol + rtol * Math.abs(y);
  });
}
