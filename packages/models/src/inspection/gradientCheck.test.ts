import {
  activations,
  defineActivation,
  identity,
  leakyRelu,
  relu,
  sigmoid,
  softmax,
  tanh,
} from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { randomNormal, zeros } from '@keepdims/initializers';
import { binaryCrossEntropy, categoricalCrossEntropy, defineLoss, meanSquaredError } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { dense, network } from '../index.js';
import type { GradientCheckOptions } from '../index.js';

const rs = randomState(5);
const X = rs.standardNormal([3, 6]);
const Y = np.array([[1, 0, 0, 1, 0, 1]]);
const net = network(3, dense(4, tanh), dense(1, sigmoid));
const params = net.initialize(randomState(1));

/** tanh with a derivative that is wrong by a factor. */
const wrong = (factor: number): Activation =>
  defineActivation({
    name: 'wrongTanh',
    value: Math.tanh,
    derivative: (z) => factor * (1 - Math.tanh(z) ** 2),
    kinks: [],
    knownValues: [[0, 0]],
    reference: 'none',
  });

describe('a right gradient', () => {
  it('agrees, in every array', () => {
    const check = net.gradientCheck(params, X, Y, binaryCrossEntropy);
    expect(check.relativeDifference).toBeGreaterThan(0);
    expect(check.relativeDifference).toBeLessThan(1e-9);
    expect(check.agrees).toBe(true);
    expect(check.compared).toBe(net.parameterCount);
    expect(check.arrays.map(({ layer, array, compared, agrees }) => [layer, array, compared, agrees])).toEqual([
      [1, 'W', 12, true],
      [1, 'b', 4, true],
      [2, 'W', 4, true],
      [2, 'b', 1, true],
    ]);
    const { worst } = check;
    expect(worst === undefined ? NaN : Math.abs(worst.analytic - worst.numeric)).toBeLessThan(1e-9);
  });

  it('leaves the parameters alone', () => {
    const before = JSON.stringify(net.toJSON(params));
    net.gradientCheck(params, X, Y, binaryCrossEntropy, { l2: 0.1 });
    expect(JSON.stringify(net.toJSON(params))).toBe(before);
  });

  it('agrees for every activation, with l2, dropout and batch normalisation', () => {
    const names: string[] = [];
    for (const [name, activation] of Object.entries(activations)) {
      const deep = network(
        3,
        dense(5, activation, { batchNorm: true, dropout: 0.4 }),
        dense(4, activation, { dropout: 0.3, initializer: randomNormal({ stddev: 0.7 }) }),
        dense(2, softmax, { batchNorm: { epsilon: 1e-3 } }),
      );
      const classes = np.array([
        [1, 0, 0, 1, 0, 1],
        [0, 1, 1, 0, 1, 0],
      ]);
      const check = deep.gradientCheck(deep.initialize(rs), X, classes, categoricalCrossEntropy, { l2: 0.2, seed: 3 });
      // Masks and relu may leave rows that no gradient reaches: there rounding is all there is.
      expect([name, check.agrees, String(check)]).toEqual([name, true, String(check)]);
      expect(check.relativeDifference, name).toBeLessThan(1e-7);
      expect(check.arrays.filter(({ array }) => array === 'gamma').length).toBe(2);
      names.push(name);
    }
    expect(names.length).toBeGreaterThanOrEqual(11);
  });

  it('agrees in inference, where running statistics stand for the batch’s', () => {
    const normalized = network(3, dense(4, tanh, { batchNorm: true, dropout: 0.5 }), dense(1, sigmoid));
    const own = normalized.initialize(randomState(2));
    const inference = normalized.gradientCheck(own, X, Y, binaryCrossEntropy, { training: false });
    const training = normalized.gradientCheck(own, X, Y, binaryCrossEntropy);
    expect([inference.agrees, training.agrees]).toEqual([true, true]);
    expect(inference.worst?.analytic).not.toBe(training.worst?.analytic);
    // One example has no statistics, but inference doesn't need any.
    expect(
      normalized.gradientCheck(own, np.ones([3, 1]), np.ones([1, 1]), binaryCrossEntropy, { training: false }).agrees,
    ).toBe(true);
  });

  it('of float32 parameters agrees as far as float32 goes', () => {
    const narrow = net.initialize(randomState(1), { dtype: 'float32' });
    const check = net.gradientCheck(narrow, X.astype('float32'), Y, binaryCrossEntropy);
    expect([check.agrees, check.tolerance]).toEqual([true, 1e-3]);
    expect(check.relativeDifference).toBeLessThan(1e-5);
    expect(check.relativeDifference).toBeGreaterThan(1e-9);
  });

  it('takes other steps', () => {
    const coarse = net.gradientCheck(params, X, Y, binaryCrossEntropy, { epsilon: 0.01 });
    const fine = net.gradientCheck(params, X, Y, binaryCrossEntropy);
    expect([coarse.epsilon, fine.epsilon]).toEqual([0.01, 2 ** -17]);
    expect(coarse.relativeDifference).toBeGreaterThan(100 * fine.relativeDifference);
    expect(coarse.relativeDifference).toBeLessThan(1e-3);
  });
});

describe('a wrong gradient', () => {
  it('of a hidden layer is found, with its layer', () => {
    const planted = network(3, dense(4, wrong(1.01)), dense(3, tanh), dense(1, sigmoid));
    const check = planted.gradientCheck(planted.initialize(randomState(1)), X, Y, binaryCrossEntropy);
    expect(check.agrees).toBe(false);
    expect(check.relativeDifference).toBeGreaterThan(1e-4);
    expect(check.arrays.filter(({ agrees }) => !agrees).map(({ layer, array }) => [layer, array])).toEqual([
      [1, 'W'],
      [1, 'b'],
    ]);
    expect(check.worst?.layer).toBe(1);
    const { worst } = check;
    expect(worst === undefined ? NaN : worst.analytic / worst.numeric).toBeCloseTo(1.01, 6);
  });

  it('of a loss is found', () => {
    const cubic = defineLoss({
      name: 'cubic',
      targets: 'any',
      value: (p, y) => Math.abs(p - y) ** 3,
      derivative: (p, y) => 2 * (p - y) * Math.abs(p - y), // 3 is right
      knownCosts: [],
      reference: 'none',
    });
    const check = net.gradientCheck(params, X, Y, cubic);
    expect(check.arrays.every(({ agrees }) => !agrees)).toBe(true);
    expect(check.relativeDifference).toBeCloseTo(0.2, 6); // |2 − 3| / (2 + 3)
  });

  it('of an array with small derivatives isn’t hidden by the others', () => {
    const planted = network(3, dense(4, wrong(2)), dense(1, identity));
    const [first, second] = planted.initialize(randomState(1));
    const faint = [first, { ...second, W: np.multiply(second.W, 1e-7) }];
    const check = planted.gradientCheck(faint, X, np.full([1, 6], 9), meanSquaredError);
    expect(check.relativeDifference).toBeLessThan(check.tolerance);
    expect(check.agrees).toBe(false);
    expect(check.worst?.layer).toBe(1);
  });

  it('that is NaN disagrees', () => {
    const check = network(3, dense(1, wrong(NaN))).gradientCheck(
      [net.initialize(rs)[1]].map(() => ({ W: np.ones([1, 3]), b: np.zeros([1, 1]) })),
      X,
      Y,
      meanSquaredError,
    );
    expect([check.agrees, check.relativeDifference, check.worst?.analytic]).toEqual([false, NaN, NaN]);
  });

  it('is told in words', () => {
    const planted = network(1, dense(1, wrong(2)));
    const check = planted.gradientCheck(
      [{ W: np.array([[0]]), b: np.array([[0]]) }],
      np.array([[3]]),
      np.array([[1]]),
      meanSquaredError,
    );
    expect(String(check)).toBe(
      [
        'The gradients disagree in W[1], b[1]: relative difference 3.3e-1 over 2 entries, more than 1.0e-6.',
        'Largest difference: 6.0e+0 in dW[1] at [0, 0], which is -12 by the backward pass, but -6 by differences.',
      ].join('\n'),
    );
    const right = network(1, dense(1, identity)).gradientCheck(
      [{ W: np.array([[0.1]]), b: np.array([[0]]) }],
      np.array([[3]]),
      np.array([[1]]),
      meanSquaredError,
    );
    expect(String(right).replace(/\d\.\de-\d\d/g, 'tiny')).toBe(
      [
        'The gradients agree: relative difference tiny over 2 entries.',
        'Largest difference: tiny in dW[1] at [0, 0], which is -4.2 by the backward pass and -4.2 by differences.',
      ].join('\n'),
    );
    expect(JSON.stringify(check)).not.toContain('toString');
  });
});

describe('kinks', () => {
  it('are stepped around where that is possible', () => {
    // z = w + b of the second unit is 1e-6: a step of epsilon carries it over, one of epsilon / 16 doesn't.
    const kinked = network(1, dense(2, relu), dense(1, identity));
    const near = [
      { W: np.array([[1], [1]]), b: np.array([[0], [-1 + 1e-6]]) },
      { W: np.array([[1, 1]]), b: np.zeros([1, 1]) },
    ];
    const check = kinked.gradientCheck(near, np.ones([1, 1]), np.zeros([1, 1]), meanSquaredError);
    expect([check.agrees, check.atKinks, check.compared]).toEqual([true, 0, 7]);
  });

  it('that a unit sits on are left out, and counted', () => {
    const kinked = network(1, dense(2, leakyRelu), dense(1, identity));
    const sitting = [
      { W: np.array([[1], [0]]), b: np.array([[0], [0]]) },
      { W: np.array([[1, 1]]), b: np.zeros([1, 1]) },
    ];
    const check = kinked.gradientCheck(sitting, np.ones([1, 1]), np.zeros([1, 1]), meanSquaredError);
    expect([check.agrees, check.atKinks, check.compared]).toEqual([true, 2, 5]);
    expect(String(check).split('\n')[2]).toBe('Left out: 2 entries where a unit sits on a kink of its activation.');
  });

  it('at every entry leave nothing to compare', () => {
    const all = network(1, dense(1, relu));
    const check = all.gradientCheck(
      [{ W: np.zeros([1, 1]), b: np.zeros([1, 1]) }],
      np.ones([1, 1]),
      np.ones([1, 1]),
      meanSquaredError,
    );
    expect([check.compared, check.worst, check.relativeDifference, check.agrees]).toEqual([0, undefined, 0, false]);
    expect(String(check)).toBe(
      'Nothing was compared.\nLeft out: 2 entries where a unit sits on a kink of its activation.',
    );
  });
});

it('a network whose gradient is zero agrees: rounding is all there is', () => {
  const dead = network(3, dense(4, relu, { initializer: zeros }), dense(1, identity, { initializer: zeros }));
  const own = dead.initialize(rs).map((layer, i) => (i === 0 ? { ...layer, b: np.full([4, 1], -1) } : layer));
  const check = dead.gradientCheck(own, X, np.zeros([1, 6]), meanSquaredError);
  expect([check.agrees, check.relativeDifference, check.compared]).toEqual([true, 0, dead.parameterCount]);
});

describe('a sample', () => {
  const wide = network(3, dense(300, tanh), dense(1, sigmoid));
  const own = wide.initialize(randomState(1));
  const positions = (options: GradientCheckOptions) => wide.gradientCheck(own, X, Y, binaryCrossEntropy, options);

  it('takes so many entries of each array, the same for the same seed', () => {
    const check = positions({ sample: 20, seed: 4 });
    expect(check.arrays.map(({ compared }) => compared)).toEqual([20, 20, 20, 1]);
    expect(check.agrees).toBe(true);
    expect(positions({ sample: 20, seed: 4 })).toEqual(check);
    expect(positions({ sample: 20, seed: 5 }).relativeDifference).not.toBe(check.relativeDifference);
  });

  it('finds a planted mistake', () => {
    const planted = network(3, dense(300, wrong(1.1)), dense(1, sigmoid));
    expect(planted.gradientCheck(own, X, Y, binaryCrossEntropy, { sample: 5 }).worst?.layer).toBe(1);
  });
});

describe('bad arguments', () => {
  const call = 'net.gradientCheck(params, X, Y, loss, options)';
  const check = (options: object) => () => net.gradientCheck(params, X, Y, binaryCrossEntropy, options);

  it('are refused in words', () => {
    expect(check({ eps: 1 })).toThrow(
      new RangeError(
        `${call}: there is no option 'eps'. The options are l2, epsilon, tolerance, sample, training, seed.`,
      ),
    );
    expect(check({ epsilon: 0 })).toThrow(new RangeError(`${call}: epsilon must be finite and > 0, but it is 0.`));
    expect(check({ l2: -1 })).toThrow(new RangeError(`${call}: l2 must be finite and >= 0, but it is -1.`));
    expect(check({ sample: 0 })).toThrow(new RangeError(`${call}: sample must be an integer, 1 or more, but it is 0.`));
    expect(check({ seed: -1 })).toThrow(
      new RangeError(`${call}: seed must be an integer from 0 to 2^32 − 1, but it is -1.`),
    );
    expect(check({ training: 1 })).toThrow(new TypeError(`${call}: training must be true or false, but is 1.`));
    expect(() => net.gradientCheck(params, np.zeros([3, 0]), np.zeros([1, 0]), binaryCrossEntropy)).toThrow(
      new RangeError(`${call}: there are no examples: X has shape [3, 0].`),
    );
    const rows: np.NDArray = np.ones([2, 6]);
    expect(() => net.gradientCheck(params, X, rows, binaryCrossEntropy)).toThrow(
      new np.ShapeError(`${call}: Y must have the output's shape [1, 6], but has shape [2, 6]: axis 0 is 2, not 1.`),
    );
    expect(() => net.gradientCheck(params, X, np.multiply(Y, 2), binaryCrossEntropy)).toThrow(RangeError);
  });
});
