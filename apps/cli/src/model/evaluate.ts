import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { accuracy, confusionMatrix } from '@keepdims/training';
import { mostFrequent, regressionMetrics } from './metrics.js';
import type { RegressionMetrics } from './metrics.js';
import { predictedFrom } from './predictedFrom.js';
import type { Examples, PreparedData } from './prepare.js';
import type { Trained } from './trainNetwork.js';

/** One example and what was predicted for it: numbers in the target's unit, or class numbers. */
export interface Prediction {
  /** The table's row, from 0. */
  readonly row: number;
  readonly real: number;
  readonly predicted: number;
}

/** How good a regression is, on the test rows or, without any, on the training rows. */
export interface RegressionEvaluation {
  readonly task: 'regression';
  readonly testRows: number;
  readonly trainRows: number;
  readonly test: RegressionMetrics | undefined;
  readonly train: RegressionMetrics;
  /** Always predicting the mean of the training rows, on the same rows as `test` (or `train`). */
  readonly baseline: RegressionMetrics;
  readonly predictions: readonly Prediction[];
}

/** How good a classification is. */
export interface ClassificationEvaluation {
  readonly task: 'classification';
  readonly testRows: number;
  readonly trainRows: number;
  readonly testAccuracy: number | undefined;
  readonly trainAccuracy: number;
  /** Always predicting the class most frequent among the training rows, on the same rows. */
  readonly baselineAccuracy: number;
  readonly baselineClass: string;
  readonly confusion: readonly (readonly number[])[];
  readonly predictions: readonly Prediction[];
}

export type Evaluation = RegressionEvaluation | ClassificationEvaluation;

/** Measure a trained network. */
export function evaluate(data: PreparedData, trained: Trained): Evaluation {
  return data.task === 'regression' ? evaluateRegression(data, trained) : evaluateClasses(data, trained);
}

function evaluateRegression(
  { train, test, preprocessing }: PreparedData,
  { net, params }: Trained,
): RegressionEvaluation {
  const measure = (examples: Examples) => {
    const predicted = preprocessing.inverseTarget(net.predict(params, examples.X));
    const real = preprocessing.inverseTarget(examples.Y);
    return { predicted, real, metrics: regressionMetrics(predicted, real) };
  };
  const onTrain = measure(train);
  const onTest = test && measure(test);
  const { predicted, real } = onTest ?? onTrain;
  const mean = np.full([1, real.size], np.mean(onTrain.real));
  return {
    task: 'regression',
    testRows: test?.rows.length ?? 0,
    trainRows: train.rows.length,
    test: onTest?.metrics,
    train: onTrain.metrics,
    baseline: regressionMetrics(mean, real),
    predictions: pairs((test ?? train).rows, real, predicted),
  };
}

function evaluateClasses(
  { train, test, preprocessing }: PreparedData,
  { net, params }: Trained,
): ClassificationEvaluation {
  const { classes } = preprocessing;
  const outputOf = ({ X }: Examples): NDArray => net.forward(params, X).output;
  const trainOutput = outputOf(train);
  const testOutput = test && outputOf(test);
  const shown = test ?? train;
  const output = testOutput ?? trainOutput;
  const frequent = mostFrequent(labelsOf(train.Y));
  const labels = (Y: NDArray): NDArray => np.array([labelsOf(Y)]);
  return {
    task: 'classification',
    testRows: test?.rows.length ?? 0,
    trainRows: train.rows.length,
    testAccuracy: test && accuracy(output, test.Y),
    trainAccuracy: accuracy(trainOutput, train.Y),
    baselineAccuracy: labelsOf(shown.Y).filter((label) => label === frequent).length / shown.rows.length,
    baselineClass: classes[frequent] ?? '',
    confusion: confusionMatrix(output, shown.Y).toArray(),
    predictions: pairs(shown.rows, labels(shown.Y), predictedFrom(output, 'classification')),
  };
}

/** The class numbers of targets [1, m] of 0 and 1, or of one-hot columns [classes, m]. */
function labelsOf(Y: NDArray): number[] {
  const [outputs = 0, m = 0] = Y.shape;
  return Array.from({ length: m }, (_, j) => {
    if (outputs === 1) return Number(Y.at(0, j));
    return Array.from({ length: outputs }, (_, i) => Number(Y.at(i, j))).indexOf(1);
  });
}

/** Real and predicted values, both [1, m], row by row. */
function pairs(rows: Int32Array, real: NDArray, predicted: NDArray): Prediction[] {
  return Array.from(rows, (row, j) => ({ row, real: Number(real.at(0, j)), predicted: Number(predicted.at(0, j)) }));
}
