import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { confusionMatrix } from '@keepdims/training';
import { partsOf } from '../streaming/partsOf.js';
import { belowZero } from './belowZero.js';
import { regressionMetrics } from './metrics.js';
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
  /** How many predictions are negative of the same rows; 0 if a target, of these rows or the training rows, is negative itself. */
  readonly belowZero: number;
  /** Of rows that are not in memory the first 1000. */
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
    const m = examples.rows.length;
    const [predicted, real] = [new Float64Array(m), new Float64Array(m)];
    for (const { X, Y, first } of partsOf(examples)) {
      np.scope(() => {
        predicted.set(preprocessing.inverseTarget(net.predict(params, X)).data, first);
        real.set(preprocessing.inverseTarget(Y).data, first);
      });
    }
    const [a, b] = [rowOf(predicted), rowOf(real)];
    return { predicted: a, real: b, metrics: regressionMetrics(a, b) };
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
    belowZero: belowZero(predicted.data, [onTrain.real.data, real.data]),
    predictions: pairs(shownRows(test ?? train), real, predicted),
  };
}

function rowOf(values: Float64Array): NDArray<[1, number], 'float64'> {
  return np.asArray(values, { shape: [1, values.length] });
}

function evaluateClasses(
  { train, test, preprocessing }: PreparedData,
  { net, params }: Trained,
): ClassificationEvaluation {
  const { classes } = preprocessing;
  const judge = (examples: Examples): JudgedClasses => {
    const confusion = classes.map(() => classes.map(() => 0));
    const predictions: Prediction[] = [];
    for (const { X, Y, first } of partsOf(examples)) {
      np.scope(() => {
        const output: NDArray = net.forward(params, X).output;
        const counts = confusionMatrix(output, Y).toArray();
        confusion.forEach((row, i) => row.forEach((count, j) => (row[j] = count + (counts[i]?.[j] ?? 0))));
        const rows = shownRows(examples).subarray(first, first + X.shape[1]);
        if (rows.length === 0) return;
        const labels: NDArray = np.array([labelsOf(Y)]);
        for (const pair of pairs(rows, labels, predictedFrom(output, 'classification'))) predictions.push(pair);
      });
    }
    const labels = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
    const right = confusion.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
    return { confusion, labels, accuracy: right / examples.rows.length, predictions };
  };
  const onTrain = judge(train);
  const onTest = test && judge(test);
  const { confusion, labels, predictions } = onTest ?? onTrain;
  const frequent = onTrain.labels.indexOf(Math.max(...onTrain.labels));
  return {
    task: 'classification',
    testRows: test?.rows.length ?? 0,
    trainRows: train.rows.length,
    testAccuracy: onTest?.accuracy,
    trainAccuracy: onTrain.accuracy,
    baselineAccuracy: (labels[frequent] ?? 0) / (test ?? train).rows.length,
    baselineClass: classes[frequent] ?? '',
    confusion,
    predictions,
  };
}

/** How the classes of some rows were predicted. */
interface JudgedClasses {
  /** [real][predicted] = how many rows. */
  readonly confusion: readonly (readonly number[])[];
  /** How many rows have each class. */
  readonly labels: readonly number[];
  readonly accuracy: number;
  readonly predictions: readonly Prediction[];
}

/** Predictions that are kept of rows that are not in memory. */
const mostPredictions = 1000;

function shownRows({ rows, source }: Examples): Int32Array {
  return source === undefined ? rows : rows.subarray(0, mostPredictions);
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
