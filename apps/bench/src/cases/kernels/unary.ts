// Assertions: every index of the loops is inside by construction, and a check would be timed with them.
import { activations } from '@keepdims/activations';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { arrayOf, numbers } from '../../data.js';
import type { BenchCase, Family } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';

interface Entry {
  /** By the library. */
  readonly apply: (x: NDArray) => NDArray;
  /** Of one number, for the loop. */
  readonly scalar: (x: number) => number;
  /** Inputs are in [low, high), default [-4, 4). */
  readonly domain?: readonly [low: number, high: number];
}

const positive = [0.01, 8] as const;

const functions: Readonly<Record<string, Entry>> = {
  exp: { apply: (x) => np.exp(x), scalar: Math.exp },
  expm1: { apply: (x) => np.expm1(x), scalar: Math.expm1 },
  log: { apply: (x) => np.log(x), scalar: Math.log, domain: positive },
  log1p: { apply: (x) => np.log1p(x), scalar: Math.log1p, domain: positive },
  log2: { apply: (x) => np.log2(x), scalar: Math.log2, domain: positive },
  sqrt: { apply: (x) => np.sqrt(x), scalar: Math.sqrt, domain: positive },
  sin: { apply: (x) => np.sin(x), scalar: Math.sin },
  cos: { apply: (x) => np.cos(x), scalar: Math.cos },
  tanh: { apply: (x) => np.tanh(x), scalar: Math.tanh },
  negative: { apply: (x) => np.negative(x), scalar: (x) => -x },
  abs: { apply: (x) => np.abs(x), scalar: Math.abs },
  sign: { apply: (x) => np.sign(x), scalar: Math.sign },
  square: { apply: (x) => np.square(x), scalar: (x) => x * x },
  reciprocal: { apply: (x) => np.reciprocal(x), scalar: (x) => 1 / x, domain: positive },
  floor: { apply: (x) => np.floor(x), scalar: Math.floor },
  ceil: { apply: (x) => np.ceil(x), scalar: Math.ceil },
  round: { apply: (x) => np.round(x), scalar: roundHalfEven },
  ...Object.fromEntries(
    Object.entries({
      sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
      relu: (x: number) => Math.max(0, x),
      leakyRelu: (x: number) => (x > 0 ? x : 0.01 * x),
      softplus: (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    }).flatMap(([name, scalar]): [string, Entry][] => {
      const activation = Object.entries(activations).find(([known]) => known === name)?.[1];
      return activation === undefined ? [] : [[name, { apply: activation, scalar }]];
    }),
  ),
};

/** Every function of one number, on 10^6 of them. */
export const unary: Family = {
  group: 'kernels',
  name: 'unary',
  title: 'functions of each element',
  rows: 'function',
  sizes: [1_000_000],
  quickSizes: [100_000],
  largestSize: 1e8,
  at: (family, n, dtype): BenchCase[] =>
    Object.entries(functions).map(([name, { apply, scalar, domain: [low, high] = [-4, 4] }]) => ({
      name: caseName(family, `${name.toLowerCase()}-${n}`, dtype),
      family,
      label: name,
      dtype,
      tolerance: toleranceOf(dtype),
      subject: 'np',
      work: { bytes: 2 * n * bytesOf(dtype) },
      job: { kind: 'unary', dtype, name, n, low, high },
      create() {
        const typed = numbers(dtype, n, 1, low, high);
        const x = arrayOf(typed, [n]);
        const target = typed.slice();
        // A loop of its own for each function, as someone would write it; shared code would call through a pointer.
        const loop = loopOver(scalar);
        return [
          { name: 'loop', kind: 'loops', run: () => ({ y: loop(typed, target) }) },
          { name: 'np', run: () => ({ y: apply(x) }) },
        ];
      },
    })),
};

function loopOver(f: (x: number) => number) {
  return <A extends Float32Array | Float64Array>(x: A, y: A): A => {
    for (let i = 0; i < x.length; i++) y[i] = f(x[i] as number);
    return y;
  };
}

/** As NumPy rounds. */
function roundHalfEven(x: number): number {
  const up = Math.round(x);
  return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
}
