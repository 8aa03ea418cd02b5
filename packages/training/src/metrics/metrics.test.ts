import * as losses from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import * as own from '../index.js';
import {
  accuracy,
  auc,
  confusionMatrix,
  defineMetric,
  f1,
  logLoss,
  meanAbsoluteError,
  metricByName,
  metrics,
  precision,
  recall,
  rootMeanSquaredError,
  rSquared,
} from '../index.js';

const scores = np.array([
  [0.7, 0.2, 0.4, 0.1],
  [0.2, 0.7, 0.4, 0.8],
  [0.1, 0.1, 0.2, 0.1],
]);
const classes = np.array([
  [1, 0, 0, 0],
  [0, 1, 1, 0],
  [0, 0, 0, 1],
]);

describe('classification', () => {
  it('one row: strictly above 0.5', () => {
    expect(accuracy(np.array([[0.5, 0.500001, 0.2, 1]]), np.array([[0, 1, 1, 1]]))).toBe(0.75);
    expect(confusionMatrix(np.array([[0.2, 0.7, 0.9]]), np.array([[0, 0, 1]])).toArray()).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('several rows: the first largest', () => {
    expect(accuracy(scores, classes)).toBe(0.5); // the tie in column 2 goes to class 0
    expect(confusionMatrix(scores, classes).toArray()).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
    ]);
    expect(confusionMatrix(scores, classes).dtype).toBe('int32');
  });

  it('reads views and other element types', () => {
    expect(accuracy(scores.T().copy().T(), classes.astype('int32'))).toBe(0.5);
    expect(accuracy(np.array([[1, 0]]).astype('int32'), np.array([[true, false]]))).toBe(1);
  });

  it.each([accuracy, precision, recall, f1, confusionMatrix])(
    'refuses class numbers in a row of floats, %o',
    (metric) => {
      const operation = `${metric.name}(predictions, targets)`;
      for (const [given, at] of [
        [[3, 7], '[0, 0] is 3'],
        [[1, -0.5], '[0, 1] is -0.5'],
      ] as const) {
        expect(() => metric(np.array([[...given]]), np.array([[1, 1]]))).toThrow(
          new RangeError(
            `${operation}: a row of floats is the probability of class 1, from 0 to 1, but predictions at ${at}. ` +
              'Give probabilities, net.forward(params, X).output, or class numbers as int32, net.predict(params, X).',
          ),
        );
      }
      expect(() => metric(np.array([[0.5, 1]]), np.array([[1, 7]]))).toThrow(
        new RangeError(
          `${operation}: targets of one row are 0 or 1, but targets at [0, 1] is 7. For more than two classes give ` +
            'net.forward(params, X).output, [classes, m], or class numbers as int32, net.predict(params, X).',
        ),
      );
    },
  );
});

describe('class numbers as predictions', () => {
  const numbers = (...labels: number[]) => np.array([labels], { dtype: 'int32' });
  const classMetrics = [accuracy, precision, recall, f1, f1({ average: 'micro' }), recall({ average: 'weighted' })];

  it('mean what the scores mean that they are from', () => {
    const predicted = np.argmax(scores, { axis: 0, keepDims: true });
    expect([predicted.dtype, predicted.shape]).toEqual(['int32', [1, 4]]);
    const labels = np.array([[0, 1, 1, 2]]);
    for (const metric of classMetrics) {
      expect(metric(predicted, labels)).toBe(metric(scores, labels));
      expect(metric(predicted, classes)).toBe(metric(scores, classes));
      expect(metric(predicted.astype('uint8'), labels.astype('int32'))).toBe(metric(scores, labels));
    }
    expect(confusionMatrix(predicted, labels).toArray()).toEqual(confusionMatrix(scores, classes).toArray());
    expect(confusionMatrix(predicted, classes).toArray()).toEqual(confusionMatrix(scores, classes).toArray());
  });

  it('of two classes: class 1, as probabilities', () => {
    const [P, labels] = [np.array([[0.2, 0.7, 0.9]]), np.array([[0, 0, 1]])];
    for (const metric of classMetrics) expect(metric(numbers(0, 1, 1), labels)).toBe(metric(P, labels));
    expect(confusionMatrix(numbers(0, 1, 1), labels).toArray()).toEqual(confusionMatrix(P, labels).toArray());
    expect(confusionMatrix(numbers(0, 0), numbers(0, 0)).shape).toEqual([2, 2]);
  });

  it('beside targets of 0 and 1 only', () => {
    expect(accuracy(numbers(2, 2), np.array([[0, 1]]))).toBe(0);
    expect(precision(numbers(2, 1), np.array([[0, 1]]))).toBeCloseTo(1 / 3, 15); // of classes 0, 1, 2
    expect(confusionMatrix(numbers(2, 1), np.array([[0, 1]])).toArray()).toEqual([
      [0, 0, 1],
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });

  it('may be large', () => {
    expect(f1(numbers(2_000_000_000, 5), np.array([[2_000_000_000, 5]]))).toBe(1);
  });

  it('are from 0, below the number of rows', () => {
    for (const metric of [accuracy, precision, confusionMatrix]) {
      const operation = `${metric.name}(predictions, targets)`;
      const rule = 'class numbers are integers, 0 or more, but';
      expect(() => metric(numbers(0, -1), np.array([[0, 1]]))).toThrow(
        new RangeError(`${operation}: ${rule} predictions at [0, 1] is -1. Number the classes from 0.`),
      );
      expect(() => metric(numbers(0, 1), np.array([[0, 1.5]]))).toThrow(
        new RangeError(`${operation}: ${rule} targets at [0, 1] is 1.5. Number the classes from 0.`),
      );
      expect(() => metric(numbers(0, 3, 0, 0), classes)).toThrow(
        new RangeError(
          `${operation}: targets of 3 rows have classes 0 to 2, but predictions at [0, 1] is 3. Number the classes from 0.`,
        ),
      );
    }
    expect(() => accuracy(numbers(0, 1), np.ones([3, 4]) as never)).toThrow(
      'accuracy(predictions, targets): predictions and targets must have the same shape',
    );
  });

  it.each([auc, logLoss])("don't tell how sure a model is, %o", (metric) => {
    expect(() => metric(numbers(0, 1), np.array([[0, 1]]))).toThrow(
      new RangeError(
        `${metric.name}(predictions, targets): predictions must say how likely each class is, but they are int32, class numbers. ` +
          'Give net.forward(params, X).output instead of net.predict(params, X).',
      ),
    );
  });
});

describe('NaN among classes', () => {
  const twoRows = np.array([
    [1, 0],
    [0, NaN],
  ]);
  const right = np.array([
    [1, 0],
    [0, 1],
  ]);
  const remedy = 'is NaN, so no class can be told. Look for NaN in X and params.';
  it.each([accuracy, confusionMatrix])('is refused by %o', (metric) => {
    const operation = `${metric.name}(predictions, targets)`;
    expect(() => metric(np.array([[0.2, NaN]]), np.array([[0, 0]]))).toThrow(
      new RangeError(`${operation}: predictions at [0, 1] ${remedy}`),
    );
    expect(() => metric(twoRows, right)).toThrow(new RangeError(`${operation}: predictions at [1, 1] ${remedy}`));
    expect(() => metric(right, twoRows)).toThrow(new RangeError(`${operation}: targets at [1, 1] ${remedy}`));
  });
});

describe('regression', () => {
  it('known values', () => {
    expect(rSquared(np.array([[1, 2, 4]]), np.array([[1, 2, 3]]))).toBe(0.5);
    expect(rSquared(np.array([[2, 2, 2]]), np.array([[1, 2, 3]]))).toBe(0);
    expect(rSquared(np.array([[3, 2, 1]]), np.array([[1, 2, 3]]))).toBe(-3);
    expect(meanAbsoluteError(np.array([[1, 4]]), np.array([[2, 2]]))).toBe(1.5);
    expect(rootMeanSquaredError(np.array([[1, 9]]), np.array([[2, 2]]))).toBe(5);
  });

  it('several outputs', () => {
    const Y = np.array([
      [1, 2, 3],
      [10, 20, 30],
    ]);
    const P = np.array([
      [1, 2, 4],
      [10, 20, 30],
    ]);
    expect(rSquared(P, Y)).toBe(0.75);
    expect(meanAbsoluteError(P, Y)).toBeCloseTo(1 / 3, 15); // the loss: the sum over the outputs
    expect(rootMeanSquaredError(P, Y)).toBeCloseTo(Math.sqrt(1 / 6), 15);
  });

  it('constant targets and NaN', () => {
    expect(rSquared(np.array([[5, 5]]), np.array([[5, 5]]))).toBeNaN();
    expect(rSquared(np.array([[5, 6]]), np.array([[5, 5]]))).toBe(-Infinity);
    expect(rSquared(np.array([[0.1, 0.1, 0.1]]), np.array([[0.1, 0.1, 0.1]]))).toBeNaN();
    expect(rSquared(np.array([[0.1, 0.1, 0.2]]), np.array([[0.1, 0.1, 0.1]]))).toBe(-Infinity);
    expect(rSquared(np.array([[1, NaN, 3]]), np.array([[1, 2, 3]]))).toBeNaN();
    expect(rSquared(np.array([[1, 2, 3]]), np.array([[1, NaN, 3]]))).toBeNaN();
    expect(meanAbsoluteError(np.array([[NaN, 1]]), np.array([[1, 1]]))).toBeNaN();
  });
});

describe('all metrics', () => {
  it('have their names', () => {
    expect([accuracy, rSquared, meanAbsoluteError, rootMeanSquaredError].map(({ name }) => name)).toEqual([
      'accuracy',
      'rSquared',
      'meanAbsoluteError',
      'rootMeanSquaredError',
    ]);
    expect(defineMetric('examples', ({ m }) => m)(np.ones([2, 5]), np.ones([2, 5]))).toBe(5);
  });

  it.each([
    [
      np.ones([3]),
      np.ones([3]),
      'ShapeError',
      'predictions must have shape [outputs, m], one example a column, but has shape [3] (rank 1). asRow(predictions) has one output.',
    ],
    [
      np.ones([1, 3]),
      np.ones([3, 1]),
      'ShapeError',
      'predictions and targets must have the same shape, but predictions has shape [1, 3] and targets has shape [3, 1]. targets.T() would fit.',
    ],
    [
      np.ones([1, 3]),
      np.ones([1, 1]),
      'ShapeError',
      'predictions and targets must have the same shape, but predictions has shape [1, 3] and targets has shape [1, 1].',
    ],
    [np.ones([1, 0]), np.ones([1, 0]), 'RangeError', 'there is nothing to measure: predictions has shape [1, 0].'],
    [[[1]], np.ones([1, 1]), 'TypeError', 'predictions must be an NDArray. Make one with np.array(…).'],
  ])('%#', (P, Y, name, message) => {
    for (const metric of [rSquared, accuracy, rootMeanSquaredError, confusionMatrix]) {
      expect(() => metric(P as never, Y as never)).toThrow(
        expect.objectContaining({ name, message: `${metric.name}(predictions, targets): ${message}` }),
      );
    }
  });
});

describe('classes against the rest', () => {
  const oneHot = np.array([
    [1, 0, 0, 0],
    [0, 1, 1, 0],
    [0, 0, 0, 1],
  ]);

  it('class numbers mean the same as one-hot columns', () => {
    const numbers = np.array([[0, 1, 1, 2]]);
    for (const metric of [accuracy, precision, recall, f1, logLoss, auc]) {
      expect(metric(scores, numbers)).toBe(metric(scores, oneHot));
    }
    expect(confusionMatrix(scores, numbers).toArray()).toEqual(confusionMatrix(scores, oneHot).toArray());
  });

  it('refuses the number of no class', () => {
    const message = (metric: { readonly name: string }, value: string) =>
      `${metric.name}(predictions, targets): predictions of 3 rows have classes 0 to 2, but targets at [0, 3] is ${value}. Number the classes from 0.`;
    for (const metric of [accuracy, confusionMatrix, f1]) {
      expect(() => metric(scores, np.array([[0, 1, 1, 3]]))).toThrow(new RangeError(message(metric, '3')));
      expect(() => metric(scores, np.array([[0, 1, 1, 0.5]]))).toThrow(new RangeError(message(metric, '0.5')));
      expect(() => metric(scores, np.array([[0, 1, 1, -1]]))).toThrow(new RangeError(message(metric, '-1')));
    }
    expect(() => rSquared(scores, np.array([[0, 1, 1, 2]]) as never)).toThrow(
      'rSquared(predictions, targets): predictions and targets must have the same shape',
    );
  });

  it('what is not defined', () => {
    const none = np.zeros([1, 3]);
    const yes = np.ones([1, 3]);
    expect([precision(none, yes), recall(none, none), f1(none, none)]).toEqual([0, 0, 0]);
    expect([auc(none, yes), auc(none, none)]).toEqual([NaN, NaN]);
    expect(auc(scores, np.array([[0, 1, 1, 1]]))).toBeNaN(); // nobody is of class 2
    expect(logLoss(none, yes)).toBeCloseTo(52 * Math.LN2, 12); // certain and wrong
    expect(logLoss(yes, yes)).toBeCloseTo(0, 12);
  });

  it('equal scores count half, whatever their order', () => {
    expect(auc(np.full([1, 4], 0.3), np.array([[0, 1, 1, 0]]))).toBe(0.5);
    expect(auc(np.array([[3, 2, 1, 0]]), np.array([[1, 1, 0, 0]]))).toBe(1);
    expect(auc(np.array([[-1, 0, Infinity]]), np.array([[1, 1, 0]]))).toBe(0);
  });

  it('options', () => {
    expect(precision({ average: 'micro', multiLabel: true }).name).toBe('microMultiLabelPrecision');
    expect(auc({ average: 'macro' }).name).toBe('auc');
    expect(f1({ average: 'weighted' }).better).toBe('higher');
    const untyped = precision as unknown as (options: unknown) => unknown;
    for (const [given, message] of [
      [
        { average: 'mean' },
        `RangeError: precision({ average }): it must be one of 'macro', 'micro', 'weighted', but is "mean".`,
      ],
      [{ multiLabel: 1 }, 'TypeError: precision({ multiLabel }): it must be true or false, but is 1.'],
      [
        { averge: 'micro' },
        "RangeError: precision: there is no option 'averge'. Did you mean 'average'? The options are average, multiLabel.",
      ],
      [undefined, 'TypeError: precision: give predictions and targets, or options such as { multiLabel: true }.'],
    ] as const) {
      expect(() => untyped(given)).toThrow(
        expect.objectContaining({ message: message.replace(/^\w+: /, ''), name: message.split(':')[0] }),
      );
    }
    expect(() => auc({ average: 'micro' } as never)).toThrow(
      new RangeError(`auc({ average }): it must be one of 'macro', 'weighted', but is "micro".`),
    );
    expect(() => accuracy({ average: 'macro' } as never)).toThrow(
      new RangeError("accuracy: there is no option 'average'. The options are multiLabel."),
    );
  });

  it('multi-label targets are 0 or 1', () => {
    const metric = accuracy({ multiLabel: true });
    expect(() => metric(scores, np.full([3, 4], 0.5))).toThrow(
      new RangeError(
        'multiLabelAccuracy(predictions, targets): with multiLabel targets are 0 or 1, but targets at [0, 0] is 0.5.',
      ),
    );
    expect(() => metric(scores, np.array([[0, 1, 1, 2]]))).toThrow(
      new RangeError(
        'multiLabelAccuracy(predictions, targets): with multiLabel targets have a row of 0 and 1 for each label, [3, m], but they are class numbers, [1, m].',
      ),
    );
  });

  it('logLoss takes probabilities only', () => {
    expect(() => logLoss(np.array([[0.5, 1.5]]), np.array([[0, 1]]))).toThrow(
      new RangeError(
        'logLoss(predictions, targets): predictions are probabilities from 0 to 1, but predictions at [0, 1] is 1.5. End the network in sigmoid or softmax.',
      ),
    );
  });
});

describe('metricByName', () => {
  it('has a loss of its name for the same', () => {
    expect(metricByName('meanAbsoluteError')).toBe(losses.meanAbsoluteError);
  });

  it('knows every metric of the package', () => {
    const all = Object.entries(own).filter(
      ([name, value]) =>
        typeof value === 'function' && ('better' in value || 'perExample' in value) && name !== 'metrics',
    );
    expect(Object.keys(metrics).sort()).toEqual(all.map(([name]) => name).sort());
    for (const [name, metric] of all) expect(metricByName(name)).toBe(metric);
  });

  it('offers the nearest name', () => {
    expect(() => metricByName('f2')).toThrow(
      new RangeError(
        "metricByName('f2'): there is no metric 'f2'. Did you mean 'f1'? The names are accuracy, auc, f1, logLoss, meanAbsoluteError, precision, recall, rootMeanSquaredError, rSquared.",
      ),
    );
  });
});
