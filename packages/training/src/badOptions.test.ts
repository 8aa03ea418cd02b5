import { sigmoid, softmax } from '@keepdims/activations';
import { binaryCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
import { dense, logisticRegression, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { accuracy, defineMetric, fit, train } from './index.js';

const nowhere = (): void => undefined;

describe('bad options', () => {
  const net = network(2, dense(1, sigmoid));
  const good = { X: np.ones([2, 3]), Y: np.ones([1, 3]), loss: binaryCrossEntropy, optimizer: adam(), epochs: 1 };
  const gap = np.array([
    [1, 2, 3],
    [4, NaN, 6],
  ]);
  it.each([
    [{ epochs: 0 }, 'RangeError', 'epochs must be an integer, 1 or more, but is 0.'],
    [{ epochs: 1.5 }, 'RangeError', 'epochs must be an integer, 1 or more, but is 1.5.'],
    [{ loss: 'mse' }, 'TypeError', 'loss must be a loss such as binaryCrossEntropy, but is string.'],
    [{ optimizer: adam }, 'TypeError', 'optimizer must be an optimizer such as adam(), but is function.'],
    [{ metrics: ['accuracy'] }, 'TypeError', 'metrics[0] must be a function, but is string.'],
    [{ callbacks: [1] }, 'TypeError', 'callbacks[0] must be a function, but is number.'],
    [{ X: [[1]] }, 'TypeError', 'X must be an NDArray [2, m], but is object. Make one with np.array(…).'],
    [
      { X: np.ones([3, 2]) },
      'ShapeError',
      'X must have shape [2, m], one example a column, since the network has 2 inputs, but has shape [3, 2]. X.T() would fit.',
    ],
    [
      { X: np.ones([4, 3]) },
      'ShapeError',
      'X must have shape [2, m], one example a column, since the network has 2 inputs, but has shape [4, 3].',
    ],
    [
      { Y: np.ones([3]) },
      'ShapeError',
      'Y must have shape [1, m], one example a column, since the network has 1 output, but has shape [3] (rank 1). asRow(Y) would fit.',
    ],
    [
      { Y: np.ones([1, 4]) },
      'ShapeError',
      'X and Y must have the same number of examples (columns): X has shape [2, 3], Y has shape [1, 4]; axis 1 is 3 but 4.',
    ],
    [{ X: np.ones([2, 0]), Y: np.ones([1, 0]) }, 'RangeError', 'there are no examples: X has shape [2, 0].'],
    [
      { X: gap },
      'RangeError',
      'X must hold finite numbers, but X at [1, 1] is NaN. Fill in missing values, or leave the example out.',
    ],
    [
      { Y: np.array([[0, 1, Infinity]]) },
      'RangeError',
      'Y must hold finite numbers, but Y at [0, 2] is Infinity. Fill in missing values, or leave the example out.',
    ],
    [
      { Y: np.array([[1, 2, 1]]) },
      'RangeError',
      'the targets of binaryCrossEntropy are from 0 to 1, but Y at [0, 1] is 2. Call the two classes 0 and 1.',
    ],
    [
      { loss: categoricalCrossEntropy, Y: np.array([[1, 1, 0]]) },
      'RangeError',
      'categoricalCrossEntropy takes columns of probabilities that sum to 1, but the output layer is one unit with sigmoid. For two classes use sigmoid and binaryCrossEntropy; for more, one unit a class with softmax.',
    ],
    [
      { metrics: [accuracy, accuracy] },
      'RangeError',
      "metrics[0] and metrics[1] are both named 'accuracy'. Name one otherwise: defineMetric(name, formula).",
    ],
    [{ l2: -1 }, 'RangeError', 'l2 must be finite and >= 0, but is -1.'],
    [{ l2: '1' }, 'TypeError', 'l2 must be a number, but is string.'],
    [{ clip: 1 }, 'TypeError', 'clip must be an object such as { norm: 1 }, but is number.'],
    [{ clip: { norm: 0 } }, 'RangeError', 'clip.norm must be finite and > 0, but is 0.'],
    [{ schedule: 0.5 }, 'TypeError', 'schedule must be a function, but is number.'],
    [{ onStep: true }, 'TypeError', 'onStep must be a function, but is boolean.'],
    [{ signal: true }, 'TypeError', 'signal must be an AbortSignal, but is boolean.'],
    [{ checkpoint: {} }, 'TypeError', 'checkpoint.save must be a function, but is undefined.'],
    [
      { checkpoint: { save: nowhere, every: 0 } },
      'RangeError',
      'checkpoint.every must be an integer, 1 or more, but is 0.',
    ],
    [
      { checkpoint: { save: nowhere, everySteps: 1.5 } },
      'RangeError',
      'checkpoint.everySteps must be an integer, 1 or more, but is 1.5.',
    ],
    [
      { checkpoint: { save: nowhere, preprocessing: () => 1 } },
      'TypeError',
      'checkpoint.preprocessing must be something that JSON can hold, but is function.',
    ],
    [
      { resume: {} },
      'TypeError',
      'resume must be a checkpoint of this version, as checkpoint.save got it or checkpointFromBytes gives it.',
    ],
    [{ earlyStopping: 5 }, 'TypeError', 'earlyStopping must be an object such as { patience: 5 }, but is number.'],
    [{ earlyStopping: {} }, 'RangeError', 'earlyStopping.patience must be an integer, 1 or more, but is undefined.'],
    [
      { earlyStopping: { patience: 1, minDelta: -1 } },
      'RangeError',
      'earlyStopping.minDelta must be finite and >= 0, but is -1.',
    ],
    [
      { earlyStopping: { patience: 1, restoreBest: 1 } },
      'TypeError',
      'earlyStopping.restoreBest must be true or false, but is number.',
    ],
    [
      { earlyStopping: { patience: 1, monitor: 'validationCost' }, metrics: [accuracy] },
      'RangeError',
      "earlyStopping.monitor must be a number of the epoch's record, but is 'validationCost'. There are cost, metrics.accuracy.",
    ],
    [
      { earlyStopping: { patience: 1, monitor: 'metrics.mine' }, metrics: [defineMetric('mine', ({ m }) => m)] },
      'RangeError',
      "earlyStopping can't watch the metric 'mine': it doesn't say whether higher or lower is better. Make it with defineMetric(name, formula, { better: 'higher' }).",
    ],
    [
      { classWeights: 3 },
      'TypeError',
      "classWeights must be 'balanced', a list of weights or weights by class number, but is number.",
    ],
    [{ classWeights: [1] }, 'RangeError', 'classWeights must have a weight for each of the 2 classes, but has 1.'],
    [{ classWeights: { 2: 1 } }, 'RangeError', 'there is no class 2 for classWeights: classes are 0 to 1.'],
    [{ classWeights: [1, -1] }, 'RangeError', 'classWeights[1] must be finite and >= 0, but is -1.'],
    [
      { classWeights: 'balanced' },
      'RangeError',
      "classWeights 'balanced' needs examples of every class, but there is none of class 0. Add some, or give the weights yourself.",
    ],
    [
      { validation: { X: np.ones([2, 1]), Y: np.array([[-1]]) } },
      'RangeError',
      'the targets of binaryCrossEntropy are from 0 to 1, but validation.Y at [0, 0] is -1. Call the two classes 0 and 1.',
    ],
    [{ validation: null }, 'TypeError', 'validation must be { X, Y }, but is null.'],
    [{ metrics: accuracy }, 'TypeError', 'metrics must be a list, but is function.'],
    [{ callbacks: {} }, 'TypeError', 'callbacks must be a list, but is object.'],
    [
      { batchsize: 2 },
      'RangeError',
      "there is no option 'batchsize'. Did you mean 'batchSize'? The options are X, Y, loss, optimizer, epochs, batchSize, seed, initialParams, validation, metrics, earlyStopping, schedule, l2, clip, classWeights, callbacks, onStep, checkpoint, resume, signal.",
    ],
    [
      { learningRate: 2 },
      'RangeError',
      "there is no option 'learningRate'. The options are X, Y, loss, optimizer, epochs, batchSize, seed, initialParams, validation, metrics, earlyStopping, schedule, l2, clip, classWeights, callbacks, onStep, checkpoint, resume, signal.",
    ],
    [
      { validation: { X: np.ones([1, 3]), Y: np.ones([1, 3]) } },
      'ShapeError',
      'validation.X must have shape [2, m], one example a column, since the network has 2 inputs, but has shape [1, 3].',
    ],
  ])('%#', (wrong, name, message) => {
    const call = () => fit(net, { ...good, ...wrong } as never);
    expect(call).toThrow(expect.objectContaining({ name, message: `fit(net, options): ${message}` }));
  });

  it('soft labels are fine', () => {
    expect(fit(net, { ...good, Y: np.array([[0.1, 0.5, 1]]) }).history.cost).toHaveLength(1);
  });

  it('no network, or no options', () => {
    const untyped = fit as (...values: unknown[]) => unknown;
    expect(() => untyped(net)).toThrow(
      new TypeError(
        'fit(net, options): options must be an object with X, Y, loss, optimizer and epochs, but is undefined.',
      ),
    );
    expect(() => untyped(undefined, good)).toThrow(
      new TypeError('fit(net, options): net must be a network, but is undefined. Make one with network(nX, …layers).'),
    );
    expect(() => untyped(good, net)).toThrow('fit(net, options): net must be a network, but is object.');
    expect(() => (train as typeof untyped)(net, null)).toThrow(
      new TypeError(
        'train(net, options): options must be an object with X, Y, loss, optimizer and epochs, but is null.',
      ),
    );
  });

  it('those that other packages check', () => {
    expect(() => fit(net, { ...good, batchSize: 0 })).toThrow(RangeError);
    expect(() => fit(net, { ...good, seed: -1 })).toThrow(RangeError);
    expect(() =>
      fit(net, { ...good, initialParams: logisticRegression(3).initialize(randomState(1)) } as never),
    ).toThrow(/layer 1's W must have shape \[1, 2\]/);
  });

  it('classes of a network with several outputs', () => {
    const three = network(2, dense(3, softmax));
    const X = np.ones([2, 3]);
    const untyped = fit as (...values: unknown[]) => unknown;
    const call = (options: object) => () => untyped(three, { ...good, X, ...options });
    const sparse = { loss: sparseCategoricalCrossEntropy, Y: np.array([[0, 3, 1]]) };
    expect(call(sparse)).toThrow(
      new RangeError(
        'fit(net, options): the targets of sparseCategoricalCrossEntropy are class indices, integers from 0 to 2, but Y at [0, 1] is 3. Y has indices up to 3, which takes 4 outputs, one a class.',
      ),
    );
    expect(call({ ...sparse, Y: np.ones([3, 3]) })).toThrow(
      expect.objectContaining({
        name: 'ShapeError',
        message:
          'fit(net, options): Y must have shape [1, m], one example a column, since the targets of sparseCategoricalCrossEntropy are class indices, but has shape [3, 3].',
      }),
    );
    expect(call({ loss: categoricalCrossEntropy, Y: np.ones([3, 3]) })).toThrow(
      /^fit\(net, options\): the targets of categoricalCrossEntropy are columns that sum to 1, but column 0 of Y sums to 3\. /,
    );
    const questions = network(2, dense(3, sigmoid));
    expect(() => fit(questions, { ...good, Y: np.ones([3, 3]), classWeights: 'balanced' })).toThrow(
      new RangeError(
        'fit(net, options): classWeights need one class an example, but the 3 rows of Y are questions of their own. Leave them out.',
      ),
    );
  });
});
