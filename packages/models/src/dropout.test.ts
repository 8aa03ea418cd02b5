/** Inverted dropout: what is dropped, what it leaves on the average, and the way back. */
import { identity, relu, sigmoid, tanh } from '@keepdims/activations';
import { binaryCrossEntropy } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { defaultRng, randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { dense, network, trainingRun } from './index.js';

const layer = dense(50, identity, { dropout: 0.3 });
const params = { W: np.ones([50, 1]), b: np.zeros([50, 1]) };
const X = np.ones([1, 400]);

describe('a layer', () => {
  it('drops a fraction of its outputs and scales up the others', () => {
    const { A, Z, dropout } = layer.forward(params, X, { training: true, rng: randomState(1) });
    const kept = np.mean(dropout?.mask ?? np.zeros([50, 400]));
    // Within 4 standard deviations: √(0.3 · 0.7 / 20,000) each.
    expect(Math.abs(kept - 0.7)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 20_000));
    expect(new Set(A.data)).toEqual(new Set([0, 1 / 0.7]));
    expect(Math.abs(np.mean(A) - 1)).toBeLessThan((4 * Math.sqrt((0.3 * 0.7) / 20_000)) / 0.7);
    expect(new Set(Z.data)).toEqual(new Set([1]));
    expect(new Set(dropout?.activated.data)).toEqual(new Set([1]));
  });

  it('drops each output of its own: no unit and no example more than others', () => {
    const { dropout } = layer.forward(params, X, { training: true, rng: defaultRng(3) });
    const mask = dropout?.mask ?? np.zeros([50, 400]);
    const units = np.mean(mask, { axis: 1 });
    const examples = np.mean(mask, { axis: 0 });
    for (const [means, n] of [
      [units, 400],
      [examples, 50],
    ] as const) {
      // prettier-ignore
      expect(np.max(np.abs(np.subtract(means, 0.7)))).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / n));
    }
  });

  it('drops what rng.random([units, m]) has below the rate', () => {
    const { dropout } = layer.forward(params, X, { training: true, rng: randomState(7) });
    const drawn = randomState(7).random([50, 400]);
    expect(dropout?.mask.toArray()).toEqual(np.greaterEqual(drawn, 0.3).astype('float64').toArray());
  });

  it('passes derivatives back through the mask of its cache', () => {
    const cache = layer.forward(params, X, { training: true, rng: randomState(1) });
    const { dZ, dA } = layer.backward(params, np.full([50, 400], 7), cache);
    expect(dZ.toArray()).toEqual(np.multiply(cache.A, 7).toArray()); // A is mask / 0.7 here
    expect(new Set(dA.data)).toEqual(new Set([7]));
    const mask = np.zeros([50, 400]);
    const fixed = layer.backward(params, np.ones([50, 400]), { ...cache, dropout: { mask, activated: cache.Z } });
    expect(new Set(fixed.dZ.data)).toEqual(new Set([0]));
  });

  it('drops nothing in inference, and draws nothing', () => {
    const rng = randomState(1);
    const { A, dropout } = layer.forward(params, X, { rng });
    expect(new Set(A.data)).toEqual(new Set([1]));
    expect(dropout).toBeUndefined();
    expect(rng.rand()).toBe(randomState(1).rand());
    expect(
      dense(3, relu, { dropout: 0 }).forward({ W: np.ones([3, 1]), b: np.zeros([3, 1]) }, X, { training: true, rng }),
    ).not.toHaveProperty('dropout');
    expect(rng.rand()).toBe(randomState(1).rand(2).at(1));
  });
});

describe('a network', () => {
  const net = network(
    2,
    dense(6, relu, { dropout: 0.5 }),
    dense(5, tanh),
    dense(4, tanh, { dropout: 0.2 }),
    dense(1, sigmoid),
  );
  const own = net.initialize(randomState(4));
  const examples = randomState(2).randn(2, 9);
  const Y = np.greater(randomState(3).rand(1, 9), 0.5);

  it('draws its masks from the first layer to the last', () => {
    const { caches } = net.forward(own, examples, { training: true, rng: randomState(8) });
    const rng = randomState(8);
    for (const [i, units, rate] of [
      [0, 6, 0.5],
      [2, 4, 0.2],
    ] as const) {
      // prettier-ignore
      expect(caches[i].dropout?.mask.toArray()).toEqual(np.greaterEqual(rng.random([units, 9]), rate).astype('float64').toArray());
    }
    expect(caches[1].dropout).toBeUndefined();
  });

  it('predicts and costs without dropout, and with it only when training', () => {
    const cost = net.cost(own, examples, Y, binaryCrossEntropy);
    expect(net.cost(own, examples, Y, binaryCrossEntropy)).toBe(cost);
    const training = (seed: number): number =>
      net.cost(own, examples, Y, binaryCrossEntropy, { training: true, rng: randomState(seed) });
    expect(training(1)).toBe(training(1));
    expect(training(1)).not.toBe(training(2));
    expect(net.predict(own, examples).toArray()).toEqual(
      np.greater(net.forward(own, examples).output, 0.5).astype('int32').toArray(),
    );
  });

  it('trains to the same numbers from the same seed', () => {
    const train = (seed: number): unknown => {
      const run = trainingRun({
        net: net,
        params: own,
        loss: binaryCrossEntropy,
        optimizer: adam(),
        rng: randomState(seed),
      });
      for (let step = 0; step < 5; step++) run.step(examples, Y);
      return net.toJSON(run.params() as never);
    };
    expect(train(1)).toEqual(train(1));
    expect(train(1)).not.toEqual(train(2));
  });

  it('needs a generator to train', () => {
    const remedy = 'rng must be a generator of random numbers, but is undefined. Make one with randomState(seed).';
    expect(() => net.forward(own, examples, { training: true })).toThrow(
      new TypeError(`net.forward(params, X, options): ${remedy}`),
    );
    expect(() => trainingRun({ net: net, params: own, loss: binaryCrossEntropy, optimizer: adam() })).toThrow(
      new TypeError(`trainingRun(options): ${remedy}`),
    );
  });

  it('refuses what means nothing', () => {
    expect(() => network(2, dense(2, relu), dense(1, sigmoid, { dropout: 0.5 }))).toThrow(
      new RangeError(
        "network(2, …layers): layer 2, the last one, has dropout 0.5, but a dropped output can't be compared with its target. " +
          'Give dropout to the layers before.',
      ),
    );
    for (const dropout of [1, -0.1, NaN]) {
      expect(() => dense(2, relu, { dropout })).toThrow(
        new RangeError(`dense(2, activation, options): dropout must be >= 0 and < 1, but it is ${dropout}.`),
      );
    }
    expect(() => net.forward(own, examples, { training: 1 as never })).toThrow(
      new TypeError('net.forward(params, X, options): training must be true or false, but is 1.'),
    );
    expect(() => net.forward(own, examples, { trainin: true } as never)).toThrow(
      new RangeError(
        "net.forward(params, X, options): there is no option 'trainin'. Did you mean 'training'? The options are training, rng.",
      ),
    );
  });
});
