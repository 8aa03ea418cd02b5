import { asArray, contiguousData, empty, isNDArray, reshape, take } from '@keepdims/ndarray';
import type { NDArray, ValueOf } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { Check, Shape, Show } from '@keepdims/shapes';
import { pickWithProbabilities, validProbabilities } from './choose.js';
import type { ChoiceOptions } from './choose.js';
import { describe } from './describe.js';
import { int32End } from './integerRange.js';
import type { IntegerRange } from './integerRange.js';
import type { Rng } from './rng.js';
import { shuffleList, shuffleRows } from './shuffleInPlace.js';
import { planSize } from './size.js';
import type { Plan, Size, SizeShape } from './size.js';

/** The rule that something must have rows, as a compile-time check. */
type RowsR<S extends Shape, Operation extends string> = S extends readonly []
  ? `${Operation}: an array of rank 0 has no rows`
  : [S];

/** The rule that `choice` picks from rank 1, as a compile-time check. */
type VectorR<S extends Shape> = number extends S['length']
  ? [S]
  : S['length'] extends 1
    ? [S]
    : `choice: a must have rank 1, but has shape ${Show<S>}`;

/**
 * The draws that `RandomState` and `Generator` have in common, made of the three numbers that tell them apart: a double, a normal and a
 * bounded integer.
 */
export abstract class Draws implements Rng {
  /** Uniform in [0, 1). */
  protected abstract nextDouble(): number;
  /** Normal with mean 0 and standard deviation 1. */
  protected abstract nextNormal(): number;
  /** A uniform integer in [0, max], max in [0, 2^32). For 0 nothing is drawn. */
  protected abstract nextAtMost(max: number): number;
  /** As `nextAtMost`, for the places that a shuffle swaps. */
  protected abstract nextPlace(max: number): number;
  /** `count` different integers of 0 … n − 1, all alike, 0 <= count <= n. */
  protected abstract pickDifferent(n: number, count: number): Int32Array;

  /**
   * Uniform in [0, 1).
   *
   * @param size - A count, or a shape. Without it the draw is one number.
   * @returns float64 of that size, or a number.
   * @throws ShapeError if a size is negative or fractional.
   * @example
   * randomState(0).random() // 0.5488135039273248
   * defaultRng(0).random() // 0.6369616873214543
   */
  random(): number;
  random<const S extends Size>(size: S): NDArray<SizeShape<S>, 'float64'>;
  random(size?: Size): number | NDArray<number[], 'float64'> {
    return this.uniforms('random(size)', size);
  }

  /**
   * Normal with mean 0 and standard deviation 1.
   *
   * @param size - A count, or a shape. Without it the draw is one number.
   * @returns float64 of that size, or a number.
   * @throws ShapeError if a size is negative or fractional.
   * @example
   * randomState(1).standardNormal([3, 4]).at(0, 0) // 1.6243453636632417
   * defaultRng(0).standardNormal([3, 4]).at(0, 0) // 0.1257302210933933
   */
  standardNormal(): number;
  standardNormal<const S extends Size>(size: S): NDArray<SizeShape<S>, 'float64'>;
  standardNormal(size?: Size): number | NDArray<number[], 'float64'> {
    return this.normals('standardNormal(size)', size);
  }

  /**
   * Uniform in [low, high): low + (high − low) · u with u from `random`.
   *
   * @param low - Default 0. For a `RandomState` it may lie above `high`, for a `Generator` it may not, as in NumPy.
   * @param high - Default 1. Rounding can give `high` itself.
   * @param size - A count, or a shape. Without it the draw is one number.
   * @returns float64 of that size, or a number.
   * @throws RangeError if a bound or their difference is out of range. ShapeError if a size is negative or fractional.
   * @example
   * randomState(0).uniform(-1, 1) // 0.0976270078546495
   * defaultRng(0).uniform(-1, 1) // 0.2739233746429086
   */
  uniform(low?: number, high?: number): number;
  uniform<const S extends Size>(low: number, high: number, size: S): NDArray<SizeShape<S>, 'float64'>;
  uniform(low = 0, high = 1, size?: Size): number | NDArray<number[], 'float64'> {
    const operation = 'uniform(low, high, size)';
    this.validBounds(operation, low, high);
    return this.uniforms(operation, size, low, high - low);
  }

  /**
   * Normal: mean + std · g with g from `standardNormal`.
   *
   * @param mean - Finite, in the unit of the result. Default 0.
   * @param std - Standard deviation, finite, 0 or more, same unit. Default 1.
   * @param size - A count, or a shape. Without it the draw is one number.
   * @returns float64 of that size, or a number.
   * @throws RangeError if mean or std is out of range. ShapeError if a size is negative or fractional.
   * @example
   * randomState(1).normal(10, 2) // 13.248690727326483
   * defaultRng(0).normal(10, 2) // 10.251460442186787
   */
  normal(mean?: number, std?: number): number;
  normal<const S extends Size>(mean: number, std: number, size: S): NDArray<SizeShape<S>, 'float64'>;
  normal(mean = 0, std = 1, size?: Size): number | NDArray<number[], 'float64'> {
    const operation = 'normal(mean, std, size)';
    if (!Number.isFinite(mean))
      throw new RangeError(`${operation}: mean must be a finite number, but is ${describe(mean)}.`);
    if (!Number.isFinite(std) || std < 0) {
      throw new RangeError(`${operation}: std must be a finite number, 0 or more, but is ${describe(std)}.`);
    }
    return this.normals(operation, size, mean, std);
  }

  /**
   * The integers 0 … n − 1 in random order, or a copy of an array with its rows (entries along axis 0) in random order.
   *
   * @param n - How many integers, or the array: rank 1 or more.
   * @returns int32 of shape [n], or an array of the given shape and dtype.
   * @throws RangeError if n is negative, fractional or above 2^31. ShapeError if the array has rank 0. TypeError if it is neither.
   * @example
   * randomState(0).permutation(5).toArray() // [2, 0, 1, 3, 4]
   * defaultRng(0).permutation(5).toArray() // [2, 4, 3, 0, 1]
   */
  permutation<const N extends number>(n: N): NDArray<[N], 'int32'>;
  permutation<X extends NDArray>(array: Check<RowsR<X['shape'], 'permutation'>, X>): NDArray<X['shape'], X['dtype']>;
  permutation(source: number | NDArray): NDArray {
    if (typeof source === 'number') {
      validCount(source, 'permutation(n)', 'n');
      return integers(this.shuffledIndices(source), [source]);
    }
    if (!isNDArray(source)) {
      throw new TypeError(
        `permutation(n): n is an integer or an NDArray, but got ${describe(source)}. np.array(list) makes an NDArray of a list.`,
      );
    }
    const rows = rowsOf(source, 'permutation(array)');
    return take(source, integers(this.shuffledIndices(rows), [rows]), { axis: 0 });
  }

  /**
   * Put a list, or the rows of an array (its entries along axis 0), in random order, in place.
   *
   * @param items - A JavaScript array of anything, or an NDArray of rank 1 or more; a view changes the array it looks at.
   * @throws ShapeError if the array has rank 0. TypeError if it is neither.
   * @example
   * const names = ['a', 'b', 'c'];
   * defaultRng(0).shuffle(names); names // ['c', 'a', 'b']
   */
  shuffle<X extends NDArray>(items: Check<RowsR<X['shape'], 'shuffle'>, X>): void;
  shuffle(items: unknown[]): void;
  shuffle(items: unknown[] | NDArray): void {
    const draw = (max: number): number => this.nextPlace(max);
    if (Array.isArray(items)) {
      shuffleList(items, draw);
    } else if (isNDArray(items)) {
      rowsOf(items, 'shuffle(array)');
      shuffleRows(items, draw);
    } else {
      throw new TypeError(`shuffle(items): items is an array or an NDArray, but got ${describe(items)}.`);
    }
  }

  /**
   * Pick entries at random.
   *
   * @param a - Rank 1: pick from its elements. A number n: pick from the integers 0 … n − 1.
   * @param size - A count, or a shape. Without it one entry is picked.
   * @param options.replace - May an entry be picked twice? Default true.
   * @param options.p - Probability of each entry: as many numbers as entries, 0 or more, adding up to 1. Default: all alike.
   * @returns An array of that size and a's dtype (int32 for a number), or one element.
   * @throws ShapeError if a isn't rank 1, p doesn't have one number an entry, or a size is negative or fractional. RangeError if n is out of range,
   * there are fewer entries than are asked without replacement, or p isn't a distribution. TypeError if a is neither.
   * @example
   * randomState(0).choice(5, 3, { replace: false }).toArray() // [2, 0, 1]
   * defaultRng(0).choice(5, 3, { replace: false }).toArray() // [3, 4, 2]
   */
  choice(a: number, size?: undefined, options?: ChoiceOptions): number;
  choice<const S extends Size>(a: number, size: S, options?: ChoiceOptions): NDArray<SizeShape<S>, 'int32'>;
  choice<X extends NDArray>(
    a: Check<VectorR<X['shape']>, X>,
    size?: undefined,
    options?: ChoiceOptions,
  ): ValueOf<X['dtype']>;
  choice<X extends NDArray, const S extends Size>(
    a: Check<VectorR<X['shape']>, X>,
    size: S,
    options?: ChoiceOptions,
  ): NDArray<SizeShape<S>, X['dtype']>;
  choice(a: number | NDArray, size?: Size, options: ChoiceOptions = {}): number | boolean | NDArray {
    const operation = 'choice(a, size)';
    if (typeof a === 'number') {
      validCount(a, operation, 'a');
    } else if (!isNDArray(a)) {
      throw new TypeError(
        `${operation}: a is an integer or an NDArray, but got ${describe(a)}. np.array(list) makes an NDArray of a list.`,
      );
    } else if (a.ndim !== 1) {
      throw new ShapeError(
        `${operation}: a must have rank 1, but has shape ${showShape(a.shape)} (rank ${a.ndim}). np.ravel(a) picks from all elements.`,
      );
    }
    const plan = size === undefined ? undefined : planSize(operation, size);
    const picked = this.pick(typeof a === 'number' ? a : a.size, plan?.count ?? 1, options);
    if (plan) {
      if (typeof a === 'number') return integers(picked, plan.shape);
      return reshape(take(a, integers(picked, [picked.length]), { axis: 0 }), plan.shape);
    }
    const index = picked[0] ?? 0; // one was asked
    return typeof a === 'number' ? index : a.at(index);
  }

  /** Refuse bounds of `uniform` that have no range. */
  protected validBounds(operation: string, low: number, high: number): void {
    if (!Number.isFinite(low) || !Number.isFinite(high) || !Number.isFinite(high - low)) {
      throw new RangeError(
        `${operation}: low, high and high - low must be finite numbers, but low is ${describe(low)} and high is ${describe(high)}.`,
      );
    }
  }

  /** low + range · u for as many u as the size asks; 0 + 1 · u is u. */
  protected uniforms(
    operation: string,
    size: Size | undefined,
    low = 0,
    range = 1,
  ): number | NDArray<number[], 'float64'> {
    if (size === undefined) return low + range * this.nextDouble();
    const { shape, count } = planSize(operation, size);
    const drawn = empty(shape);
    const values = contiguousData(drawn);
    for (let i = 0; i < count; i++) values[i] = low + range * this.nextDouble();
    return drawn;
  }

  /** As `uniforms`; without mean and std the normals stay as drawn, since 0 + 1 · (−0) would be 0. */
  protected normals(operation: string, size?: Size, mean?: number, std = 1): number | NDArray<number[], 'float64'> {
    if (size === undefined) return mean === undefined ? this.nextNormal() : mean + std * this.nextNormal();
    const { shape, count } = planSize(operation, size);
    const drawn = empty(shape);
    const values = contiguousData(drawn);
    for (let i = 0; i < count; i++) values[i] = this.nextNormal();
    if (mean !== undefined) for (let i = 0; i < count; i++) values[i] = mean + std * (values[i] as number);
    return drawn;
  }

  /** Integers of a range; a number where there is no plan. */
  protected integersFrom({ first, span }: IntegerRange, plan: Plan | undefined): number | NDArray<number[], 'int32'> {
    if (!plan) return first + this.nextAtMost(span);
    const values = new Int32Array(plan.count);
    for (let i = 0; i < values.length; i++) values[i] = first + this.nextAtMost(span);
    return integers(values, plan.shape);
  }

  /** The integers 0 … n − 1 in random order. */
  protected shuffledIndices(n: number): Int32Array {
    const order = countUp(n);
    shuffleList(order, (max) => this.nextPlace(max));
    return order;
  }

  private pick(n: number, count: number, options: ChoiceOptions): Int32Array {
    const { replace = true, p } = options;
    if (n === 0 && count > 0) {
      throw new RangeError('choice(a, size): a is empty, so nothing can be picked. Pass one entry or more, or size 0.');
    }
    const weights = p === undefined ? undefined : validProbabilities(p, n);
    if (!replace && count > n) {
      throw new RangeError(
        `choice(a, size, { replace: false }): ${count} different entries are asked, but a has ${n}. Lower size, or pick with replacement.`,
      );
    }
    if (weights) return pickWithProbabilities(() => this.nextDouble(), weights, count, replace);
    if (!replace) return this.pickDifferent(n, count);
    return Int32Array.from({ length: count }, () => this.nextAtMost(n - 1));
  }
}

/** The integers 0 … n − 1 in order. */
export function countUp(n: number): Int32Array {
  const values = new Int32Array(n);
  for (let i = 0; i < n; i++) values[i] = i;
  return values;
}

function integers(values: Int32Array, shape: number[]): NDArray<number[], 'int32'> {
  return asArray(values, { shape });
}

function validCount(n: number, operation: string, name: string): void {
  if (!Number.isInteger(n) || n < 0 || n > int32End) {
    throw new RangeError(`${operation}: ${name} must be an integer from 0 to 2147483648, but is ${n}.`);
  }
}

function rowsOf(array: NDArray, operation: string): number {
  const rows = array.shape[0];
  if (rows === undefined) {
    throw new ShapeError(`${operation}: an array of rank 0 has no rows to put in order; it needs one axis or more.`);
  }
  return rows;
}
