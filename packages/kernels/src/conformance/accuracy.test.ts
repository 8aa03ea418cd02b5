import { expect, it } from 'vitest';
import type { ActivationName, AllKernels, Floats, UnaryName } from '../index.js';
import { add, divide, exp, expm1, log, log1p } from './test/doubleDouble.js';
import type { Pair } from './test/doubleDouble.js';
import { describeEach } from './test/implementations.js';

/** What the design promises of exp, log, tanh, sigmoid and their kin, in units in the last place of the exact value. */
const allowed = 2;
const count = 200_000;

const one: Pair = [1, 0];
const sigmoid = (z: number): Pair => {
  const e = exp([-Math.abs(z), 0]);
  return divide(z < 0 ? e : one, add(one, e));
};

interface Case {
  readonly run: UnaryName | ActivationName;
  /** The exact value, of numbers whose values are not denormal. */
  readonly exact: (x: number) => Pair;
  /** The same in float64, good to a float64's ulp or so: exact for float32. */
  readonly single: (x: number) => number;
  /** Where the useful arguments of a type lie: evenly between these, */
  readonly range: (double: boolean) => [number, number];
  /** and of magnitudes 2^from to 2^to, of either sign or only positive. */
  readonly powers: (double: boolean) => [number, number, signed: boolean];
}

const near = (): [number, number, boolean] => [-60, 4, true];
const scalarSigmoid = (z: number) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));
const decaying = (double: boolean): [number, number] => (double ? [-670, 40] : [-87, 20]); // the oracle's low part must be normal
const cases: readonly Case[] = [
  { run: 'exp', exact: (x) => exp([x, 0]), single: Math.exp, range: (d) => (d ? [-670, 709] : [-87, 88.7]), powers: near },
  { run: 'expm1', exact: (x) => expm1([x, 0]), single: Math.expm1, range: (d) => (d ? [-40, 709] : [-20, 88.7]), powers: near },
  { run: 'log', exact: (x) => log([x, 0]), single: Math.log, range: () => [0.5, 2], powers: (d) => (d ? [-1000, 990, false] : [-126, 127, false]) },
  { run: 'log1p', exact: (x) => log1p([x, 0]), single: Math.log1p, range: () => [-0.999, 3], powers: () => [-60, -0.001, true] },
  { run: 'tanh', exact: (x) => { const u = expm1([2 * x, 0]); return divide(u, add(u, [2, 0])); }, single: Math.tanh, range: (d) => (d ? [-20, 20] : [-10, 10]), powers: near },
  { run: 'sigmoid', exact: sigmoid, single: scalarSigmoid, range: decaying, powers: near },
  { run: 'softplus', exact: (z) => add([Math.max(z, 0), 0], log1p(exp([-Math.abs(z), 0]))), single: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), range: decaying, powers: near },
]; // prettier-ignore

/** Values where the result is denormal, overflows, or has no digits at all: by a Python script with mpmath, rounded to each type. */
const edges: readonly [UnaryName | ActivationName, x: number, f64: number, f32: number][] = [
  ['exp', -Infinity, 0, 0], ['exp', Infinity, Infinity, Infinity], ['exp', -746, 0, 0], ['exp', 0, 1, 1], ['exp', 89, 4.489612819174345e38, Infinity],
  ['expm1', -Infinity, -1, -1], ['expm1', Infinity, Infinity, Infinity], ['expm1', -0, -0, -0], ['expm1', 710, Infinity, Infinity], ['expm1', -200, -1, -1],
  ['expm1', 5e-324, 5e-324, 0], ['log', 0, -Infinity, -Infinity], ['log', -0, -Infinity, -Infinity], ['log', -1, NaN, NaN], ['log', 1, 0, 0],
  ['log', 5e-324, -744.4400719213812, -Infinity], ['log', Infinity, Infinity, Infinity], ['log1p', -1, -Infinity, -Infinity], ['log1p', -2, NaN, NaN],
  ['log1p', -0, -0, -0], ['log1p', Infinity, Infinity, Infinity], ['log1p', 5e-324, 5e-324, 0], ['tanh', -0, -0, -0], ['tanh', -Infinity, -1, -1],
  ['tanh', Infinity, 1, 1], ['tanh', 5e-324, 5e-324, 0], ['sigmoid', -Infinity, 0, 0], ['sigmoid', Infinity, 1, 1], ['sigmoid', -746, 0, 0],
  ['softplus', -Infinity, 0, 0], ['softplus', Infinity, Infinity, Infinity], ['softplus', 800, 800, 800],
  ['sqrt', -1, NaN, NaN], ['sqrt', -0, -0, -0], ['round', -0.5, -0, -0], ['round', 2.5, 2, 2], ['sign', -0, 0, 0], ['floor', -0, -0, -0], ['ceil', -0.5, -0, -0],
  ['relu', -0, 0, 0],
]; // prettier-ignore

const isUnary = (name: string): name is UnaryName =>
  /^(exp|expm1|log|log1p|tanh|sqrt|round|sign|floor|ceil)$/.test(name);

function apply(kernels: AllKernels, name: UnaryName | ActivationName, x: Floats, out: Floats): void {
  if (!isUnary(name)) kernels.activate(name, 1, x.length, x, out);
  else kernels.unary(name, [x.length], { data: x, offset: 0, strides: [1] }, { data: out, offset: 0, strides: [1] });
}

/** A fixed stream of numbers in [0, 1): Knuth's linear congruential generator. */
function stream(): () => number {
  let state = 12345n;
  return () => Number((state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn) >> 11n) / 2 ** 53;
} // prettier-ignore

function points({ range, powers }: Case, double: boolean): number[] {
  const random = stream();
  const [low, high] = range(double);
  const [from, to, signed] = powers(double);
  const even = Array.from({ length: count / 2 }, () => low + (high - low) * random());
  const spread = Array.from({ length: count / 2 }, () => 2 ** (from + (to - from) * random()) * (signed && random() < 0.5 ? -1 : 1));
  const breaks = Array.from({ length: 400 }, (_, i) => ((i - 200) * Math.LN2) / 2).filter((x) => x > low && x < high);
  return [...even, ...spread, ...breaks];
} // prettier-ignore

const inputs = new Map<string, { x: Floats; exact: readonly Pair[] }>();
function inputsOf(test: Case, double: boolean): { x: Floats; exact: readonly Pair[] } {
  const key = `${test.run} ${double}`;
  let found = inputs.get(key);
  if (found === undefined) {
    const x = double ? Float64Array.from(points(test, true)) : Float32Array.from(points(test, false));
    found = { x, exact: Array.from(x, (v): Pair => (double ? test.exact(v) : [test.single(v), 0])) };
    inputs.set(key, found);
  }
  return found;
}

/** A number's unit in the last place: of 52 or 23 bits, and no smaller than the smallest denormal number. */
function ulpOf(value: number, double: boolean): number {
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const within = 2 ** exponent > Math.abs(value) ? exponent - 1 : 2 ** (exponent + 1) <= Math.abs(value) ? exponent + 1 : exponent;
  return double ? 2 ** Math.max(within - 52, -1074) : 2 ** Math.max(within - 23, -149);
} // prettier-ignore

describeEach(({ kernels, placeData }) => {
  for (const double of [false, true]) {
    it.each(cases)(`$run in ${double ? 'float64' : 'float32'} is within ${allowed} ulp`, (test) => {
      const { x, exact } = inputsOf(test, double);
      const out = placeData(x.slice());
      apply(kernels, test.run, placeData(x), out);
      let worst = { ulp: 0, at: 0, got: 0 };
      exact.forEach(([high, low], i) => {
        const got = out[i] ?? NaN;
        const ulp = high === 0 ? (got === 0 ? 0 : Infinity) : Math.abs(got - high - low) / ulpOf(high, double);
        if (!(ulp <= worst.ulp)) worst = { ulp, at: x[i] ?? NaN, got };
      });
      expect(worst.ulp, `${test.run}(${worst.at}) = ${worst.got}`).toBeLessThanOrEqual(allowed);
    });

    it(`edges in ${double ? 'float64' : 'float32'}`, () => {
      const Type = double ? Float64Array : Float32Array;
      for (const [name, at, f64, f32] of edges) {
        const want = double ? f64 : f32;
        const out = placeData(new Type(5));
        apply(kernels, name, placeData(Type.from([1, at, 1, 1, at])), out);
        const close = Object.is(out[1], want) || Math.abs((out[1] ?? NaN) - want) <= 2 * ulpOf(want, double);
        expect(close, `${name}(${at}) = ${out[1]}, not ${want}`).toBe(true);
        if (want === 0) expect(Object.is(out[1], want), `${name}(${at}) has the sign of zero`).toBe(true);
        expect(Object.is(out[1], out[4]), `${name}(${at}) depends on its place`).toBe(true);
        apply(kernels, name, placeData(Type.of(NaN, 1)), out);
        expect(out[0], `${name}(NaN)`).toBeNaN();
      }
    });

    it(`denormal results in ${double ? 'float64' : 'float32'}`, () => {
      const smallest = double ? 2 ** -1074 : 2 ** -149;
      const from = double ? [-708.4, -720, -740, -744.4, -745.1] : [-87.4, -95, -100, -103, -103.9];
      for (const name of ['exp', 'sigmoid', 'softplus'] as const) {
        const x = placeData(double ? Float64Array.from(from) : Float32Array.from(from));
        const out = placeData(x.slice());
        apply(kernels, name, x, out);
        x.forEach((v, i) => {
          const scaled = double ? Math.exp(v + 100) * Math.exp(-100) : Math.exp(v); // all three are e^x there
          expect(Math.abs((out[i] ?? NaN) - scaled), `${name}(${v}) = ${out[i]}`).toBeLessThanOrEqual(
            2 * smallest + 2 ** (double ? -46 : -22) * scaled,
          );
        });
      }
    });
  }

  it.each(cases)('$run does not depend on where an element stands', ({ run }) => {
    for (const Type of [Float32Array, Float64Array]) {
      const x = new Type(41);
      for (let i = 0; i < 41; i++) x[i] = i % 7 === 3 ? ([NaN, -900, 900, 0][i % 4] ?? 0) : 0.1 + i / 9;
      const whole = placeData(new Type(x.length));
      apply(kernels, run, placeData(x), whole);
      for (let start = 0; start < 9; start++) {
        const part = placeData(new Type(x.length - 2 * start));
        apply(kernels, run, placeData(x.slice(start, x.length - start)), part);
        expect([...part]).toEqual([...whole].slice(start, x.length - start));
      }
    }
  });
});
