/** Twenty steps of each optimizer with its options against PyTorch's, from scripts/trajectories.py. */
import * as np from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import golden from '../scripts/trajectories.json' with { type: 'json' };
import { optimizerByName, optimizers, scheduleByName, schedules } from './index.js';

const numbers = (options: Readonly<Record<string, number | undefined>>): Record<string, number> =>
  Object.fromEntries(Object.entries(options).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

test('every optimizer is compared, with each of its options', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    const cases = golden.trajectories.filter((given) => given.name === name);
    const used = new Set(cases.flatMap(({ options }) => Object.keys(options)));
    expect(used).toEqual(new Set([...Object.keys(make().options), 'l2', 'clipNorm', 'clipValue']));
    expect(cases.some((given) => 'factors' in given)).toBe(true);
  }
});

test.each(Object.entries(golden.defaults))('defaults of %s', (name, defaults) => {
  expect(optimizerByName(name).options).toMatchObject(defaults);
});

const label = ({ name, options, ...rest }: (typeof golden.trajectories)[number]): string =>
  `${name} ${JSON.stringify(options)}${'factors' in rest ? ', with factors' : ''}`;

test.each(golden.trajectories.map((given) => [label(given), given] as const))('%s', (_, given) => {
  const { name, options, weights } = given;
  const factors = 'factors' in given ? given.factors : undefined;
  const optimizer = optimizerByName(name, numbers(options));
  const curvature = { W: np.array(golden.curvature.W), b: np.array(golden.curvature.b) };
  const slope = (w: np.NDArray, c: np.NDArray): np.NDArray =>
    np.add(np.multiply(c, w), np.multiply(w, np.multiply(w, w)));
  let params: Record<'W' | 'b', np.NDArray> = { W: np.array(golden.start.W), b: np.array(golden.start.b) };
  let state = optimizer.init(params);
  weights.forEach((expected, step) => {
    const grads = { W: slope(params.W, curvature.W), b: slope(params.b, curvature.b) };
    const learningRateFactor = factors?.[step] ?? 1;
    ({ params, state } = optimizer.update(params, grads, state, { learningRateFactor }));
    const found = [params.W, params.b].flatMap((a) => [...np.contiguousData(a)]);
    expect(found).toHaveLength(3);
    found.forEach((w, i) => {
      const off = Math.abs(w - (expected[i] ?? NaN));
      expect(off, `step ${step + 1}, weight ${i}`).toBeLessThan(1e-12);
    });
  });
  expect(weights).toHaveLength(20);
  expect(weights[19]).not.toEqual(weights[0]);
});

test.each(golden.schedules.map((given) => [`${given.name} ${JSON.stringify(given.options)}`, given] as const))(
  'schedule %s',
  (_, { name, options, factors }) => {
    const schedule = scheduleByName(name, numbers(options));
    factors.forEach((factor, epoch) => {
      expect(Math.abs(schedule(epoch) - factor), `epoch ${epoch}`).toBeLessThan(1e-14);
    });
    expect(factors.length).toBeGreaterThan(4);
    expect(Object.keys(schedules)).toContain(name);
  },
);
