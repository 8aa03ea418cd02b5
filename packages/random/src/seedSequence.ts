import { describe } from './describe.js';

/** What a stream may be made of: an integer of any size from 0 up (a bigint above 2^53), or a list of them. */
export type Seed = number | bigint | readonly (number | bigint)[] | Uint32Array;

/** Where a `SeedSequence` stands in a tree of them. */
export interface SeedSequenceOptions {
  /** The path from the root of the tree: one integer a level. Default [], the root. */
  readonly spawnKey?: readonly number[];
  /** How many children were spawned before; the next one gets this number. Default 0. */
  readonly childrenSpawned?: number;
}

/** 32-bit words of mixed entropy that everything is derived from. */
const poolSize = 4;

/** The platform's source of fresh entropy; Node and browsers have it, but neither library of types is loaded in this package's build. */
interface Platform {
  readonly crypto: { getRandomValues(words: Uint32Array): void };
}

/**
 * Turns seeds of any quality into well mixed words, as NumPy's `np.random.SeedSequence`.
 *
 * Seeds that differ in one bit give unrelated words, and so do the children that `spawn` makes.
 *
 * @param entropy - The seed. Left out: 128 fresh bits from the platform, which `entropy` then shows.
 * @throws RangeError if an integer is negative, fractional or an unsafe number. TypeError if it isn't a seed.
 * @example
 * Array.from(new SeedSequence(42).generateState(2)) // [3444837047, 2669555309]
 * @see O'Neill (2015), "Developing a seed_seq alternative", pcg-random.org.
 */
export class SeedSequence {
  /** The seed's 32-bit words, low word of each integer first. `new SeedSequence(s.entropy)` is made of the same seed as `s`. */
  readonly entropy: readonly number[];
  /** The path from the root of the tree: one integer a level. */
  readonly spawnKey: readonly number[];
  private spawned: number;

  constructor(entropy?: Seed, options: SeedSequenceOptions = {}) {
    const { spawnKey = [], childrenSpawned = 0 } = options;
    const operation = 'SeedSequence(entropy, { spawnKey, childrenSpawned })';
    for (const [i, child] of spawnKey.entries()) validCount(child, operation, `spawnKey[${i}]`);
    validCount(childrenSpawned, operation, 'childrenSpawned');
    this.entropy = entropy === undefined ? freshWords() : seedWords('SeedSequence(entropy)', entropy);
    this.spawnKey = [...spawnKey];
    this.spawned = childrenSpawned;
  }

  /** How many children `spawn` has made so far. */
  get childrenSpawned(): number {
    return this.spawned;
  }

  /**
   * Children: sequences whose words have nothing to do with this one's, nor with each other's. Each call makes new ones.
   *
   * @param n - How many, an integer from 0 up.
   * @throws RangeError if n isn't such an integer.
   * @example new SeedSequence(42).spawn(3).map((child) => child.spawnKey) // [[0], [1], [2]]
   */
  spawn(n: number): SeedSequence[] {
    validCount(n, 'spawn(n)', 'n');
    const first = this.spawned;
    this.spawned += n;
    return Array.from(
      { length: n },
      (_, i) => new SeedSequence(this.entropy, { spawnKey: [...this.spawnKey, first + i] }),
    );
  }

  /**
   * Words to start a generator from. Always the same ones: nothing is used up.
   *
   * @param n - How many 32-bit words, an integer from 0 up.
   * @throws RangeError if n isn't such an integer.
   */
  generateState(n: number): Uint32Array {
    validCount(n, 'generateState(n)', 'n');
    const pool = this.mixedPool();
    const state = new Uint32Array(n);
    let factor = 0x8b51f9dd;
    for (let i = 0; i < n; i++) {
      const mixed = (pool[i % poolSize] as number) ^ factor;
      factor = Math.imul(factor, 0x58f38ded);
      state[i] = foldHalves(Math.imul(mixed, factor));
    }
    return state;
  }

  private mixedPool(): Uint32Array {
    const words = [...this.entropy];
    // A child of a short seed must not meet the longer seed that spells out its key.
    if (this.spawnKey.length > 0) while (words.length < poolSize) words.push(0);
    for (const child of this.spawnKey) words.push(...integerWords(child));

    let factor = 0x43b0d7e5;
    const hash = (word: number): number => {
      const mixed = word ^ factor;
      factor = Math.imul(factor, 0x931e8875);
      return foldHalves(Math.imul(mixed, factor));
    };
    const pool = Uint32Array.from({ length: poolSize }, (_, i) => hash(words[i] ?? 0));
    const mixInto = (to: number, word: number): void => {
      pool[to] = foldHalves(Math.imul(0xca01f9dd, pool[to] as number) - Math.imul(0x4973f715, hash(word)));
    };
    for (let from = 0; from < poolSize; from++) {
      for (let to = 0; to < poolSize; to++) if (from !== to) mixInto(to, pool[from] as number);
    }
    for (const word of words.slice(poolSize)) {
      for (let to = 0; to < poolSize; to++) mixInto(to, word);
    }
    return pool;
  }
}

/** Let the high half of a word change its low half. */
function foldHalves(word: number): number {
  return word ^ (word >>> 16);
}

function freshWords(): number[] {
  // Node >= 20 and browsers have it.
  const { crypto } = globalThis as unknown as Platform;
  const words = new Uint32Array(poolSize);
  crypto.getRandomValues(words);
  return Array.from(words);
}

/**
 * The 32-bit words of a seed.
 *
 * @param operation - The call as messages show it.
 * @throws RangeError if an integer is negative, fractional or an unsafe number. TypeError if it isn't a seed.
 */
export function seedWords(operation: string, seed: Seed): number[] {
  if (typeof seed === 'number' || typeof seed === 'bigint') return integerWords(validInteger(operation, seed, 'it'));
  if (!Array.isArray(seed) && !(seed instanceof Uint32Array)) {
    throw new TypeError(`${operation}: a seed is an integer from 0 up, or a list of them, but got ${describe(seed)}.`);
  }
  return Array.from(seed, (integer: unknown, i) => integerWords(validInteger(operation, integer, `seed[${i}]`))).flat();
}

/** The 32-bit words of an integer, low word first; one word for 0. */
function integerWords(integer: number | bigint): number[] {
  let rest = BigInt(integer);
  const words = [];
  do {
    words.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
  return words;
}

function validInteger(operation: string, integer: unknown, name: string): number | bigint {
  if (typeof integer === 'bigint' && integer >= 0n) return integer;
  if (typeof integer === 'number' && Number.isSafeInteger(integer) && integer >= 0) return integer;
  const remedy = typeof integer === 'number' && integer > Number.MAX_SAFE_INTEGER ? ' Write it as a bigint.' : '';
  throw new RangeError(
    `${operation}: a seed is an integer from 0 to 9007199254740991, or a bigint from 0n up, but ${name} is ${describe(integer)}.${remedy}`,
  );
}

function validCount(n: unknown, operation: string, name: string): void {
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 0) {
    throw new RangeError(`${operation}: ${name} must be an integer, 0 or more, but is ${describe(n)}.`);
  }
}
