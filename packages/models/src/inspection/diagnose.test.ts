import { identity, leakyRelu, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { randomNormal, zeros } from '@keepdims/initializers';
import { binaryCrossEntropy, meanSquaredError } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { dense, network, parameterGradients, trainableParams, withTrained } from '../index.js';
import type { Diagnosis } from '../index.js';

const rs = randomState(1);
const X = rs.standardNormal([2, 400]);
const Y = np.round(rs.random([1, 400]));
const target = { loss: binaryCrossEntropy, Y };
const kinds = ({ findings }: Diagnosis): unknown[] => findings.map(({ kind, layer }) => [kind, layer]);

describe('a healthy network', () => {
  const net = network(2, dense(4, tanh), dense(1, sigmoid));
  const params = net.initialize(randomState(2));

  it('has numbers and no findings', () => {
    const diagnosis = net.diagnose(params, X, target);
    expect(diagnosis.findings).toEqual([]);
    const { caches } = net.forward(params, X);
    const gradients = net.backward(params, caches, target);
    expect(diagnosis.layers[0]).toEqual({
      layer: 1,
      activation: 'tanh',
      units: 4,
      Z: { mean: np.mean(caches[0].Z), std: np.std(caches[0].Z) },
      A: { mean: np.mean(caches[0].A), std: np.std(caches[0].A) },
      deadUnits: [],
      saturated: np.mean(np.greater(np.abs(caches[0].A), 0.98)),
      copiedUnits: 0,
      running: undefined,
      gradients: {
        dW: np.norm(gradients[0].dW),
        db: np.norm(gradients[0].db),
        dZ: np.norm(gradients[0].dZ) / Math.sqrt(4 * 400),
        relative: np.norm(gradients[0].dZ) / 2 / np.norm(gradients[1].dZ),
        perWeight: np.norm(gradients[0].dW) / np.norm(params[0].W),
      },
    });
    expect(diagnosis.cost).toBe(net.cost(params, X, Y, binaryCrossEntropy));
    expect([diagnosis.examples, diagnosis.input.mean, diagnosis.input.largest]).toEqual([
      400,
      np.mean(X),
      np.max(np.abs(X)),
    ]);
    expect(diagnosis.layers[1]?.gradients?.relative).toBe(1);
  });

  it('is shown as a table', () => {
    expect(String(net.diagnose(params, X, target))).toBe(
      [
        '400 examples, inputs 0.03 ± 1, cost 0.83',
        'layer  activation       Z  ± std       A  ± std  dead  at limits  dZ rel.',
        '─────────────────────────────────────────────────────────────────────────',
        '1      tanh        -0.035    1.3  -0.015   0.62              8 %     0.48',
        '2      sigmoid      0.019    1.1     0.5   0.23              0 %        1',
        'Nothing is wrong.',
      ].join('\n'),
    );
  });

  it('has no gradients without a loss', () => {
    const { cost, layers } = net.diagnose(params, X);
    expect([cost, layers.map(({ gradients }) => gradients)]).toEqual([undefined, [undefined, undefined]]);
  });

  it('takes the l2 term, and training’s masks and statistics', () => {
    const penalized = net.diagnose(params, X, { ...target, l2: 2 });
    expect(penalized.cost).toBe(net.cost(params, X, Y, binaryCrossEntropy, { l2: 2 }));
    const modern = network(2, dense(4, relu, { batchNorm: true, dropout: 0.5 }), dense(1, sigmoid));
    const own = modern.initialize(randomState(1));
    const training = modern.diagnose(own, np.add(X, 1), { ...target, training: true, rng: randomState(1) });
    expect(training.layers[0]?.Z.mean).toBeCloseTo(0, 12);
    expect(training.layers[0]?.Z.std).toBeCloseTo(1, 4);
    expect(modern.diagnose(own, np.add(X, 1)).layers[0]?.Z.mean).not.toBeCloseTo(0, 2);
  });
});

describe('findings', () => {
  it('dead relu units, by number', () => {
    const net = network(2, dense(7, relu), dense(1, sigmoid));
    const [first, second] = net.initialize(randomState(1));
    const b = np.array([[0], [-99], [0], [-99], [-99], [-99], [-99]]);
    const diagnosis = net.diagnose([{ ...first, b }, second], X);
    expect(diagnosis.layers[0]?.deadUnits).toEqual([1, 3, 4, 5, 6]);
    expect(diagnosis.findings).toEqual([
      {
        kind: 'dead units',
        layer: 1,
        message:
          '5 of 7 relu units are dead: slope 0 on all 400 examples, so no gradient passes. Use leakyRelu, heNormal weights, or a smaller learning rate.',
      },
    ]);
    expect(String(diagnosis)).toBe(
      [
        '400 examples, inputs 0.03 ± 1',
        'layer  activation     Z  ± std     A  ± std  dead  at limits',
        '────────────────────────────────────────────────────────────',
        '1      relu         -71     45  0.24   0.77   5/7',
        '2      sigmoid     0.24   0.38  0.56  0.087              0 %',
        '- Layer 1: 5 of 7 relu units are dead: slope 0 on all 400 examples, so no',
        '  gradient passes. Use leakyRelu, heNormal weights, or a smaller learning rate.',
      ].join('\n'),
    );
    const leaky = network(2, dense(7, leakyRelu), dense(1, sigmoid));
    expect(leaky.diagnose([{ ...first, b }, second], X).layers[0]?.deadUnits).toEqual([]);
    const one = net.diagnose([{ ...first, b: np.full([7, 1], -99) }, second], np.ones([2, 1]), {
      loss: binaryCrossEntropy,
      Y: np.ones([1, 1]),
    });
    expect(one.findings.map(({ message }) => message)).toEqual([
      '7 of 7 relu units are dead: slope 0 on the one example, so no gradient passes. Use leakyRelu, heNormal weights, or a smaller learning rate.',
      'No gradient arrives: dZ is 0. Look for dead units and zero weights in the layers after it.',
    ]);
  });

  describe('running statistics that do not fit', () => {
    const net = network(
      2,
      dense(16, relu, { batchNorm: true }),
      dense(8, relu, { batchNorm: true }),
      dense(1, sigmoid),
    );
    const shifted = np.add(X, 5);
    const easy = np.greater(np.slice(X, 0), 0).astype('float64').reshape([1, 400]);
    const loss = binaryCrossEntropy;
    const trained = (update: boolean) => {
      let params = net.initialize(randomState(1));
      const optimizer = adam({ learningRate: 0.02 });
      let state = optimizer.init(trainableParams(params));
      for (let i = 0; i < 100; i++) {
        const { caches } = net.forward(params, shifted, { training: true });
        const gradients = parameterGradients(net.backward(params, caches, { loss, Y: easy }));
        const step = optimizer.update(trainableParams(params), gradients, state);
        params = withTrained(update ? net.updateStatistics(params, caches) : params, step.params);
        state = step.state;
      }
      return params;
    };

    it('since the loop forgot them: one finding, before and in place of those that follow from it', () => {
      const params = trained(false);
      const diagnosis = net.diagnose(params, shifted, { loss, Y: easy });
      expect(diagnosis.layers[0]?.deadUnits.length).toBeGreaterThan(0); // which no gradient has suffered from
      const message = diagnosis.findings[0]?.message.replace(
        /row \d+ of W A\[0\] has -?[\d.]+ ± \d+(\.\d+)?/,
        'row i has a ± b',
      );
      expect([kinds(diagnosis), message]).toEqual([
        [['running statistics', 1]],
        "The running statistics don't fit these examples, so inference is not what training sees: they are still 0 ± 1, as they began, " +
          'but here row i has a ± b. Call net.updateStatistics(params, caches) after each step of a loop of your own.',
      ]);
      const { running } = diagnosis.layers[0] ?? {};
      expect([running?.untouched, running?.trained, running?.worst.running]).toEqual([true, true, { mean: 0, std: 1 }]);
      const { unit = 0, examples } = running?.worst ?? {};
      const U = np.slice(np.matmul(params[0].W, shifted), unit);
      expect(examples?.mean).toBeCloseTo(np.mean(U), 12);
      expect(examples?.std).toBeCloseTo(np.std(U), 12);
      // In training the batch's own are used, and nothing is wrong.
      const own = net.diagnose(params, shifted, { loss, Y: easy, training: true });
      expect([own.findings, own.layers[0]?.running]).toEqual([[], undefined]);
    });

    it('not where the loop has updated them', () => {
      const params = trained(true);
      const diagnosis = net.diagnose(params, shifted, { loss, Y: easy });
      expect(diagnosis.findings).toEqual([]);
      expect(diagnosis.layers.map(({ running }) => running?.unfitUnits)).toEqual([[], [], undefined]);
      expect(np.mean(np.equal(net.predict(params, shifted), easy).astype('float64'))).toBeGreaterThan(0.95);
      expect(np.mean(np.equal(net.predict(trained(false), shifted), easy).astype('float64'))).toBeLessThan(0.9);
    });

    it('since the examples are prepared in another way', () => {
      const diagnosis = net.diagnose(trained(true), np.multiply(X, 4));
      expect(
        diagnosis.findings[0]?.message.replaceAll(/-?[\d.]+ ± \d+(\.\d+)?/g, 'a ± b').replace(/row \d+/, 'row i'),
      ).toBe(
        "The running statistics don't fit these examples, so inference is not what training sees: they are a ± b for row i of W A[0], " +
          'but here it has a ± b. Call net.updateStatistics(params, caches) after each step of a loop of your own, and prepare examples ' +
          'as for training.',
      );
    });

    it('since nothing is trained yet', () => {
      const params = net.initialize(randomState(1));
      const { findings } = net.diagnose(params, shifted);
      expect(findings[0]?.message).toMatch(
        /: they are still 0 ± 1, as they began, but here row \d+ of W A\[0\] has \S+ ± \S+ Before training, diagnose with training: true; in a loop of your own call net\.updateStatistics\(params, caches\) after each step\.$/,
      );
      // Scaled examples fit 0 and 1 well enough, and a handful says too little.
      expect(kinds(net.diagnose(params, X))).not.toContainEqual(['running statistics', 1]);
      expect(kinds(net.diagnose(params, np.full([2, 9], 5)))).not.toContainEqual(['running statistics', 1]);
      expect(net.diagnose(params, np.ones([2, 1])).layers[0]?.running).toBeUndefined();
    });
  });

  it('saturation of hidden layers, but not of an output', () => {
    const net = network(2, dense(40, sigmoid, { initializer: randomNormal({ stddev: 30 }) }), dense(2, softmax));
    const diagnosis = net.diagnose(net.initialize(randomState(2)), X);
    expect(kinds(diagnosis)).toEqual([['saturation', 1]]);
    expect(diagnosis.findings[0]?.message).toMatch(
      /^8\d % of the sigmoid outputs are within 1 % of a limit, where the slope is almost 0: learning is slow\. Scale the inputs, /,
    );
    expect(diagnosis.layers[1]?.saturated).toBeUndefined();
    const sure = network(2, dense(3, tanh), dense(1, sigmoid, { initializer: randomNormal({ stddev: 1000 }) }));
    expect(kinds(sure.diagnose(sure.initialize(randomState(2)), X))).toEqual([]);
  });

  it('units that are copies: the symmetry that zero weights never break', () => {
    const net = network(2, dense(4, tanh, { initializer: zeros }), dense(1, sigmoid, { initializer: zeros }));
    const params = net.initialize(randomState(1));
    const diagnosis = net.diagnose(params, X);
    expect(diagnosis.findings).toEqual([
      {
        kind: 'copied units',
        layer: 1,
        message:
          'All 4 units are copies of one: with the same weights in and out they get the same gradient, and stay so. Begin with random weights.',
      },
    ]);
    // Different weights out break it; so does a different bias.
    const [first, second] = params;
    expect(net.diagnose([first, { ...second, W: np.array([[1, 2, 3, 4]]) }], X).layers[0]?.copiedUnits).toBe(0);
    const b = np.array([[0], [0], [1], [2]]);
    expect(net.diagnose([{ ...first, b }, second], X).findings[0]?.message).toMatch(
      /^1 of 4 units are copies of others: /,
    );
  });

  it('vanishing gradients, where they are worst', () => {
    const deep = network(2, ...Array.from({ length: 8 }, () => dense(20, sigmoid)), dense(1, sigmoid));
    const diagnosis = deep.diagnose(deep.initialize(randomState(2)), X, target);
    expect(kinds(diagnosis)).toEqual([['vanishing gradients', 1]]);
    expect(diagnosis.findings[0]?.message).toMatch(
      /^Gradients vanish: dZ is \d\.\d+e-6 of the output layer's, and this layer learns that much more slowly\. Use relu, /,
    );
  });

  it('exploding gradients; and the table keeps within 80 columns', () => {
    const wild = () => dense(20, leakyRelu, { initializer: randomNormal({ stddev: 3 }) });
    const deep = network(2, ...Array.from({ length: 8 }, wild), dense(1, identity));
    const diagnosis = deep.diagnose(deep.initialize(randomState(2)), X, { loss: meanSquaredError, Y });
    expect(kinds(diagnosis)).toEqual([['exploding gradients', 1]]);
    expect(diagnosis.findings[0]?.message).toMatch(/^Gradients explode: dZ is \d\.\d+e\d times the output layer's\. /);
    for (const line of String(diagnosis).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('inputs that are not scaled', () => {
    const net = network(2, dense(1, identity));
    const diagnosis = net.diagnose(
      net.initialize(randomState(1)),
      np.array([
        [100, 300],
        [100, 300],
      ]),
    );
    expect(diagnosis.findings).toEqual([
      {
        kind: 'unscaled inputs',
        layer: undefined,
        message:
          'The inputs are not scaled: their mean is 200, their standard deviation 100, the largest |x| 300. Gradient descent works best at about 0 and 1: use standardScaler.',
      },
    ]);
  });

  it('the first number that is not finite, and then nothing else', () => {
    const net = network(2, dense(4, relu), dense(1, identity));
    const [first, second] = net.initialize(randomState(1));
    const message = (diagnosis: Diagnosis) => diagnosis.findings.map(({ message }) => message);
    expect(
      message(
        net.diagnose(
          [first, second],
          np.array([
            [1, NaN],
            [0, 1],
          ]),
        ),
      ),
    ).toEqual([
      "The first number that isn't finite is NaN, X at [0, 1], from X. Remove or fill in what is missing in the data.",
    ]);
    const b = np.full([4, 1], Infinity);
    expect(message(net.diagnose([{ ...first, b }, second], X))).toEqual([
      "The first number that isn't finite is Infinity, b at [0, 0], from b[1]. Training has diverged before: begin anew, with a smaller learning rate.",
    ]);
    const huge = [
      { ...first, b: np.full([4, 1], 1e200) },
      { ...second, W: np.full([1, 4], 1) },
    ];
    const diagnosis = net.diagnose(huge, X, { loss: meanSquaredError, Y });
    expect(message(diagnosis)).toEqual([
      "The first number that isn't finite is Infinity, cost, from J = meanSquaredError(A[2], Y). Scale the inputs, begin with smaller weights, or use a smaller learning rate.",
    ]);
    expect([diagnosis.nonFinite?.array, diagnosis.cost]).toEqual(['cost', Infinity]);
  });
});

it('refuses what does not fit', () => {
  const net = network(2, dense(1, sigmoid));
  const params = net.initialize(randomState(1));
  const call = 'net.diagnose(params, X, options)';
  expect(() => net.diagnose(params, np.zeros([2, 0]))).toThrow(
    new RangeError(`${call}: there are no examples: X has shape [2, 0].`),
  );
  expect(() => net.diagnose(params, X, { Y })).toThrow(
    new TypeError(`${call}: Y is given without loss. Give both, or neither for the forward pass alone.`),
  );
  const misspelt: object = { y: Y };
  expect(() => net.diagnose(params, X, misspelt)).toThrow(RangeError);
  const other: np.NDArray = np.ones([3, 1]);
  expect(() => net.diagnose(params, other)).toThrow(np.ShapeError);
});
