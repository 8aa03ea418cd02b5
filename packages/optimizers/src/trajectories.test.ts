/** Twenty steps on a curved valley, against the update equations written out for single numbers. */
import * as np from '@keepdims/ndarray';
import { describe, expect, test } from 'vitest';
import {
  adagrad,
  adam,
  adamw,
  gradientDescent,
  momentum,
  nesterov,
  optimizerByName,
  optimizers,
  rmsprop,
  type Optimizer,
} from './index.js';

/** J(w) = Σ c w² / 2 + w⁴ / 4, so that the gradient is c w + w³. */
const curvature = [1, 10, 0.1];
const start = [1, -0.5, 2];
const slope = (w: number, i: number): number => (curvature[i] ?? NaN) * w + w ** 3;

function run(optimizer: Optimizer): number[][] {
  let params = [{ w: np.array([[...start]]) }];
  let state = optimizer.init(params);
  return Array.from({ length: 20 }, () => {
    const grads = params.map(({ w }) => ({ w: np.array([w.toArray().flat().map(slope)]) }));
    ({ params, state } = optimizer.update(params, grads, state));
    return params.flatMap(({ w }) => w.toArray().flat());
  });
}

/** The same with one closure a weight, which takes the gradient and gives the change. */
function runScalars(makeChange: () => (gradient: number) => number): number[][] {
  const weights = [...start];
  const changes = weights.map(makeChange);
  return Array.from({ length: 20 }, () => {
    weights.forEach((w, i) => (weights[i] = w - (changes[i]?.(slope(w, i)) ?? NaN)));
    return [...weights];
  });
}

function expectSame(found: number[][], expected: number[][]): void {
  found.forEach((weights, step) => {
    weights.forEach((w, i) => {
      expect(Math.abs(w - (expected[step]?.[i] ?? NaN)), `step ${step + 1}, weight ${i}`).toBeLessThan(1e-14);
    });
  });
  expect(found).toHaveLength(expected.length);
  expect(found[19]).not.toEqual(found[0]);
}

describe('twenty steps', () => {
  test('gradientDescent', () => {
    expectSame(
      run(gradientDescent({ learningRate: 0.05 })),
      runScalars(() => (g) => 0.05 * g),
    );
  });

  test('momentum', () => {
    expectSame(
      run(momentum({ learningRate: 0.05, beta: 0.8 })),
      // The velocity in closed form: the sum of all gradients so far, each decayed by its age.
      runScalars(() => {
        const gradients: number[] = [];
        return (g) => {
          gradients.unshift(g);
          return 0.05 * gradients.reduce((sum, past, age) => sum + 0.8 ** age * past, 0);
        };
      }),
    );
  });

  test('adam', () => {
    const [learningRate, beta1, beta2, epsilon] = [0.1, 0.8, 0.95, 1e-6];
    expectSame(
      run(adam({ learningRate, beta1, beta2, epsilon })),
      // The corrected moments are weighted means of all gradients so far: the weights beta^age, divided by their sum.
      runScalars(() => {
        const gradients: number[] = [];
        const mean = (beta: number, power: number): number => {
          const weights = gradients.map((_, age) => beta ** age);
          const total = weights.reduce((sum, weight) => sum + weight);
          return gradients.reduce((sum, past, age) => sum + (weights[age] ?? NaN) * past ** power, 0) / total;
        };
        return (g) => {
          gradients.unshift(g);
          return (learningRate * mean(beta1, 1)) / (Math.sqrt(mean(beta2, 2)) + epsilon);
        };
      }),
    );
  });

  test('momentum with beta 0 is gradient descent', () => {
    expect(run(momentum({ learningRate: 0.05, beta: 0 }))).toEqual(run(gradientDescent({ learningRate: 0.05 })));
  });

  test('nesterov with beta 0 is gradient descent', () => {
    expect(run(nesterov({ learningRate: 0.05, beta: 0 }))).toEqual(run(gradientDescent({ learningRate: 0.05 })));
  });

  test('adamw without decay is adam', () => {
    expect(run(adamw({ learningRate: 0.1, weightDecay: 0 }))).toEqual(run(adam({ learningRate: 0.1 })));
  });

  test('the variants of rmsprop remember only what they need', () => {
    expect(rmsprop().slots).toEqual(['meanSquare']);
    expect(rmsprop({ centered: 1 }).slots).toEqual(['meanSquare', 'mean']);
    expect(rmsprop({ momentum: 0.5 }).slots).toEqual(['meanSquare', 'velocity']);
    expect(rmsprop({ momentum: 0.5, centered: 1 }).slots).toEqual(['meanSquare', 'mean', 'velocity']);
  });

  test('a variance that rounding makes negative counts as 0', () => {
    const optimizer = rmsprop({ centered: 1, beta: 0.5, epsilon: 1, learningRate: 1 });
    const [w, mean, meanSquare] = [Float32Array.of(0), Float32Array.of(0.1), Float32Array.of(0.1 * 0.1)];
    for (let step = 1; step <= 100; step++) {
      optimizer.updateInPlace(w, Float32Array.of(0.1), { mean, meanSquare }, step);
    }
    // The square of the mean has more digits than the mean square, which is rounded below it.
    expect((mean[0] ?? NaN) ** 2).toBeGreaterThan(meanSquare[0] ?? NaN);
    expect(w[0]).toBeCloseTo(-10, 4);
  });

  test('every optimizer goes downhill', () => {
    const cost = (weights: readonly number[]): number =>
      weights.reduce((sum, w, i) => sum + ((curvature[i] ?? NaN) * w ** 2) / 2 + w ** 4 / 4, 0);
    for (const make of Object.values(optimizers)) {
      const optimizer = make({ learningRate: 0.05 });
      expect(cost(run(optimizer)[19] ?? [])).toBeLessThan(cost(start));
    }
  });
});

test('a saved state goes on as if it had not been saved', () => {
  const optimizer = adam({ learningRate: 0.1 });
  const grads = [np.array([1, -2])];
  const first = optimizer.update([np.array([3, 4])], grads, optimizer.init([np.array([3, 4])]));
  const saved = JSON.stringify({
    step: first.state.step,
    slots: Object.entries(first.state.slots).map(([k, [a]]) => [k, a?.toArray()]),
  });
  const { step, slots } = JSON.parse(saved) as { step: number; slots: [string, number[]][] }; // written above
  const state = { step, slots: Object.fromEntries(slots.map(([k, values]) => [k, [np.array(values)]])) };
  const resumed = optimizerByName('adam', optimizer.options).update(first.params, grads, state as typeof first.state); // sizes are forgotten
  expect(resumed.params[0]?.toArray()).toEqual(optimizer.update(first.params, grads, first.state).params[0]?.toArray());
});

test('options in full', () => {
  expect(adam().options).toEqual({ learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  expect(momentum().options).toEqual({ learningRate: 0.01, beta: 0.9 });
  expect(gradientDescent().options).toEqual({ learningRate: 0.01 });
  expect(nesterov().options).toEqual({ learningRate: 0.01, beta: 0.9 });
  expect(rmsprop().options).toEqual({ learningRate: 0.01, beta: 0.99, epsilon: 1e-8, momentum: 0, centered: 0 });
  expect(adagrad().options).toEqual({
    learningRate: 0.01,
    learningRateDecay: 0,
    initialAccumulator: 0,
    epsilon: 1e-10,
  });
  expect(adamw().options).toEqual({ ...adam().options, weightDecay: 0.01 });
  expect(() => momentum({ beta: 1 })).toThrow(new RangeError('momentum: beta must be >= 0 and < 1, but it is 1.'));
  expect(() => adam({ beta2: -0.1 })).toThrow(new RangeError('adam: beta2 must be >= 0 and < 1, but it is -0.1.'));
  expect(() => rmsprop({ centered: 0.5 })).toThrow(new RangeError('rmsprop: centered must be 0 or 1, but it is 0.5.'));
  expect(() => rmsprop({ momentum: 1 })).toThrow(
    new RangeError('rmsprop: momentum must be >= 0 and < 1, but it is 1.'),
  );
  expect(() => adagrad({ initialAccumulator: -1 })).toThrow(
    new RangeError('adagrad: initialAccumulator must be finite and >= 0, but it is -1.'),
  );
  expect(() => adagrad({ learningRateDecay: -1 })).toThrow(
    new RangeError('adagrad: learningRateDecay must be finite and >= 0, but it is -1.'),
  );
  expect(() => adamw({ weightDecay: -1 })).toThrow(
    new RangeError('adamw: weightDecay must be finite and >= 0, but it is -1.'),
  );
  expect(() => adam({ epsilon: 0 })).toThrow(new RangeError('adam: epsilon must be finite and > 0, but it is 0.'));
});

test('optimizerByName offers the nearest name', () => {
  expect(() => optimizerByName('adma')).toThrow(
    new RangeError(
      "optimizerByName('adma'): there is no optimizer 'adma'. Did you mean 'adam'? " +
        `The names are ${Object.keys(optimizers).join(', ')}.`,
    ),
  );
});
