/** Both ways to make a step, `update` and `updateInPlace`, and a state that was saved in between, over every setting of the oracle. */
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { describe, expect, test } from 'vitest';
import golden from '../scripts/trajectories.json' with { type: 'json' };
import { optimizerByName, updatesInPlace, type Optimizer } from './index.js';

type FloatDType = 'float64' | 'float32';
type Params = readonly [{ W: NDArray; b: NDArray }, { W: NDArray; b: NDArray }];
const shapes = [[3, 5], [3, 1], [2, 3], [2, 1]] as const; // prettier-ignore

/** The two layers' parameters from one list of numbers. */
function tree(values: readonly number[], dtype: FloatDType): Params {
  let start = 0;
  const take = ([rows, columns]: readonly [number, number]): NDArray => {
    const stop = start + rows * columns;
    const part = np.array([...values.slice(start, stop)]).astype(dtype);
    start = stop;
    return np.reshape(part, [rows, columns]);
  };
  const [W1, b1, W2, b2] = [take(shapes[0]), take(shapes[1]), take(shapes[2]), take(shapes[3])];
  return [{ W: W1, b: b1 }, { W: W2, b: b2 }]; // prettier-ignore
}

const size = shapes.reduce((total, [rows, columns]) => total + rows * columns, 0);
const numbersOf = (params: Params): number[] =>
  params.flatMap(({ W, b }) => [...np.contiguousData(W), ...np.contiguousData(b)]);
const start = Array.from({ length: size }, (_, i) => Math.fround(2 * Math.sin(7 * i + 1)));
/** A gradient that differs from step to step. */
const slope = (w: number, i: number, step: number): number => Math.fround(3 * w + Math.cos(5 * i + step));
const factor = (step: number): number => 1 / (1 + (step % 3));

function steps(optimizer: Optimizer, dtype: FloatDType, count: number, from?: { params: Params; state: unknown }) {
  let params = from?.params ?? tree(start, dtype);
  let state = (from?.state ?? optimizer.init(params)) as ReturnType<typeof optimizer.init<Params>>; // as the caller saved it
  for (let k = 0; k < count; k++) {
    const { step } = state;
    const grads = tree(
      numbersOf(params).map((w, i) => slope(w, i, step)),
      dtype,
    );
    ({ params, state } = optimizer.update(params, grads, state, { learningRateFactor: factor(step) }));
  }
  return { params, state };
}

const settings = golden.trajectories.filter((given) => !('factors' in given));
const named = settings.map(({ name, options }) => {
  const given = JSON.parse(JSON.stringify(options)) as Record<string, number>; // without what is undefined
  return [`${name} ${JSON.stringify(options)}`, optimizerByName(name, given)] as const;
});

describe.each(['float64', 'float32'] as const)('%s', (dtype) => {
  const FloatArray = dtype === 'float64' ? Float64Array : Float32Array;

  test.each(named)('update and updateInPlace give the same bits: %s', (_, optimizer) => {
    expect(updatesInPlace(optimizer)).toBe(true);
    const w = FloatArray.from(start);
    const g = new FloatArray(size);
    const slots = Object.fromEntries(optimizer.slots.map((slot) => [slot, new FloatArray(size)]));
    for (let step = 0; step < 6; step++) {
      w.forEach((x, i) => (g[i] = slope(x, i, step)));
      optimizer.updateInPlace(w, g, slots, step + 1, factor(step));
    }
    const { params, state } = steps(optimizer, dtype, 6);
    expect(numbersOf(params)).toEqual([...w]);
    expect(state.step).toBe(6);
    for (const slot of optimizer.slots) {
      expect(numbersOf(state.slots[slot] ?? params)).toEqual([...(slots[slot] ?? [])]);
    }
    expect([...w].every(Number.isFinite)).toBe(true);
  });

  test.each(named)('a state that went through JSON goes on as if it had not: %s', (_, optimizer) => {
    const unbroken = steps(optimizer, dtype, 6);
    const half = steps(optimizer, dtype, 3);
    const saved = JSON.stringify({
      name: optimizer.name,
      options: optimizer.options,
      step: half.state.step,
      params: numbersOf(half.params),
      slots: Object.entries(half.state.slots).map(([slot, values]) => [slot, numbersOf(values)]),
    });
    const read = JSON.parse(saved) as {
      name: string;
      options: Record<string, number>;
      step: number;
      params: number[];
      slots: [string, number[]][];
    }; // written above
    const again = optimizerByName(read.name, read.options);
    // JSON knows no types: slots of float64 are those of the parameters' type.
    const slots = Object.fromEntries(read.slots.map(([slot, values]) => [slot, tree(values, 'float64')]));
    const resumed = steps(again, dtype, 3, { params: tree(read.params, dtype), state: { step: read.step, slots } });
    expect(numbersOf(resumed.params)).toEqual(numbersOf(unbroken.params));
    for (const slot of optimizer.slots) {
      expect(numbersOf(resumed.state.slots[slot] ?? resumed.params)).toEqual(
        numbersOf(unbroken.state.slots[slot] ?? unbroken.params),
      );
      expect(resumed.state.slots[slot]?.[0].W.dtype).toBe(dtype);
    }
  });
});

describe.each(['float64', 'float32'] as const)('on the heap of the fast kernels, %s', (dtype) => {
  test.each(named)('update and updateInPlace give the same bits: %s', (_, optimizer) => {
    const n = 67;
    const values = Array.from({ length: n }, (_, i) => 2 * Math.sin(7 * i + 1));
    const array = (numbers: readonly number[]): NDArray<number[], FloatDType> => np.array([...numbers]).astype(dtype);
    const grads = array(values.map((w, i) => slope(w, i, 0)));
    const arrays = optimizer.slots.map((slot) => [slot, np.zeros([n], { dtype })] as const);
    const [w, g] = [array(values), array(values)];
    let params = array(values);
    let state = optimizer.init(params);
    for (let step = 1; step <= 3; step++) {
      ({ params, state } = optimizer.update(params, grads, state));
      np.assign(g, grads);
      const slots = Object.fromEntries(arrays.map(([slot, a]) => [slot, np.contiguousData(a)]));
      optimizer.updateInPlace(np.contiguousData(w), np.contiguousData(g), slots, step);
    }
    expect(np.contiguousData(params)).toEqual(np.contiguousData(w));
    for (const [slot, a] of arrays) {
      expect(np.contiguousData(state.slots[slot] ?? params)).toEqual(np.contiguousData(a));
    }
    expect(np.memoryOf(w).onHeap).toBe(true);
  });
});

test.each(named)('the factor is 1 unless given, and the gradient stays unless it is adjusted: %s', (_, optimizer) => {
  const run = (given: readonly number[]): Float64Array[] => {
    const w = Float64Array.of(1, -2, 3);
    const g = Float64Array.of(4, -5, 0.25);
    const slots = Object.fromEntries(optimizer.slots.map((slot) => [slot, new Float64Array(3)]));
    const [learningRateFactor] = given;
    if (learningRateFactor === undefined) optimizer.updateInPlace(w, g, slots, 1);
    else optimizer.updateInPlace(w, g, slots, 1, learningRateFactor);
    return [w, g, ...Object.values(slots)];
  };
  expect(run([])).toEqual(run([1]));
  expect(run([])[0]).not.toEqual(run([0.5])[0]);
  const { l2, clipNorm, clipValue } = optimizer.options;
  if ((l2 ?? clipNorm ?? clipValue) === undefined) expect([...(run([])[1] ?? [])]).toEqual([4, -5, 0.25]);
});

/** J = ½ wᵀA w − vᵀw with A positive definite: the minimum is where A w = v. */
test.each(named)('reaches the minimum of a convex quadratic: %s', (_, { name, options }) => {
  const A = [[3, 1], [1, 2]] as const; // prettier-ignore
  // Of J + (l2 / 2) · Σw², where there is l2; what decays by itself is let alone.
  const l2 = options.l2 ?? 0;
  const target = [0.5, -1.5] as const;
  const [v0, v1] = A.map(([p, q], i) => p * target[0] + q * target[1] + l2 * (target[i as 0 | 1] ?? NaN)); // two rows
  const optimizer = optimizerByName(name, {
    ...options,
    learningRate: ({ adagrad: 1, gradientDescent: 0.1 } as Record<string, number>)[name] ?? 0.05,
    ...('weightDecay' in options ? { weightDecay: 0 } : {}),
    ...('learningRateDecay' in options ? { learningRateDecay: 0.001 } : {}),
  });
  const w = Float64Array.of(2, 2);
  const slots = Object.fromEntries(optimizer.slots.map((slot) => [slot, new Float64Array(2)]));
  for (let step = 1; step <= 1600; step++) {
    const [x = NaN, y = NaN] = w;
    const g = Float64Array.of(A[0][0] * x + A[0][1] * y - (v0 ?? NaN), A[1][0] * x + A[1][1] * y - (v1 ?? NaN));
    // Rules that divide by the gradient's size keep their step length; a decaying learning rate lets them settle.
    optimizer.updateInPlace(w, g, slots, step, 0.995 ** step);
  }
  expect(w[0]).toBeCloseTo(target[0], 4);
  expect(w[1]).toBeCloseTo(target[1], 4);
});
