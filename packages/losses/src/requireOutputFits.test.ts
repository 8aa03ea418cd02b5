import { describe, expect, test } from 'vitest';
import * as all from './index.js';
import { requireOutputFits, type Loss, type OutputActivation } from './index.js';

// As the activations of these names state them.
const sigmoid: OutputActivation = { name: 'sigmoid', kind: 'elementwise', range: [0, 1] };
const tanh: OutputActivation = { name: 'tanh', kind: 'elementwise', range: [-1, 1] };
const relu: OutputActivation = { name: 'relu', kind: 'elementwise', range: [0, Infinity] };
const identity: OutputActivation = { name: 'identity', kind: 'elementwise', range: [-Infinity, Infinity] };
const softmax: OutputActivation = { name: 'softmax', kind: 'columnwise', range: [0, 1] };
const own: OutputActivation = { name: 'own', kind: 'elementwise' };
const negative: OutputActivation = { name: 'negative', kind: 'elementwise', range: [-Infinity, 0] };

const { binaryCrossEntropy, categoricalCrossEntropy, hinge, meanSquaredError, sparseCategoricalCrossEntropy } = all;
const check = (loss: Loss, activation: OutputActivation, units: number) => () => {
  requireOutputFits('fit(net, options)', loss, activation, units);
};

describe('requireOutputFits', () => {
  test.each<[Loss, OutputActivation, number]>([
    [binaryCrossEntropy, sigmoid, 1],
    [binaryCrossEntropy, sigmoid, 5],
    [binaryCrossEntropy, own, 1],
    [categoricalCrossEntropy, softmax, 2],
    [categoricalCrossEntropy, own, 2],
    [sparseCategoricalCrossEntropy, softmax, 10],
    [hinge, identity, 1],
    [hinge, tanh, 1],
    [meanSquaredError, sigmoid, 1],
    [meanSquaredError, identity, 3],
    [meanSquaredError, relu, 1],
  ])('%# fits', (loss, activation, units) => {
    expect(check(loss, activation, units)).not.toThrow();
  });

  const sentence = 'fit(net, options): ';
  const alwaysOne =
    'the output layer is one unit with softmax, whose output is always 1, so that nothing can be learnt. ' +
    'For two classes use one unit with sigmoid and binaryCrossEntropy, or two units with softmax.';
  const inOne = 'binaryCrossEntropy takes outputs from 0 to 1, but the output layer is';
  const sums = 'categoricalCrossEntropy takes columns of probabilities that sum to 1, but the output layer is';
  test.each<[Loss, OutputActivation, number, string]>([
    [binaryCrossEntropy, tanh, 1, `${inOne} one unit with tanh, whose values lie from -1 to 1. Use sigmoid there, or meanSquaredError.`],
    [binaryCrossEntropy, relu, 2, `${inOne} 2 units with relu, whose values lie from 0 up. Use sigmoid there, or meanSquaredError.`],
    [binaryCrossEntropy, identity, 1, `${inOne} one unit with identity, whose values lie anywhere. Use sigmoid there, or meanSquaredError.`],
    [binaryCrossEntropy, negative, 1, `${inOne} one unit with negative, whose values lie up to 0. Use sigmoid there, or meanSquaredError.`],
    [binaryCrossEntropy, softmax, 1, alwaysOne],
    [binaryCrossEntropy, softmax, 3, "binaryCrossEntropy takes outputs that don't depend on each other, but the output layer is 3 units with softmax, whose columns sum to 1. softmax goes with categoricalCrossEntropy or sparseCategoricalCrossEntropy; for questions of their own use sigmoid there."],
    [meanSquaredError, softmax, 1, alwaysOne],
    [categoricalCrossEntropy, sigmoid, 1, `${sums} one unit with sigmoid. For two classes use sigmoid and binaryCrossEntropy; for more, one unit a class with softmax.`],
    [categoricalCrossEntropy, sigmoid, 3, `${sums} 3 units with sigmoid. Use softmax there.`],
    [sparseCategoricalCrossEntropy, identity, 3, `${sums.replace('categorical', 'sparseCategorical')} 3 units with identity. Use softmax there.`],
    [hinge, sigmoid, 1, 'hinge takes outputs of both signs, but the output layer is one unit with sigmoid, whose values lie from 0 to 1. Use identity or tanh there.'],
  ])('%# is refused', (loss, activation, units, message) => {
    expect(check(loss, activation, units)).toThrow(new RangeError(sentence + message));
  }); // prettier-ignore
});
