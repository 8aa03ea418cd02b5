/**
 * The course's second and fourth exercise: networks on 64 by 64 images in three colours, as columns of 12,288 numbers. Its pictures of cats
 * don't ship; the same networks are trained here on as many images of noise, and compared with the course's NumPy code (golden.py).
 */
import { relu, sigmoid } from '@keepdims/activations';
import { randomNormal, scaledNormal } from '@keepdims/initializers';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, logisticRegression, network } from '@keepdims/models';
import type { Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import { describe, expect, it } from 'vitest';
import { golden } from './golden.js';
import type { GoldenImages } from './golden.js';
import { columns, noiseImages } from './noiseImages.js';

const images = noiseImages();
const train = columns(images.train);
const test = columns(images.test);

it('the images are the bytes that NumPy draws', () => {
  expect(np.sum(images.train.pixels)).toBe(golden.images.sum);
  expect(np.sum(images.train.labels)).toBe(golden.images.ones);
  expect(train.X.shape).toEqual([12288, 209]);
});

const small = { initializer: randomNormal({ stddev: 0.01 }) };
const scaled = { initializer: scaledNormal };
const exercises: readonly [string, Network, number, GoldenImages][] = [
  ['logistic regression from zeros, α = 0.005', logisticRegression(12288), 0.005, golden.logistic],
  [
    '12288-7-1 from randn * 0.01, α = 0.0075',
    network(12288, dense(7, relu, small), dense(1, sigmoid, small)),
    0.0075,
    golden.shallow,
  ],
  [
    '12288-20-7-5-1 from randn / sqrt(fan in), α = 0.0075',
    network(12288, dense(20, relu, scaled), dense(7, relu, scaled), dense(5, relu, scaled), dense(1, sigmoid, scaled)),
    0.0075,
    golden.deep,
  ],
];

describe.each(exercises)('%s', (_, net, learningRate, wanted) => {
  const { X, Y } = train;
  const optimizer = gradientDescent({ learningRate });
  const { params, history } = fit(net, { X, Y, loss: binaryCrossEntropy, optimizer, epochs: wanted.steps, seed: 1 });

  it("has NumPy's costs to 1e-9", () => {
    wanted.first.forEach((cost, i) => expect(Math.abs((history.cost[i] ?? NaN) - cost)).toBeLessThan(1e-9));
    expect(wanted.costs.length).toBeGreaterThan(4);
    wanted.costs.forEach((cost, i) =>
      expect(Math.abs((history.cost[wanted.every * i] ?? NaN) - cost)).toBeLessThan(1e-9),
    );
  });

  it('has as many images right', () => {
    expect(np.sum(np.equal(net.predict(params, X), Y))).toBe(wanted.trainRight);
    expect(np.sum(np.equal(net.predict(params, test.X), test.Y))).toBe(wanted.testRight);
  });
});
