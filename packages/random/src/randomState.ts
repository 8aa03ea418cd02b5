import { asArray, isNDArray, reshape, take } from '@keepdims/ndarray';
import type { NDArray, ValueOf } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { Check, Shape, Show } from '@keepdims/shapes';
import { describe } from './describe.js';
import { chooseIndices, shuffledIndices } from './choose.js';
import type { ChoiceOptions } from './choose.js';
import { MT19937 } from './mt19937.js';
import { validSnapshot } from './randomStateSnapshot.js';
import type { RandomStateSnapshot } from './randomStateSnapshot.js';
import type { Rng } from './rng.js';
import { shuffleList, shuffleRows } from './shuffleInPlace.js';
import { planSize } from './size.js';
import type { Size, SizeShape } from './size.js';

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

/** One above the largest int32. */
const int32End = 2 ** 31;

/**
 * The random numbers of `np.random.RandomState(seed)` (and of the functions of `np.random` after `np.random.seed(seed)`).
 *
 * Uniform and integer draws, permutations, shuffles and choices have NumPy's bits. Normals are within 4 ulp of NumPy's: the C library's
 * logarithm isn't JavaScript's.
 *
 * @param seed - An integer in [0, 2^32), or a list of them. `[k]` and `k` are different seeds.
 * @throws RangeError if a seed is out of range or the list is empty. TypeError if it is neither a number nor a list.
 * @example randomState(1).randn(3, 4).at(0, 0) // 1.6243453636632417
 */
export function randomState(seed: number | readonly number[] | Uint32Array): RandomState {
  return new RandomState(seed);
}

/** See `randomState`. */
export class RandomState implements Rng {
  private readonly engine = new MT19937();
  private hasGauss = false;
  private cachedGaussian = 0;

  constructor(seed: number | readonly number[] | Uint32Array) {
    if (typeof seed === 'number') {
      validSeed(seed, 'it');
      this.engine.seed(seed);
      return;
    }
    if (!Array.isArray(seed) && !(seed instanceof Uint32Array)) {
      throw new TypeError(
        `randomState(seed): a seed is an integer from 0 to 4294967295, or a list of them, but got ${describe(seed)}.`,
      );
    }
    if (seed.length === 0) throw new RangeError('randomState(seed): a list of seeds must not be empty. Pass [0] or 0.');
    for (const [i, word] of seed.entries()) validSeed(word, `seed[${i}]`);
    this.engine.seedByArray(seed);
  }

  /**
   * Uniform in [0, 1), one argument an axis.
   *
   * @returns float64 of that shape; a number when called without arguments.
   * @throws ShapeError if a size is negative or fractional.
   * @example randomState(0).rand() // 0.5488135039273248
   */
  rand(): number;
  rand<const S extends readonly [number, ...number[]]>(...shape: S): NDArray<[...S], 'float64'>;
  rand(...shape: number[]): number | NDArray<number[], 'float64'>;
  rand(...shape: number[]): number | NDArray<number[], 'float64'> {
    return this.floats('rand(...shape)', shape.length === 0 ? undefined : shape, () => this.engine.nextDouble());
  }

  /**
   * Normal with mean 0 and standard deviation 1, one argument an axis.
   *
   * Values are made in pairs (Marsaglia's polar method); the second of a pair waits for the next normal draw, whichever method asks.
   *
   * @returns float64 of that shape; a number when called without arguments.
   * @throws ShapeError if a size is negative or fractional.
   * @example randomState(1).randn(3, 4).at(0, 0) // 1.6243453636632417
   * @see Marsaglia and Bray (1964), SIAM Review 6(3), 260–264.
   */
  randn(): number;
  randn<const S extends readonly [number, ...number[]]>(...shape: S): NDArray<[...S], 'float64'>;
  randn(...shape: number[]): number | NDArray<number[], 'float64'>;
  randn(...shape: number[]): number | NDArray<number[], 'float64'> {
    return this.floats('randn(...shape)', shape.length === 0 ? undefined : shape, () => this.nextGaussian());
  }

  /**
   * Uniform in [0, 1): `rand` with a size.
   *
   * @param size - A count, or a shape. Without it the draw is one number.
   * @throws ShapeError if a size is negative or fractional.
   */
  random(): number;
  random<const S extends Size>(size: S): NDArray<SizeShape<S>, 'float64'>;
  random(size?: Size): number | NDArray<number[], 'float64'> {
    return this.floats('random(size)', size, () => this.engine.nextDouble());
  }

  /**
   * Normal with mean 0 and standard deviation 1: `randn` with a size.
   *
   * @param size - A count, or a shape. Without it the draw is one number.
   * @throws ShapeError if a size is negative or fractional.
   */
  standardNormal(): number;
  standardNormal<const S extends Size>(size: S): NDArray<SizeShape<S>, 'float64'>;
  standardNormal(size?: Size): number | NDArray<number[], 'float64'> {
    return this.floats('standardNormal(size)', size, () => this.nextGaussian());
  }

  /**
   * Uniform in [low, high): low + (high − low) · u with u from `random`.
   *
   * @param low - Default 0. May lie above `high`, as in NumPy.
   * @param high - Default 1. Rounding can give `high` itself.
   * @param size - A count, or a shape. Without it the draw is one number.
   * @throws RangeError if a bound or their difference is not finite. ShapeError if a size is negative or fractional.
   * @example randomState(0).uniform(-1, 1) // 0.0976270078546495
   */
  uniform(low?: number, high?: number): number;
  uniform<const S extends Size>(low: number, high: number, size: S): NDArray<SizeShape<S>, 'float64'>;
  uniform(low = 0, high = 1, size?: Size): number | NDArray<number[], 'float64'> {
    const operation = 'uniform(low, high, size)';
    const range = high - low;
    if (!Number.isFinite(low) || !Number.isFinite(high) || !Number.isFinite(range)) {
      throw new RangeError(
        `${operation}: low, high and high - low must be finite numbers, but low is ${describe(low)} and high is ${describe(high)}.`,
      );
    }
    return this.floats(operation, size, () => low + range * this.engine.nextDouble());
  }

  /**
   * Normal: mean + std · g with g from `standardNormal`.
   *
   * @param mean - Finite, in the unit of the result. Default 0.
   * @param std - Standard deviation, finite, 0 or more, same unit. Default 1.
   * @param size - A count, or a shape. Without it the draw is one number.
   * @throws RangeError if mean or std is out of range. ShapeError if a size is negative or fractional.
   * @example randomState(1).normal(10, 2) // 13.248690727326483
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
    return this.floats(operation, size, () => mean + std * this.nextGaussian());
  }

  /**
   * Integers, each equally likely, from `low` up to but not including `high`.
   *
   * The range is drawn by masked rejection: 32-bit words cut to as many bits as `high − 1 − low` has, until one falls inside. A range of one
   * value draws nothing.
   *
   * @param low - Smallest value; with `high` left out or null, the range is [0, low).
   * @param high - One above the largest value.
   * @param size - A count, or a shape. Without it the draw is one number.
   * @returns int32 of that size, or a number.
   * @throws RangeError if a bound isn't an integer, the range is empty or doesn't fit int32. ShapeError if a size is negative or fractional.
   * @example randomState(0).randint(0, 10, [3]).toArray() // [5, 0, 3]
   */
  randint(low: number, high?: number | null): number;
  randint<const S extends Size>(low: number, high: number | null, size: S): NDArray<SizeShape<S>, 'int32'>;
  randint(low: number, high: number | null = null, size?: Size): number | NDArray<number[], 'int32'> {
    const [first, end] = high === null ? [0, low] : [low, high];
    const plan = size === undefined ? undefined : planSize('randint(low, high, size)', size);
    validRange(first, end, high === null ? `randint(${low})` : `randint(${low}, ${high})`, plan?.count ?? 1);
    const span = end - 1 - first;
    if (!plan) return first + this.engine.nextAtMost(span);
    const values = new Int32Array(plan.count);
    for (let i = 0; i < values.length; i++) values[i] = first + this.engine.nextAtMost(span);
    return integers(values, plan.shape);
  }

  /**
   * The integers 0 … n − 1 in random order, or a copy of an array with its rows (entries along axis 0) in random order.
   *
   * @param n - How many integers, or the array: rank 1 or more.
   * @returns int32 of shape [n], or an array of the given shape and dtype.
   * @throws RangeError if n is negative, fractional or above 2^31. ShapeError if the array has rank 0. TypeError if it is neither.
   * @example randomState(0).permutation(5).toArray() // [2, 0, 1, 3, 4]
   */
  permutation<const N extends number>(n: N): NDArray<[N], 'int32'>;
  permutation<X extends NDArray>(array: Check<RowsR<X['shape'], 'permutation'>, X>): NDArray<X['shape'], X['dtype']>;
  permutation(source: number | NDArray): NDArray {
    if (typeof source === 'number') {
      validCount(source, 'permutation(n)', 'n');
      return integers(shuffledIndices(this.engine, source), [source]);
    }
    if (!isNDArray(source)) {
      throw new TypeError(
        `permutation(n): n is an integer or an NDArray, but got ${describe(source)}. np.array(list) makes an NDArray of a list.`,
      );
    }
    const rows = rowsOf(source, 'permutation(array)');
    return take(source, integers(shuffledIndices(this.engine, rows), [rows]), { axis: 0 });
  }

  /**
   * Put a list, or the rows of an array (its entries along axis 0), in random order, in place.
   *
   * @param items - A JavaScript array of anything, or an NDArray of rank 1 or more; a view changes the array it looks at.
   * @throws ShapeError if the array has rank 0. TypeError if it is neither.
   * @example
   * const names = ['a', 'b', 'c'];
   * randomState(0).shuffle(names); names // ['c', 'b', 'a']
   */
  shuffle<X extends NDArray>(items: Check<RowsR<X['shape'], 'shuffle'>, X>): void;
  shuffle(items: unknown[]): void;
  shuffle(items: unknown[] | NDArray): void {
    const draw = (max: number): number => this.engine.nextAtMost(max);
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
   * @example randomState(0).choice(5, 3, { replace: false }).toArray() // [2, 0, 1]
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
    const picked = chooseIndices(this.engine, typeof a === 'number' ? a : a.size, plan?.count ?? 1, options);
    if (plan) {
      if (typeof a === 'number') return integers(picked, plan.shape);
      return reshape(take(a, integers(picked, [picked.length]), { axis: 0 }), plan.shape);
    }
    const index = picked[0] ?? 0; // one was asked
    return typeof a === 'number' ? index : a.at(index);
  }

  /**
   * Everything that decides the coming numbers, as plain data that survives JSON. The waiting normal is part of it.
   *
   * @example randomState(0).getState().pos // 624
   */
  getState(): RandomStateSnapshot & { readonly key: number[] } {
    return {
      algorithm: 'MT19937',
      key: Array.from(this.engine.key),
      pos: this.engine.pos,
      hasGauss: this.hasGauss,
      cachedGaussian: this.cachedGaussian,
    };
  }

  /**
   * Go on from a state that `getState` gave.
   *
   * @throws TypeError if it isn't a state, or is another algorithm's. RangeError if a field is out of range. Then nothing has changed.
   */
  setState(state: RandomStateSnapshot): void {
    const { key, pos, hasGauss, cachedGaussian } = validSnapshot(state);
    this.engine.key.set(key);
    this.engine.pos = pos;
    this.hasGauss = hasGauss;
    this.cachedGaussian = cachedGaussian;
  }

  private nextGaussian(): number {
    if (this.hasGauss) {
      const waiting = this.cachedGaussian;
      this.hasGauss = false;
      this.cachedGaussian = 0;
      return waiting;
    }
    let x1: number;
    let x2: number;
    let r2: number;
    do {
      x1 = 2 * this.engine.nextDouble() - 1;
      x2 = 2 * this.engine.nextDouble() - 1;
      r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 === 0);
    const f = Math.sqrt((-2 * Math.log(r2)) / r2);
    this.cachedGaussian = f * x1;
    this.hasGauss = true;
    return f * x2;
  }

  private floats(operation: string, size: Size | undefined, next: () => number): number | NDArray<number[], 'float64'> {
    if (size === undefined) return next();
    const { shape, count } = planSize(operation, size);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = next();
    return asArray(values, { shape });
  }
}

function integers(values: Int32Array, shape: number[]): NDArray<number[], 'int32'> {
  return asArray(values, { shape });
}

function validSeed(seed: unknown, name: string): void {
  if (typeof seed !== 'number' || seed >>> 0 !== seed) {
    throw new RangeError(
      `randomState(seed): a seed is an integer from 0 to 4294967295, but ${name} is ${describe(seed)}.`,
    );
  }
}

function validCount(n: number, operation: string, name: string): void {
  if (!Number.isInteger(n) || n < 0 || n > int32End) {
    throw new RangeError(`${operation}: ${name} must be an integer from 0 to 2147483648, but is ${n}.`);
  }
}

/** A range is checked even when nothing is drawn from it, but then it may be empty, as `randint(0, 0, 0)`. */
function validRange(first: number, end: number, call: string, count: number): void {
  if (!Number.isInteger(first) || !Number.isInteger(end)) {
    throw new RangeError(`${call}: low and high must be integers. uniform(low, high, size) draws fractions.`);
  }
  if (first < -int32End || end > int32End) {
    throw new RangeError(
      `${call}: the values must fit int32, so low >= -2147483648 and high <= 2147483648. ` +
        'np.floor(rng.uniform(low, high, size)) draws from wider ranges, as float64.',
    );
  }
  if (first >= end && count > 0) {
    throw new RangeError(`${call}: the range [${first}, ${end}) is empty: high is exclusive, so it must be above low.`);
  }
}

function rowsOf(array: NDArray, operation: string): number {
  const rows = array.shape[0];
  if (rows === undefined) {
    throw new ShapeError(`${operation}: an array of rank 0 has no rows to put in order; it needs one axis or more.`);
  }
  return rows;
}
