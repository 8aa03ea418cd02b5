import type { NDArray } from '@keepdims/ndarray';
import { describe } from './describe.js';
import { Draws } from './draws.js';
import { integerRange } from './integerRange.js';
import { MT19937 } from './mt19937.js';
import { validSnapshot } from './randomStateSnapshot.js';
import type { RandomStateSnapshot } from './randomStateSnapshot.js';
import { planSize } from './size.js';
import type { Size, SizeShape } from './size.js';

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
export class RandomState extends Draws {
  private readonly engine = new MT19937();
  private hasGauss = false;
  private cachedGaussian = 0;

  constructor(seed: number | readonly number[] | Uint32Array) {
    super();
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
    return this.uniforms('rand(...shape)', shape.length === 0 ? undefined : shape);
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
    return this.normals('randn(...shape)', shape.length === 0 ? undefined : shape);
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
    const plan = size === undefined ? undefined : planSize('randint(low, high, size)', size);
    return this.integersFrom(integerRange('randint', low, high, false, plan?.count ?? 1), plan);
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

  protected override nextDouble(): number {
    return this.engine.nextDouble();
  }

  protected override nextAtMost(max: number): number {
    return this.engine.nextAtMost(max);
  }

  protected override nextPlace(max: number): number {
    return this.engine.nextAtMost(max);
  }

  protected override pickDifferent(n: number, count: number): Int32Array {
    return this.shuffledIndices(n).slice(0, count);
  }

  protected override nextNormal(): number {
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
}

function validSeed(seed: unknown, name: string): void {
  if (typeof seed !== 'number' || seed >>> 0 !== seed) {
    throw new RangeError(
      `randomState(seed): a seed is an integer from 0 to 4294967295, but ${name} is ${describe(seed)}.`,
    );
  }
}
