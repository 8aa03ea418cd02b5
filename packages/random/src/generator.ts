import type { NDArray } from '@keepdims/ndarray';
import { Draws, countUp } from './draws.js';
import { decimal, validGeneratorSnapshot } from './generatorSnapshot.js';
import type { GeneratorSnapshot, SeedSequenceSnapshot } from './generatorSnapshot.js';
import { integerRange } from './integerRange.js';
import { PCG64 } from './pcg64.js';
import { SeedSequence, seedWords } from './seedSequence.js';
import type { Seed } from './seedSequence.js';
import { shuffleList } from './shuffleInPlace.js';
import { planSize } from './size.js';
import type { Size, SizeShape } from './size.js';
import { Ziggurat } from './ziggurat.js';

/** How `integers` reads its bounds. */
export interface IntegersOptions {
  /** Is `high` itself one of the integers? Default false. */
  readonly endpoint?: boolean;
}

/**
 * The random numbers of `np.random.default_rng(seed)`: PCG64, ziggurat normals.
 *
 * Uniform and integer draws, permutations, shuffles and choices have NumPy's bits. So have normals, but for one in some thousands (beyond ±3.65),
 * which is within 4 ulp: the C library's logarithm isn't JavaScript's.
 *
 * @param seed - An integer from 0 up (above 2^53 a bigint), a list of them, or a `SeedSequence`. Left out: fresh entropy, so that no two runs are
 * alike; `rng.seedSequence.entropy` shows it, and `defaultRng(entropy)` repeats the run.
 * A `Generator` is given back as it is, for functions that take either.
 * @throws RangeError if an integer is negative, fractional or an unsafe number. TypeError if it is none of these.
 * @example defaultRng(42).random() // 0.7739560485559633
 */
export function defaultRng(seed?: Seed | SeedSequence | Generator): Generator {
  return seed instanceof Generator ? seed : new Generator(seed);
}

/** See `defaultRng`. */
export class Generator extends Draws {
  private readonly engine = new PCG64();
  private readonly ziggurat = new Ziggurat(this.engine);
  private sequence: SeedSequence;

  constructor(seed?: Seed | SeedSequence) {
    super();
    this.sequence = sequenceOf(seed);
    this.engine.seed(this.sequence.generateState(8));
  }

  /** What the stream was started from, and `spawn` goes on from. */
  get seedSequence(): SeedSequence {
    return this.sequence;
  }

  /**
   * Integers, each equally likely, from `low` up to but not including `high`.
   *
   * One 32-bit half of an output a value, rarely more (Lemire's method); the second half waits for the next integer, whichever method asks. A range
   * of one value draws nothing.
   *
   * @param low - Smallest value; with `high` left out or null, the range is [0, low).
   * @param high - One above the largest value; with `endpoint`, the largest value.
   * @param size - A count, or a shape. Without it (or undefined) the draw is one number.
   * @param options.endpoint - Is `high` (or `low`, if it stands alone) itself one of the integers? Default false.
   * @returns int32 of that size, or a number.
   * @throws RangeError if a bound isn't an integer, the range is empty or doesn't fit int32. ShapeError if a size is negative or fractional.
   * @example
   * defaultRng(0).integers(0, 10, 5).toArray() // [8, 6, 5, 2, 3]
   * defaultRng(0).integers(1, 6, 5, { endpoint: true }).toArray() // [6, 4, 4, 2, 2]
   */
  integers(low: number, high?: number | null, size?: undefined, options?: IntegersOptions): number;
  integers<const S extends Size>(
    low: number,
    high: number | null,
    size: S,
    options?: IntegersOptions,
  ): NDArray<SizeShape<S>, 'int32'>;
  integers(
    low: number,
    high: number | null = null,
    size?: Size,
    options: IntegersOptions = {},
  ): number | NDArray<number[], 'int32'> {
    const { endpoint = false } = options;
    const plan = size === undefined ? undefined : planSize('integers(low, high, size)', size);
    return this.integersFrom(integerRange('integers', low, high, endpoint, plan?.count ?? 1), plan);
  }

  /**
   * Generators whose numbers have nothing to do with this one's, nor with each other's: one for each worker. Each call makes new ones, and none
   * of this one's numbers is used up.
   *
   * @param n - How many, an integer from 0 up.
   * @throws RangeError if n isn't such an integer.
   * @example defaultRng(0).spawn(2).map((rng) => rng.integers(100)) // [80, 66]
   */
  spawn(n: number): Generator[] {
    return this.sequence.spawn(n).map((child) => new Generator(child));
  }

  /**
   * Everything that decides the coming numbers, as plain data that survives JSON. The waiting half of an output is part of it, and so is what `spawn`
   * goes on from.
   *
   * @example defaultRng(0).getState().state // '35399562948360463058890781895381311971'
   */
  getState(): GeneratorSnapshot & { readonly seedSequence: SeedSequenceSnapshot } {
    const { entropy, spawnKey, childrenSpawned } = this.sequence;
    return {
      algorithm: 'PCG64',
      state: decimal(this.engine.state),
      inc: decimal(this.engine.increment),
      hasUint32: this.engine.hasUint32,
      uinteger: this.engine.uinteger,
      seedSequence: { entropy: [...entropy], spawnKey: [...spawnKey], childrenSpawned },
    };
  }

  /**
   * Go on from a state that `getState` gave, or one of NumPy's, its two long integers written as strings.
   *
   * @throws TypeError if it isn't a state, or is another algorithm's. RangeError if a field is out of range. Then nothing has changed.
   */
  setState(state: GeneratorSnapshot): void {
    const fields = validGeneratorSnapshot(state);
    this.engine.state = fields.state;
    this.engine.increment = fields.inc;
    this.engine.hasUint32 = fields.hasUint32;
    this.engine.uinteger = fields.uinteger;
    const { seedSequence } = fields;
    if (seedSequence) this.sequence = new SeedSequence(seedSequence.entropy, seedSequence);
  }

  protected override validBounds(operation: string, low: number, high: number): void {
    super.validBounds(operation, low, high);
    if (high < low) {
      throw new RangeError(
        `${operation}: high must not be below low, but low is ${low} and high is ${high}. Swap them.`,
      );
    }
  }

  protected override nextDouble(): number {
    return this.engine.nextDouble();
  }

  protected override nextNormal(): number {
    return this.ziggurat.next();
  }

  protected override nextAtMost(max: number): number {
    return this.engine.nextAtMost(max);
  }

  protected override nextPlace(max: number): number {
    return this.engine.nextMasked(max);
  }

  /** A large part of many entries: the end of a shuffle. Otherwise Floyd's method, whose picks come in no order until they are shuffled. */
  protected override pickDifferent(n: number, count: number): Int32Array {
    const draw = (max: number): number => this.engine.nextAtMost(max);
    if (n > 10_000 && count > Math.floor(n / 50)) {
      const order = countUp(n);
      shuffleList(order, draw, Math.max(n - count, 1));
      return order.slice(n - count);
    }
    const picked = new Set<number>(); // keeps the order of insertion
    for (let last = n - count; last < n; last++) {
      const index = draw(last);
      picked.add(picked.has(index) ? last : index);
    }
    const indices = Int32Array.from(picked);
    shuffleList(indices, draw);
    return indices;
  }
}

function sequenceOf(seed: Seed | SeedSequence | undefined): SeedSequence {
  if (seed instanceof SeedSequence) return seed;
  return new SeedSequence(seed === undefined ? undefined : seedWords('defaultRng(seed)', seed));
}
