import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ulpDistance } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';
import { Generator, SeedSequence, defaultRng, randomState } from './index.js';
import type {
  ChoiceOptions,
  GeneratorSnapshot,
  IntegersOptions,
  RandomState,
  RandomStateSnapshot,
  Seed,
  Size,
} from './index.js';

/** A number, or the name of one that JSON lacks. */
type Value = number | string;

interface GoldenArray {
  readonly shape: number[];
  readonly data: Value[];
  readonly dtype: string;
}

/** What a call gave: all of it, or its shape, its first values and a hash of its bytes. */
interface Call {
  readonly method: string;
  readonly arguments: unknown[];
  readonly ulp: number;
  readonly out?: GoldenArray | Value;
  readonly shape?: number[];
  readonly head?: Value[];
  readonly sha256?: string;
  /** Of the values rounded to float32. */
  readonly float32?: string;
  /** Of the values with those of the tail (index and value in `tail`) put to 0. */
  readonly core?: string;
  readonly tail?: [number, Value][];
}

type State = RandomStateSnapshot | GeneratorSnapshot;

interface Golden {
  readonly numpy: string;
  readonly sequences?: { readonly entropy: GoldenSeed; readonly spawnKey: number[]; readonly words: number[] }[];
  readonly cases: {
    readonly title: string;
    readonly seed: GoldenSeed;
    readonly calls: (Call | { readonly saved: State } | { readonly spawn: number; readonly child: number })[];
    readonly state: Omit<RandomStateSnapshot, 'key'> | GeneratorSnapshot;
  }[];
}

/** Integers above 2^53 are strings. */
type GoldenSeed = number | string | (number | string)[];

type AnyRng = RandomState | Generator;

function golden(topic: string): Golden {
  const path = new URL(`../../../tooling/golden/data/${topic}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as Golden;
}

function seedOf(written: GoldenSeed): Seed {
  const one = (seed: number | string): number | bigint => (typeof seed === 'string' ? BigInt(seed) : seed);
  return Array.isArray(written) ? written.map(one) : one(written);
}

function legacy(rng: AnyRng): RandomState {
  if (rng instanceof Generator) throw new Error('this method belongs to RandomState');
  return rng;
}

function modern(rng: AnyRng): Generator {
  if (!(rng instanceof Generator)) throw new Error('this method belongs to Generator');
  return rng;
}

/** The library's spelling of a recorded call. */
const methods: Record<string, (rng: AnyRng, ...args: never[]) => unknown> = {
  rand: (rng, ...shape: number[]) => legacy(rng).rand(...shape),
  randn: (rng, ...shape: number[]) => legacy(rng).randn(...shape),
  random: (rng, size?: Size) => (size === undefined ? rng.random() : rng.random(size)),
  standardNormal: (rng, size?: Size) => (size === undefined ? rng.standardNormal() : rng.standardNormal(size)),
  uniform: (rng, low?: number, high = 1, size?: Size) =>
    size === undefined ? rng.uniform(low, high) : rng.uniform(low ?? 0, high, size),
  normal: (rng, mean?: number, std = 1, size?: Size) =>
    size === undefined ? rng.normal(mean, std) : rng.normal(mean ?? 0, std, size),
  randint: (rng, low: number, high: number | null = null, size?: Size) =>
    size === undefined ? legacy(rng).randint(low, high) : legacy(rng).randint(low, high, size),
  integers: (rng, low: number, high: number | null = null, size?: Size, options?: IntegersOptions) =>
    size === undefined ? modern(rng).integers(low, high) : modern(rng).integers(low, high, size, options),
  permutation: (rng, n: number) => rng.permutation(n),
  permutationOf: (rng, values: number[]) => rng.permutation(int32(values)),
  shuffle: (rng, values: number[]) => {
    const a: NDArray = int32(values);
    rng.shuffle(a);
    return a;
  },
  shuffleList: (rng, values: number[]) => {
    const list = [...values];
    rng.shuffle(list);
    return int32(list);
  },
  choice: (rng, n: number, size: Size | null = null, options?: ChoiceOptions) =>
    size === null ? rng.choice(n, undefined, options) : rng.choice(n, size, options),
  choiceOf: (rng, values: number[], size: Size | null = null) =>
    size === null ? rng.choice(int32(values)) : rng.choice(int32(values), size),
};

function int32(values: number[]): NDArray<number[], 'int32'> {
  return np.astype(np.array(values), 'int32');
}

function sha256(data: ArrayBufferView): string {
  return createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');
}

/** Empty when the answer is the recorded one, otherwise what is wrong with it. */
function difference(answer: unknown, call: Call): string {
  const near = (got: unknown, wanted: Value): boolean => {
    if (typeof got !== 'number') return false;
    if (call.ulp === 0) return Object.is(got, Number(wanted));
    if (call.method !== 'normal') return ulpDistance(got, Number(wanted)) <= call.ulp;
    // mean + std · g: what g is off counts beside the larger of the two terms, which may cancel.
    const [mean = 0] = call.arguments as number[];
    return Math.abs(got - Number(wanted)) <= call.ulp * 2 ** -52 * Math.max(Math.abs(mean), Math.abs(got - mean));
  };
  const { out } = call;
  if (typeof out === 'number' || typeof out === 'string')
    return near(answer, out) ? '' : `${String(answer)} is not ${out}`;
  if (!np.isNDArray(answer)) return `${String(answer)} is not an array`;
  const shape = out?.shape ?? call.shape;
  if (JSON.stringify(answer.shape) !== JSON.stringify(shape))
    return `shape ${answer.shape.join()} is not ${shape?.join()}`;
  if (out !== undefined && answer.dtype !== out.dtype) return `dtype ${answer.dtype} is not ${out.dtype}`;
  const data = np.contiguousData(answer);
  const pairs = (out?.data ?? call.head ?? []).map((value, i): [number, Value] => [i, value]);
  const wrong = [...pairs, ...(call.tail ?? [])].find(([i, value]) => !near(data[i], value));
  if (wrong) return `element ${wrong[0]}: ${data[wrong[0]]} is not ${wrong[1]}`;
  if (call.core !== undefined) for (const [i] of call.tail ?? []) data[i] = 0;
  const hashed = call.float32 === undefined ? data : Float32Array.from(data);
  const hash = call.sha256 ?? call.float32 ?? call.core;
  return hash === undefined || sha256(hashed) === hash ? '' : `the bytes of ${data.length} elements differ`;
}

/** What is wrong with the state; the waiting normal may be 4 ulp off. */
function stateDifference(rng: AnyRng, wanted: object): string {
  const { cachedGaussian, ...exact } = { cachedGaussian: 0, ...wanted };
  const own: Record<string, unknown> = { ...rng.getState() };
  if ('key' in exact && typeof exact.key === 'string') own.key = sha256(Uint32Array.from(own.key as number[]));
  for (const [field, value] of Object.entries(exact)) {
    if (JSON.stringify(own[field]) !== JSON.stringify(value)) return `${field}: ${String(own[field])}`;
  }
  const near = ulpDistance(Number(own.cachedGaussian ?? 0), cachedGaussian) <= 4;
  return near ? '' : `cachedGaussian: ${String(own.cachedGaussian)}`;
}

/** Make the calls of a case; every saved state is compared, and a new generator goes on from it. Gives the number of values drawn. */
function replay({ calls, state }: Golden['cases'][number], first: AnyRng, restore: (state: State) => AnyRng): number {
  let rng = first;
  let values = 0;
  calls.forEach((call, i) => {
    if ('saved' in call) {
      expect(stateDifference(rng, call.saved), `call ${i}, the state`).toBe('');
      rng = restore(call.saved);
    } else if ('spawn' in call) {
      rng = modern(rng).spawn(call.spawn)[call.child] ?? rng;
    } else {
      const shown = `call ${i}, ${call.method}(${call.arguments.map((a) => JSON.stringify(a)).join(', ')})`;
      const answer = methods[call.method]?.(rng, ...(call.arguments as never[]));
      values += np.isNDArray(answer) ? answer.size : 1;
      expect(difference(answer, call), shown).toBe('');
    }
  });
  expect(stateDifference(rng, state), 'the state at the end').toBe('');
  return values;
}

const generators = {
  RandomState: {
    recorded: golden('random_streams'),
    make: (seed: GoldenSeed) => randomState(seed as number | number[]),
    restore: (state: State): AnyRng => {
      const rs = randomState(0);
      rs.setState(state as RandomStateSnapshot);
      return rs;
    },
  },
  Generator: {
    recorded: golden('generator_streams'),
    make: (seed: GoldenSeed) => defaultRng(seedOf(seed)),
    restore: (state: State): AnyRng => {
      const rng = defaultRng(0);
      rng.setState(state as GeneratorSnapshot);
      return rng;
    },
  },
};

describe.each(Object.entries(generators))('%s: the streams of NumPy', (_, { recorded, make, restore }) => {
  const drawn = new Map<string, number>();

  for (const recordedCase of recorded.cases) {
    const { title, seed } = recordedCase;
    const name = Array.isArray(seed) && seed.length > 4 ? `a list of ${seed.length}` : JSON.stringify(seed);
    it(`seed ${name}: ${title}`, () => {
      const values = replay(recordedCase, make(seed), restore);
      drawn.set(name, (drawn.get(name) ?? 0) + values);
    });
  }

  it('at least 100,000 values of ten seeds were compared', () => {
    expect([...drawn.values()].filter((values) => values >= 100_000).length).toBeGreaterThanOrEqual(10);
  });
});

describe('SeedSequence: the words of NumPy', () => {
  const sequences = golden('generator_streams').sequences ?? [];

  it.each(sequences.map((s) => [JSON.stringify(s.entropy), JSON.stringify(s.spawnKey), s] as const))(
    'of %s with key %s',
    (_, __, { entropy, spawnKey, words }) => {
      const sequence = new SeedSequence(seedOf(entropy), { spawnKey });
      expect(Array.from(sequence.generateState(words.length))).toEqual(words);
      expect(Array.from(new SeedSequence(sequence.entropy, { spawnKey }).generateState(words.length))).toEqual(words);
    },
  );

  it('are there', () => {
    expect(sequences.length).toBeGreaterThan(80);
  });
});
