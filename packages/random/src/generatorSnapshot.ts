import { describe } from './describe.js';

/**
 * Everything that decides the numbers a `Generator` gives next; NumPy's `rng.bit_generator.state` with flat names.
 *
 * Plain data: it survives `JSON.parse(JSON.stringify(…))`.
 */
export interface GeneratorSnapshot {
  readonly algorithm: 'PCG64';
  /** A 128-bit integer in decimal digits, as NumPy prints it. */
  readonly state: string;
  /** The stream: an odd 128-bit integer in decimal digits. */
  readonly inc: string;
  /** True when half of 64 bits is waiting for the next integer. */
  readonly hasUint32: boolean;
  /** That half, an integer in [0, 2^32). */
  readonly uinteger: number;
  /** What `spawn` goes on from. Left out (NumPy's state has none), the generator keeps its own. */
  readonly seedSequence?: SeedSequenceSnapshot;
}

/** A `SeedSequence` as plain data. */
export interface SeedSequenceSnapshot {
  /** The seed's 32-bit words, low word first. */
  readonly entropy: readonly number[];
  readonly spawnKey: readonly number[];
  readonly childrenSpawned: number;
}

/** A checked snapshot, with words instead of digits. */
export interface GeneratorFields {
  readonly state: Uint32Array;
  readonly inc: Uint32Array;
  readonly hasUint32: boolean;
  readonly uinteger: number;
  readonly seedSequence: SeedSequenceSnapshot | undefined;
}

/** The decimal digits of a 128-bit integer, given as four 32-bit words, low word first. */
export function decimal(words: Uint32Array): string {
  return String(words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n));
}

/**
 * Refuse anything that isn't a usable state: it comes from files.
 *
 * @throws TypeError if it isn't an object or names another algorithm. RangeError if a field is out of range.
 */
export function validGeneratorSnapshot(snapshot: unknown): GeneratorFields {
  const fields = fieldsOf(snapshot, 'a state is an object as getState() gives');
  const { algorithm, state, inc, hasUint32, uinteger, seedSequence } = fields;
  if (algorithm !== 'PCG64') {
    throw new TypeError(`setState(state): algorithm must be 'PCG64', but is ${describe(algorithm)}.`);
  }
  const stateWords = words128(state, 'state');
  const incWords = words128(inc, 'inc');
  if (((incWords[0] ?? 0) & 1) === 0) {
    throw new RangeError(`setState(state): inc must be odd, but is ${describe(inc)}.`);
  }
  if (typeof hasUint32 !== 'boolean') {
    throw new TypeError(`setState(state): hasUint32 must be true or false, but is ${describe(hasUint32)}.`);
  }
  if (!isWord(uinteger)) {
    throw new RangeError(
      `setState(state): uinteger must be an integer in [0, 4294967296), but is ${describe(uinteger)}.`,
    );
  }
  return {
    state: stateWords,
    inc: incWords,
    hasUint32,
    uinteger,
    seedSequence: validSeedSequence(seedSequence),
  };
}

function validSeedSequence(snapshot: unknown): SeedSequenceSnapshot | undefined {
  if (snapshot === undefined) return undefined;
  const { entropy, spawnKey, childrenSpawned } = fieldsOf(snapshot, 'seedSequence is an object as getState() gives');
  if (!Array.isArray(entropy) || !entropy.every(isWord)) {
    throw new TypeError('setState(state): seedSequence.entropy must be an array of integers in [0, 4294967296).');
  }
  if (!Array.isArray(spawnKey) || !spawnKey.every(isCount)) {
    throw new TypeError('setState(state): seedSequence.spawnKey must be an array of integers, 0 or more.');
  }
  if (!isCount(childrenSpawned)) {
    throw new RangeError(
      `setState(state): seedSequence.childrenSpawned must be an integer, 0 or more, but is ${describe(childrenSpawned)}.`,
    );
  }
  return { entropy, spawnKey, childrenSpawned };
}

function fieldsOf(value: unknown, rule: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`setState(state): ${rule}, but got ${describe(value)}.`);
  }
  return { ...value };
}

function words128(digits: unknown, name: string): Uint32Array {
  if (typeof digits !== 'string' || !/^\d{1,39}$/.test(digits) || BigInt(digits) >> 128n > 0n) {
    throw new RangeError(
      `setState(state): ${name} must be an integer in [0, 2^128) as a string of decimal digits, but is ${describe(digits)}.`,
    );
  }
  const value = BigInt(digits);
  return Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number((value >> shift) & 0xffffffffn));
}

function isWord(value: unknown): value is number {
  return typeof value === 'number' && value >>> 0 === value;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
