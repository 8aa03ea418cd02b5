/** The options that every optimizer has: l2, clipNorm, clipValue. */
import * as np from '@keepdims/ndarray';
import { describe, expect, it, test } from 'vitest';
import { gradientDescent, optimizerByName, optimizers } from './index.js';

/** One step of gradient descent with learning rate 1: the gradient that the rule got is what w lost. */
function gradientsUsed(options: Record<string, number>, w: readonly number[], g: readonly number[]): number[] {
  const optimizer = optimizerByName('gradientDescent', { learningRate: 1, ...options });
  const params = w.map((x) => np.array([x]));
  const grads = g.map((x) => np.array([x]));
  const updated = optimizer.update(params, grads, optimizer.init(params)).params;
  return updated.map((a, i) => (w[i] ?? NaN) - a.at(0));
}

describe('by hand', () => {
  it('l2 adds l2 · w to every gradient', () => {
    expect(gradientsUsed({ l2: 0.5 }, [4, -2], [1, 1])).toEqual([3, 0]);
    expect(gradientsUsed({ l2: 0 }, [4, -2], [1, 1])).toEqual([1, 1]);
  });

  it('clipNorm is of all parameters together', () => {
    const [a = NaN, b = NaN] = gradientsUsed({ clipNorm: 10 }, [0, 0], [30, -40]);
    expect(a).toBe(30 * (10 / (50 + 1e-6)));
    expect(b).toBe(-40 * (10 / (50 + 1e-6)));
    expect(gradientsUsed({ clipNorm: 51 }, [0, 0], [30, -40])).toEqual([30, -40]);
  });

  it('clipValue is of each element', () => {
    expect(gradientsUsed({ clipValue: 2 }, [0, 0, 0], [30, -40, 1])).toEqual([2, -2, 1]);
  });

  it("the loss's gradient is clipped before l2 is added, which is not", () => {
    expect(gradientsUsed({ clipValue: 2, l2: 1 }, [8, 8], [30, -40])).toEqual([10, 6]);
    expect(gradientsUsed({ clipNorm: 1, l2: 1 }, [8], [1e9])[0]).toBeCloseTo(9, 12);
  });
});

describe.each(Object.entries(optimizers))('%s', (name, factory) => {
  const options = { l2: 0.25, clipNorm: 3, clipValue: 2 };
  const made = optimizerByName(name, options);
  const plain = factory();

  test('what the rule sees is the clipped gradient with l2 · w', () => {
    const params = { W: np.array([[8, -4]]), b: np.array([[2]]) };
    const grads = { W: np.array([[9, -1]]), b: np.array([[-2]]) };
    // Clamped to 2, −1, −2, which have the norm 3.
    const factor = 3 / (3 + 1e-6);
    const [first, second, third] = [2 * factor + 2, -1 * factor - 1, -2 * factor + 0.5];
    const adjusted = { W: np.array([[first, second]]), b: np.array([[third]]) };
    const found = made.update(params, grads, made.init(params));
    const expected = plain.update(params, adjusted, plain.init(params));
    expect(found.params.W.toArray()).toEqual(expected.params.W.toArray());
    expect(found.params.b.toArray()).toEqual(expected.params.b.toArray());
    expect(Object.values(found.state.slots).map(({ W }) => W.toArray())).toEqual(
      Object.values(expected.state.slots).map(({ W }) => W.toArray()),
    );
  });

  test('nothing given is changed, views neither', () => {
    const base = np.array([[8, -4, 1], [5, 6, 7]]); // prettier-ignore
    const params = [base, base.T()];
    const grads = [np.array([[9, -1, 3], [0, 4, -5]]), np.array([[9, -1], [3, 0], [4, -5]])]; // prettier-ignore
    const before = JSON.stringify([params, grads].map((list) => list.map((a) => a.toArray())));
    const first = made.update(params, grads, made.init(params));
    const state = JSON.stringify(Object.values(first.state.slots).map((slot) => slot.map((a) => a.toArray())));
    made.update(first.params, grads, first.state);
    expect(JSON.stringify([params, grads].map((list) => list.map((a) => a.toArray())))).toBe(before);
    expect(JSON.stringify(Object.values(first.state.slots).map((slot) => slot.map((a) => a.toArray())))).toBe(state);
  });
});

it('a typo is offered the nearest name', () => {
  expect(() => optimizerByName('adam', { clipnorm: 1 })).toThrow(
    new RangeError(
      "adam: there is no option 'clipnorm'. Did you mean 'clipNorm'? " +
        'The options are learningRate, beta1, beta2, epsilon, l2, clipNorm, clipValue.',
    ),
  );
  const anything = gradientDescent as (options: unknown) => unknown; // as JavaScript calls it
  expect(() => anything({ l2: '1' })).toThrow(new TypeError('gradientDescent: l2 must be a number, but it is "1".'));
});

it('what others call an option is offered its name here', () => {
  const names = 'The options are learningRate, beta1, beta2, epsilon, l2, clipNorm, clipValue.';
  for (const [alias, name] of Object.entries({
    lr: 'learningRate',
    alpha: 'learningRate',
    eps: 'epsilon',
    weightDecay: 'l2',
  })) {
    expect(() => optimizerByName('adam', { [alias]: 0.01 })).toThrow(
      new RangeError(`adam: there is no option '${alias}'. Did you mean '${name}'? ${names}`),
    );
  }
  expect(optimizerByName('adamw', { weightDecay: 0.1 }).options.weightDecay).toBe(0.1);
});
