import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ulpDistance } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';
import { randomState } from './index.js';
import type { ChoiceOptions, RandomState, RandomStateSnapshot, Size } from './index.js';

/** A number, or the name of one that JSON lacks. */
type Value = number | string;

interface GoldenArray {
  readonly shape: number[];
  readonly data: Value[];
  readonly dtype: string;
}

interface Call {
  readonly method: string;
  readonly arguments: unknown[];
  readonly out?: GoldenArray | Value;
  readonly sha256?: string;
  readonly samples?: [number, Value][];
  readonly shape?: number[];
  readonly ulp: number;
}

interface Golden {
  readonly numpy: string;
  readonly restored: { readonly state: RandomStateSnapshot; readonly randn: GoldenArray; readonly rand: GoldenArray };
  readonly cases: {
    readonly title: string;
    readonly seed: number | number[];
    readonly calls: Call[];
    readonly state: {
      readonly pos: number;
      readonly hasGauss: boolean;
      readonly cachedGaussian: number;
      readonly keySha256: string;
    };
  }[];
}

const path = new URL('../../../tooling/golden/data/random_streams.json', import.meta.url);
const golden = JSON.parse(readFileSync(path, 'utf8')) as Golden;

/** The library's spelling of a recorded call. */
const methods: Record<string, (rs: RandomState, ...args: never[]) => unknown> = {
  rand: (rs, ...shape: number[]) => rs.rand(...shape),
  randn: (rs, ...shape: number[]) => rs.randn(...shape),
  random: (rs, size?: Size) => (size === undefined ? rs.random() : rs.random(size)),
  standardNormal: (rs, size?: Size) => (size === undefined ? rs.standardNormal() : rs.standardNormal(size)),
  uniform: (rs, low?: number, high = 1, size?: Size) =>
    size === undefined ? rs.uniform(low, high) : rs.uniform(low ?? 0, high, size),
  normal: (rs, mean?: number, std = 1, size?: Size) =>
    size === undefined ? rs.normal(mean, std) : rs.normal(mean ?? 0, std, size),
  randint: (rs, low: number, high: number | null = null, size?: Size) =>
    size === undefined ? rs.randint(low, high) : rs.randint(low, high, size),
  permutation: (rs, n: number) => rs.permutation(n),
  permutationOf: (rs, values: number[]) => rs.permutation(int32(values)),
  shuffle: (rs, values: number[]) => {
    const a: NDArray = int32(values);
    rs.shuffle(a);
    return a;
  },
  choice: (rs, n: number, size: Size | null = null, options?: ChoiceOptions) =>
    size === null ? rs.choice(n, undefined, options) : rs.choice(n, size, options),
  choiceOf: (rs, values: number[], size: Size | null = null) =>
    size === null ? rs.choice(int32(values)) : rs.choice(int32(values), size),
};

function int32(values: number[]): NDArray<number[], 'int32'> {
  return np.astype(np.array(values), 'int32');
}

function elements(a: NDArray): Float64Array | Float32Array | Int32Array | Uint8Array {
  return np.contiguousData(a);
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
    return call.ulp === 0 ? Object.is(got, Number(wanted)) : ulpDistance(got, Number(wanted)) <= call.ulp;
  };
  const { out } = call;
  if (typeof out === 'number' || typeof out === 'string')
    return near(answer, out) ? '' : `${String(answer)} is not ${out}`;
  if (!np.isNDArray(answer)) return `${String(answer)} is not an array`;
  const shape = out?.shape ?? call.shape;
  if (JSON.stringify(answer.shape) !== JSON.stringify(shape))
    return `shape ${answer.shape.join()} is not ${shape?.join()}`;
  const data = elements(answer);
  if (call.sha256 !== undefined)
    return sha256(data) === call.sha256 ? '' : `the bytes of ${data.length} elements differ`;
  if (out !== undefined && answer.dtype !== out.dtype) return `dtype ${answer.dtype} is not ${out.dtype}`;
  const wanted = call.samples ?? out?.data.map((value, i): [number, Value] => [i, value]) ?? [];
  const wrong = wanted.find(([i, value]) => !near(data[i], value));
  return wrong ? `element ${wrong[0]}: ${data[wrong[0]]} is not ${wrong[1]}` : '';
}

describe(`streams of NumPy ${golden.numpy}: exact, normals within 4 ulp`, () => {
  it('has the streams', () => {
    expect(golden.cases.length).toBeGreaterThan(20);
  });

  for (const { title, seed, calls, state } of golden.cases) {
    const name = Array.isArray(seed) && seed.length > 4 ? `a list of ${seed.length}` : JSON.stringify(seed);
    it(`seed ${name}: ${title}`, () => {
      const rs = randomState(seed);
      calls.forEach((call, i) => {
        const answer = methods[call.method]?.(rs, ...(call.arguments as never[]));
        const shown = `call ${i}, ${call.method}(${call.arguments.map((a) => JSON.stringify(a)).join(', ')})`;
        expect(difference(answer, call), shown).toBe('');
      });
      const { key, pos, hasGauss, cachedGaussian } = rs.getState();
      expect({ pos, hasGauss, keySha256: sha256(Uint32Array.from(key)) }).toEqual({
        pos: state.pos,
        hasGauss: state.hasGauss,
        keySha256: state.keySha256,
      });
      expect(ulpDistance(cachedGaussian, state.cachedGaussian)).toBeLessThanOrEqual(4);
    });
  }

  it("restores NumPy's own state, with a normal waiting", () => {
    const { state, randn, rand } = golden.restored;
    const rs = randomState(0);
    rs.setState(state);
    expect(difference(rs.randn(4), { method: 'randn', arguments: [4], out: randn, ulp: 4 })).toBe('');
    expect(difference(rs.rand(3), { method: 'rand', arguments: [3], out: rand, ulp: 0 })).toBe('');
  });
});
