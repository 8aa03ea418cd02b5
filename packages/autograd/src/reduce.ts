// Assertions: signatures state the shape and element type that ndarray's function of the same name gives, which computes the value.
/** Reductions: the value, its formula, and the derivative in the operand. */
import * as np from '@keepdims/ndarray';
import type { DType, FloatOf, NDArray, SumOf } from '@keepdims/ndarray';
import type { Along, Axis, Check, ReduceR } from '@keepdims/shapes';
import { normalizeAxes, reduceShape, sizeOf } from '@keepdims/shapes';
import { broadcastTo, flip, ravel, reshape, transpose } from './arrange.js';
import { where } from './choose.js';
import { divide, multiply, subtract } from './elementwise.js';
import type { Node } from './node.js';
import type { DTypeOf, Operand, Reduced, ReduceOptions, ShapeOf } from './operand.js';
import { arrayValue, scalar } from './operand.js';
import { operation, record, through } from './operation.js';

interface Plain {
  axis?: Axis;
  keepDims?: boolean;
  ddof?: number;
}

// The element type of a result: the operand's own, that of a sum, or a float.
interface ResultDType<D extends DType> {
  same: D;
  sum: SumOf<D>;
  float: FloatOf<D>;
}
type ResultKind = keyof ResultDType<DType>;

// A reduction over all axes, one, or a list.
export type ReduceFunction<Op extends string, R extends ResultKind, More = unknown> = <
  X extends Operand,
  const A extends Axis = null,
  const K extends boolean = false,
>(
  a: X,
  options?: ReduceOptions<X, A, K, Op> & More,
) => Reduced<X, A, K, Op, ResultDType<DTypeOf<X>>[R]>;

/** What a reduction's derivative works on: reduced axes are kept, with size 1, so that all broadcasts against `a`. */
interface Kept {
  readonly d: Node;
  readonly out: Node;
  readonly a: Node;
  readonly axes: readonly number[];
  /** How many elements went into each. */
  readonly count: number;
  readonly options: Plain;
}

/** A reduction by ndarray's function; `rule` gives what broadcasts to a's shape. */
function reduction<Op extends string, R extends ResultKind, More = unknown>(
  name: Op,
  compute: unknown,
  text: string,
  rule: (kept: Kept) => Node,
): ReduceFunction<Op, R, More> {
  const f = (operand: Operand, options: Plain = {}): Node => {
    const array = arrayValue(name, 'a', operand);
    const reduced = (compute as (a: NDArray, options: Plain) => NDArray | number)(array, options);
    const value = typeof reduced === 'number' ? scalar(reduced, resultDType(name, array.dtype)) : reduced;
    const axes = normalizeAxes(name, array.shape, options.axis);
    const derivative = through(text, (d, out, [a = d]) => {
      const kept = (x: Node): Node => reshape<Node, readonly number[]>(x, reduceShape(a.shape, axes, true));
      const count = sizeOf(axes.map((axis) => a.shape[axis] as number));
      return broadcastTo<Node, readonly number[]>(
        rule({ d: kept(d), out: kept(out), a, axes, count, options }),
        a.shape,
      );
    });
    const how = (labels: readonly string[]): string => `${name}(${labels[0] ?? ''}${showOptions(options)})`;
    return record(value, operation(name, [derivative], how), [operand]);
  };
  return f as unknown as ReduceFunction<Op, R, More>;
}

/** The element type of a full reduction, of which ndarray gives a plain number. */
function resultDType(name: string, dtype: DType): DType {
  if (dtype === 'float32' || dtype === 'float64') return dtype;
  return name === 'sum' || name === 'prod' || name === 'min' || name === 'max' ? 'int32' : 'float64';
}

/** Options as a formula shows them: `, axis 1`. */
function showOptions({ axis = null, ddof = 0 }: Plain): string {
  const along = axis === null ? '' : typeof axis === 'number' ? `, axis ${axis}` : `, axes ${axis.join(', ')}`;
  return ddof === 0 ? along : `${along}, ddof ${ddof}`;
}

/** x, with 1 instead of 0: for quotients whose numerator is 0 there too, and shall give 0. */
const nonZero = (x: Node): Node => where(np.equal(x.value, 0), 1, x);

/**
 * Sum of the elements: of all, or along axes.
 *
 * @param options.axis - One axis, a list, or null for all. Default null.
 * @param options.keepDims - Keep reduced axes with size 1. Default false.
 * @returns A node; of rank 0 over all axes.
 * @throws ShapeError if an axis is out of range. TypeError if a is no node, array or number.
 * @example sum(variable(np.array([1, 2, 3]))).item() // 6
 */
export const sum: ReduceFunction<'sum', 'sum'> = /* @__PURE__ */ reduction<'sum', 'sum'>(
  'sum',
  np.sum,
  '{d}, for every element summed',
  ({ d }) => d,
);

/**
 * Mean of the elements: of all, or along axes. Options, result and errors as `sum`.
 *
 * @example mean(variable(np.array([1, 2, 3]))).item() // 2
 */
export const mean: ReduceFunction<'mean', 'float'> = /* @__PURE__ */ reduction<'mean', 'float'>(
  'mean',
  np.mean,
  '{d} / n, for each of the n elements',
  ({ d, count }) => divide<Node, number>(d, count),
);

/**
 * Product of the elements: of all, or along axes. Options, result and errors as `sum`. The derivative is right where elements are 0 too.
 *
 * @example prod(variable(np.array([2, 3, 4]))).item() // 24
 */
export const prod: ReduceFunction<'prod', 'sum'> = /* @__PURE__ */ reduction<'prod', 'sum'>(
  'prod',
  np.prod,
  '{d} times the product of the other elements',
  ({ d, out, a, axes }) => multiply<Node, Node>(d, others(out, a, axes)),
);

/** For each element the product of the others that are multiplied with it. */
function others(out: Node, a: Node, axes: readonly number[]): Node {
  if (np.all(out.value) === true) return divide<Node, Node>(out, a);
  // An element is 0, so there is no dividing by it: put the n elements of a product on axis 2, n times over, without the i-th in copy i.
  const rest = a.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...rest, ...axes];
  const ordered = transpose<Node, readonly number[]>(a, order);
  const n = sizeOf(axes.map((axis) => a.shape[axis] as number));
  const copies = reshape<Node, readonly number[]>(ordered, [sizeOf(rest.map((axis) => a.shape[axis] as number)), 1, n]);
  const without = where<NDArray, number, Node>(np.eye(n).astype('bool'), 1, copies);
  const products = prod<Node, number>(without, { axis: 2 });
  const back = order.map((_, axis) => order.indexOf(axis));
  return transpose<Node, readonly number[]>(reshape<Node, readonly number[]>(products, ordered.shape), back);
}

/** The derivative of `min` and `max` goes to the chosen element; equal ones share it evenly. */
function toChosen({ d, out, a, axes }: Kept): Node {
  const chosen = np.equal<NDArray, NDArray>(a.value, out.value).astype(a.dtype);
  const ties = np.sum<NDArray, readonly number[], true>(chosen, { axis: axes, keepDims: true });
  return multiply<Node, NDArray>(d, np.divide<NDArray, NDArray>(chosen, ties));
}

/**
 * Smallest element: of all, or along axes. Options and errors as `sum`. Equal smallest elements share the derivative evenly.
 *
 * @throws ShapeError if there is nothing to choose from.
 * @example min(variable(np.array([3, 1, 2]))).item() // 1
 */
export const min: ReduceFunction<'min', 'same'> = /* @__PURE__ */ reduction<'min', 'same'>(
  'min',
  np.min,
  '{d}, for the smallest element',
  toChosen,
);

/**
 * Largest element: of all, or along axes. Options and errors as `min`.
 *
 * @example max(variable(np.array([3, 1, 2]))).item() // 3
 */
export const max: ReduceFunction<'max', 'same'> = /* @__PURE__ */ reduction<'max', 'same'>(
  'max',
  np.max,
  '{d}, for the largest element',
  toChosen,
);

/** The distance of each element from the mean of those that it is reduced with. */
const fromMean = ({ a, axes }: Kept): Node =>
  subtract<Node, Node>(a, mean<Node, readonly number[], true>(a, { axis: axes, keepDims: true }));

/**
 * Variance: the mean squared distance from the mean. Options, result and errors as `sum`.
 *
 * @param options.ddof - Taken off the count that is divided by; 1 gives the unbiased estimate. Default 0.
 * @example variance(variable(np.array([1, 2, 3, 4]))).item() // 1.25
 */
export const variance: ReduceFunction<'variance', 'float', { ddof?: number }> = /* @__PURE__ */ reduction<
  'variance',
  'float',
  { ddof?: number }
>('variance', np.variance, '{d} * 2 ({0} - mean) / n', (kept) => {
  const divisor = Math.max(0, kept.count - (kept.options.ddof ?? 0));
  return multiply<Node, Node>(kept.d, multiply<Node, number>(fromMean(kept), 2 / divisor));
});

/**
 * Standard deviation: the square root of `variance`. Options, result and errors as there. Where it is 0, so is the derivative.
 *
 * @example std(variable(np.array([1, 3]))).item() // 1
 */
export const std: ReduceFunction<'std', 'float', { ddof?: number }> = /* @__PURE__ */ reduction<
  'std',
  'float',
  { ddof?: number }
>('std', np.std, '{d} * ({0} - mean) / (n {out})', (kept) => {
  const divisor = Math.max(0, kept.count - (kept.options.ddof ?? 0));
  return multiply<Node, Node>(
    kept.d,
    divide<Node, Node>(fromMean(kept), multiply<Node, number>(nonZero(kept.out), divisor)),
  );
});

/**
 * Euclidean norm: the square root of the sum of squares. Options, result and errors as `sum`. Where it is 0, so is the derivative.
 *
 * @example norm(variable(np.array([3, 4]))).item() // 5
 */
export const norm: ReduceFunction<'norm', 'float'> = /* @__PURE__ */ reduction<'norm', 'float'>(
  'norm',
  np.norm,
  '{d} * {0} / {out}',
  ({ d, out, a }) => multiply<Node, Node>(d, divide<Node, Node>(a, nonZero(out))),
);

/**
 * Running sums along an axis.
 *
 * @param options.axis - One axis, or null to run over all elements in row order. Default null.
 * @returns a's shape, or [size] over all elements.
 * @throws ShapeError if the axis is out of range. TypeError if a is no node, array or number.
 * @example cumsum(variable(np.array([1, 2, 3]))).value // [1, 3, 6]
 */
export function cumsum<X extends Operand, const A extends number | null = null>(
  a: X,
  options: { axis?: Check<ReduceR<ShapeOf<X>, A, false, 'cumsum'>, A> } = {},
): Node<Along<ShapeOf<X>, A>, SumOf<DTypeOf<X>>> {
  const { axis = null } = options as { axis?: number | null };
  if (axis === null && arrayValue('cumsum', 'a', a).ndim !== 1) {
    const flat: Node = ravel<X>(a);
    return cumsum<Node, number>(flat, { axis: 0 }) as never;
  }
  const along = axis ?? 0;
  const value = np.cumsum<NDArray, number>(arrayValue('cumsum', 'a', a), { axis: along });
  const derivative = through('the sums of {d} from each element on', (d) => {
    const reversed = cumsum<Node, number>(flip(d, { axis: along }), { axis: along });
    return flip(reversed as Node, { axis: along });
  });
  return record(value, operation('cumsum', [derivative]), [a]) as never;
}
