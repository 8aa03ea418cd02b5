import { identity, relu } from '@keepdims/activations';
import { halfSquaredError, meanSquaredError } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it, vi } from 'vitest';
import { fit, TrainingDiverged } from './index.js';

describe('divergence', () => {
  const regression = network(1, dense(1, identity));
  const X = np.array([[1000, 2000, 3000]]);
  const Y = np.array([[1, 2, 3]]);

  function diverged(action: () => unknown): TrainingDiverged {
    try {
      action();
    } catch (error) {
      if (error instanceof TrainingDiverged) return error;
      throw error;
    }
    throw new Error('it did not diverge');
  }

  it('names step, layer and array, and gives a remedy; an infinite cost before it is shown', () => {
    const costs: number[] = [];
    const error = diverged(() =>
      fit(regression, {
        X, Y, loss: meanSquaredError, optimizer: gradientDescent({ learningRate: 0.5 }), epochs: 1000, callbacks: [({ cost }) => costs.push(cost)],
      }),
    ); // prettier-ignore
    expect(costs.at(-1)).toBe(Infinity);
    expect(costs.some(Number.isNaN)).toBe(false);
    expect(error.message).toBe(
      `fit: training diverged at step ${costs.length + 1} (epoch ${costs.length + 1}): layer 1's Z holds Infinity at [0, 0], from Z[1] = W[1]·X + b[1]. ` +
        'Use a smaller learning rate than 0.5, or scale the inputs: the largest |x| is 3000, and about 1 is best.',
    );
    expect([error.name, error.step, error.layer, error.array, error.operation]).toEqual([
      'TrainingDiverged',
      costs.length + 1,
      1,
      'Z',
      'Z[1] = W[1]·X + b[1]',
    ]);
  });

  it('is seen at once when the parameters given are not finite', () => {
    const start = [{ W: np.array([[NaN]]), b: np.zeros([1, 1]) }] as const;
    const error = diverged(() =>
      fit(regression, {
        X: np.array([[1]]),
        Y: np.array([[1]]),
        loss: meanSquaredError,
        optimizer: adam(),
        epochs: 9,
        initialParams: start,
      }),
    );
    expect(error.message).toBe(
      "fit: training diverged at step 1 (epoch 1): layer 1's W holds NaN at [0, 0]. Begin with parameters that are finite.",
    );
    expect([error.step, error.epoch, error.array, error.layer, error.operation]).toEqual([1, 1, 'W', 1, 'W[1]']);
  });

  it('is traced in the batch, with the masks, of the step that failed', () => {
    const deep = network(2, dense(4, relu, { dropout: 0.5 }), dense(3, identity), dense(1, identity));
    const rs = randomState(3);
    const options = {
      X: rs.randn(2, 40),
      Y: rs.randn(1, 40),
      loss: meanSquaredError,
      optimizer: gradientDescent({ learningRate: 1e3 }),
      epochs: 50,
      batchSize: 8,
    };
    const error = diverged(() => fit(deep, options));
    expect(error.message).toMatch(
      /^fit: training diverged at step \d+ \(epoch \d+\): (layer \d's \w+ holds|the cost is) -?(Infinity|NaN)( at \[\d, \d\])?, from .+ = .+\. Use a smaller learning rate than 1000\.$/,
    );
    expect(error.epoch).toBe(Math.ceil(error.step / 5));
    // Another run fails at the same place.
    expect(diverged(() => fit(deep, options)).message).toBe(error.message);
  });

  it('X that is finite, but not in float32', () => {
    const initialParams = regression.initialize(randomState(1), { dtype: 'float32' });
    const error = diverged(() =>
      fit(regression, {
        X: np.array([[1, 1e300]]), Y: np.array([[1, 2]]), loss: meanSquaredError, optimizer: adam(), epochs: 2, initialParams,
      }),
    ); // prettier-ignore
    expect(error.message).toBe(
      'fit: training diverged at step 1 (epoch 1): X holds Infinity as float32, at [0, 1] of the batch. Scale X: float32 goes up to 3.4e38.',
    );
    expect([error.array, error.layer]).toEqual(['X', undefined]);
  });

  it('is not repeated after a long training: what is known is said', () => {
    const clock = vi.spyOn(Date, 'now');
    let now = 0;
    clock.mockImplementation(() => (now += 31_000));
    try {
      const error = diverged(() =>
        fit(regression, {
          X,
          Y,
          loss: meanSquaredError,
          optimizer: gradientDescent({ learningRate: 0.5 }),
          epochs: 1000,
        }),
      );
      expect(error.message).toMatch(
        /^fit: training diverged at step \d+ \(epoch \d+\): layer 1's W holds -?Infinity at \[0, 0\] after the update\. Use a smaller learning rate than 0\.5, or /,
      );
      expect([error.array, error.operation]).toEqual(['W', undefined]);
    } finally {
      clock.mockRestore();
    }
  });

  it('an update that overflows by itself', () => {
    const error = diverged(() =>
      fit(regression, {
        X: np.array([[1e5]]),
        Y: np.array([[1]]),
        initialParams: [{ W: np.array([[1e100]]), b: np.zeros([1, 1]) }],
        loss: halfSquaredError,
        optimizer: gradientDescent({ learningRate: 1e300 }),
        epochs: 9,
      }),
    );
    expect(error.message).toBe(
      "fit: training diverged at step 1 (epoch 1): layer 1's W holds -Infinity at [0, 0] after the update. " +
        'Use a smaller learning rate than 1e+300, or scale the inputs: the largest |x| is 100000, and about 1 is best.',
    );
    expect([error.array, error.operation]).toEqual(['W', 'gradientDescent.update']);
  });
});
