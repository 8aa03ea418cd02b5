import { identity, sigmoid, softmax } from '@keepdims/activations';
import { binaryCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
import { dense, logisticRegression, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, constant, cosineDecay } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { ShapeError } from '@keepdims/shapes';
import { describe, expect, it } from 'vitest';
import { accuracy, defineMetric, fit, train } from './index.js';

const nowhere = (): void => undefined;

describe('bad options', () => {
  const net = network(2, dense(1, sigmoid));
  const good = { X: np.ones([2, 3]), Y: np.ones([1, 3]), loss: binaryCrossEntropy, optimizer: adam(), epochs: 1 };
  const one = { X: np.ones([2, 1]), Y: np.ones([1, 1]) };
  const gap = np.array([
    [1, 2, 3],
    [4, NaN, 6],
  ]);
  it.each([
    [{ epochs: 0 }, 'RangeError', 'epochs must be an integer, 1 or more, but is 0.'],
    [{ epochs: 1.5 }, 'RangeError', 'epochs must be an integer, 1 or more, but is 1.5.'],
    [
      { loss: 'mse' },
      'TypeError',
      "loss must be a loss such as binaryCrossEntropy, but is 'mse'. lossByName(name) gives one by its name.",
    ],
    [
      { loss: 'hinge' },
      'TypeError',
      "loss must be a loss such as binaryCrossEntropy, but is 'hinge'. Give lossByName('hinge').",
    ],
    [{ loss: null }, 'TypeError', 'loss must be a loss such as binaryCrossEntropy, but is null.'],
    [
      { optimizer: adam },
      'TypeError',
      'optimizer must be an optimizer such as adam(), but is the function that makes one. Call it: adam().',
    ],
    [
      { optimizer: 'adam' },
      'TypeError',
      "optimizer must be an optimizer such as adam(), but is 'adam'. Give optimizerByName('adam').",
    ],
    [
      { optimizer: 'sgd' },
      'TypeError',
      "optimizer must be an optimizer such as adam(), but is 'sgd'. optimizerByName(name) gives one by its name.",
    ],
    [{ optimizer: () => 1 }, 'TypeError', 'optimizer must be an optimizer such as adam(), but is function.'],
    [
      { metrics: ['accuracy'] },
      'TypeError',
      "metrics[0] must be a metric such as accuracy, but is 'accuracy'. Give metricByName('accuracy').",
    ],
    [
      { metrics: [accuracy, 'acc'] },
      'TypeError',
      "metrics[1] must be a metric such as accuracy, but is 'acc'. metricByName(name) gives one by its name.",
    ],
    [{ metrics: [1] }, 'TypeError', 'metrics[0] must be a metric such as accuracy, but is number.'],
    [{ callbacks: [1] }, 'TypeError', 'callbacks[0] must be a function, but is number.'],
    [{ X: [[1]] }, 'TypeError', 'X must be an NDArray [2, m], but is a list of 1. Make one with np.array(…).'],
    [{ Y: null }, 'TypeError', 'Y must be an NDArray [1, m], but is null. Make one with np.array(…).'],
    [{ batchSize: 0 }, 'RangeError', "batchSize must be an integer, 1 or more, or 'full', but is 0."],
    [{ batchSize: 1.5 }, 'RangeError', "batchSize must be an integer, 1 or more, or 'full', but is 1.5."],
    [{ batchSize: 'all' }, 'RangeError', "batchSize must be an integer, 1 or more, or 'full', but is 'all'."],
    [{ seed: 1.5 }, 'RangeError', 'seed must be an integer from 0 to 4294967295, but is 1.5.'],
    [{ seed: -1 }, 'RangeError', 'seed must be an integer from 0 to 4294967295, but is -1.'],
    [{ seed: '1' }, 'RangeError', 'seed must be an integer from 0 to 4294967295, but is string.'],
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
    [{ schedule: 0.5 }, 'TypeError', 'schedule must be a schedule such as cosineDecay({ epochs: 20 }), but is number.'],
    [
      { schedule: cosineDecay },
      'TypeError',
      'schedule must be a schedule such as cosineDecay({ epochs: 20 }), but is the function that makes one. Call it: cosineDecay({ … }).',
    ],
    [
      { schedule: constant },
      'TypeError',
      'schedule must be a schedule such as cosineDecay({ epochs: 20 }), but is the function that makes one. Call it: constant().',
    ],
    [
      { schedule: (t: number) => 0.5 ** t },
      'TypeError',
      "schedule must be a schedule such as cosineDecay({ epochs: 20 }), but is a function without options. Make one of it: defineSchedule('mine', (t) => …).",
    ],
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
      { checkpoint: { save: nowhere, everySeconds: -1 } },
      'RangeError',
      'checkpoint.everySeconds must be finite and >= 0, but is -1.',
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
      "earlyStopping.monitor must be a number of the epoch's record, but is 'validationCost'. There are 'cost', 'metrics.accuracy'. 'validationCost' and 'validationMetrics.accuracy' need validation: { X, Y }.",
    ],
    [
      { earlyStopping: { patience: 1, monitor: 'accuracy' } },
      'RangeError',
      "earlyStopping.monitor must be a number of the epoch's record, but is 'accuracy'. There is only 'cost'. 'metrics.accuracy' needs metrics: [accuracy], 'validationCost' needs validation: { X, Y }, and 'validationMetrics.accuracy' needs both.",
    ],
    [
      { earlyStopping: { patience: 1, monitor: 'validationMetrics.f1' }, validation: one },
      'RangeError',
      "earlyStopping.monitor must be a number of the epoch's record, but is 'validationMetrics.f1'. There are 'cost', 'validationCost'. 'metrics.f1' and 'validationMetrics.f1' need metrics: [f1].",
    ],
    [
      { earlyStopping: { patience: 1, monitor: 'f1' }, validation: one, metrics: [accuracy] },
      'RangeError',
      "earlyStopping.monitor must be a number of the epoch's record, but is 'f1'. There are 'cost', 'metrics.accuracy', 'validationCost', 'validationMetrics.accuracy'.",
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
      "there is no option 'learningRate': the learning rate belongs to the optimizer. Give optimizer: adam({ learningRate: 0.01 }), say.",
    ],
    [
      { lr: 2 },
      'RangeError',
      "there is no option 'lr': the learning rate belongs to the optimizer. Give optimizer: adam({ learningRate: 0.01 }), say.",
    ],
    [
      { iterations: 2 },
      'RangeError',
      "there is no option 'iterations'. Did you mean 'epochs'? The options are X, Y, loss, optimizer, epochs, batchSize, seed, initialParams, validation, metrics, earlyStopping, schedule, l2, clip, classWeights, callbacks, onStep, checkpoint, resume, signal.",
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
          'fit(net, options): Y must have shape [1, m], one example a column, since the targets of sparseCategoricalCrossEntropy are class indices, but has shape [3, 3]. Of one-hot columns np.argmax(Y, { axis: 0, keepDims: true }) gives them; or take categoricalCrossEntropy.',
      }),
    );
    expect(call({ loss: categoricalCrossEntropy, Y: np.ones([1, 3]) })).toThrow(
      expect.objectContaining({
        name: 'ShapeError',
        message:
          'fit(net, options): Y must have shape [3, m], one example a column, since the network has 3 outputs, but has shape [1, 3]. Of class numbers oneHot(Y, { classes: 3 }) makes columns; or take sparseCategoricalCrossEntropy.',
      }),
    );
    expect(call({ Y: np.ones([3, 3]) })).toThrow(
      new RangeError(
        "fit(net, options): binaryCrossEntropy takes outputs that don't depend on each other, but the output layer is 3 units with softmax, whose columns sum to 1. softmax goes with categoricalCrossEntropy or sparseCategoricalCrossEntropy; for questions of their own use sigmoid there.",
      ),
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

  it('batch normalisation and a batch of one', () => {
    const normalised = network(2, dense(2, sigmoid, { batchNorm: true }), dense(1, sigmoid));
    const ones = (m: number) => ({ ...good, X: np.ones([2, m]), Y: np.ones([1, m]) });
    const rule = 'fit(net, options): batch normalisation learns from 2 examples or more in every batch, but';
    const message = (m: number, batchSize?: number) => {
      const size = batchSize === undefined ? {} : { batchSize };
      try {
        fit(normalised, { ...ones(m), ...size });
      } catch (error) {
        return (error as Error).message;
      }
      return 'trained';
    };
    expect(message(150, 149)).toBe(
      `${rule} with batchSize 149 the last batch of m = 150 has 1. Take batchSize 148, say.`,
    );
    expect(message(5, 1)).toBe(`${rule} with batchSize 1 every batch has 1. Take batchSize 3, say.`);
    expect(message(3, 2)).toBe(`${rule} with batchSize 2 the last batch of m = 3 has 1. Take batchSize 3, say.`);
    expect(message(1)).toBe(`${rule} m is 1. Give more examples, or leave batchNorm out.`);
    expect(message(1, 5)).toBe(`${rule} m is 1. Give more examples, or leave batchNorm out.`);
    for (const [m, size] of [[2], [5, 3], [5, 5], [4, 9]] as const) expect(message(m, size)).toBe('trained');
    expect(() => train(normalised, { ...ones(3), batchSize: 2 })).toThrow('train(net, options): batch normalisation');
  });

  it("another network's parameters, at the call", () => {
    const initialParams = network(5, dense(1, sigmoid)).initialize(randomState(1)) as never;
    const message =
      "(net, { initialParams }): layer 1's W must have shape [1, 2] (units, inputs), but has shape [1, 5]: axis 1 is 5, not 2. " +
      'Use parameters that were initialized for this layer and its inputs.';
    const net = logisticRegression(2);
    expect(() => fit(net, { ...good, initialParams })).toThrow(new ShapeError(`fit${message}`));
    expect(() => train(net, { ...good, initialParams })).toThrow(new ShapeError(`train${message}`));
  });

  it("metrics that can't read the targets, before the training", () => {
    const soft = { ...good, Y: np.array([[0, 0.25, 1]]) };
    expect(() => fit(logisticRegression(2), { ...soft, metrics: [accuracy] })).toThrow(
      new RangeError(
        'accuracy(predictions, targets): targets of one row are 0 or 1, but targets at [0, 1] is 0.25. Soft labels have no class: take logLoss, or round them.',
      ),
    );
    const labels = { ...good, Y: np.array([[1, 0, 1], [1, 0, 0], [0, 0, 0]]) }; // prettier-ignore
    const questions = network(2, dense(3, sigmoid));
    expect(() => fit(questions, { ...labels, metrics: [accuracy] })).toThrow(
      new RangeError(
        'accuracy(predictions, targets): targets of 3 rows are one-hot columns, which sum to 1, but column 0 sums to 2. If each row is a question of its own, take a metric with { multiLabel: true }, such as accuracy({ multiLabel: true }).',
      ),
    );
    expect(
      fit(questions, { ...labels, epochs: 1, metrics: [accuracy({ multiLabel: true })] }).history.cost,
    ).toHaveLength(1);
  });

  it('a validation whose outputs are NaN has metrics of NaN, and the training goes on', () => {
    const validation = { X: np.full([2, 2], 1.7e308), Y: np.array([[0, 1]]) };
    const net = network(2, dense(2, identity), dense(1, sigmoid));
    const initialParams = [
      { W: np.array([[1, 1], [1, 1]]), b: np.zeros([2, 1]) },
      { W: np.array([[1, -1]]), b: np.zeros([1, 1]) },
    ] as const; // prettier-ignore
    const { history } = fit(net, { ...good, epochs: 2, initialParams, validation, metrics: [accuracy] });
    expect(history.validationMetrics).toEqual({ accuracy: [NaN, NaN] });
    expect(history.metrics?.accuracy?.every(Number.isFinite)).toBe(true);
  });
});
