/** The numbers of scikit-learn, as scripts/metrics.py wrote them. */
import { readFileSync } from 'node:fs';
import { meanAbsoluteError } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { accuracy } from './accuracy.js';
import { auc } from './auc.js';
import type { Average } from './average.js';
import { confusionMatrix } from './confusionMatrix.js';
import { f1 } from './f1.js';
import { logLoss } from './logLoss.js';
import { precision } from './precision.js';
import { recall } from './recall.js';
import { rootMeanSquaredError } from './rootMeanSquaredError.js';
import { rSquared } from './rSquared.js';

interface Case {
  readonly predictions: number[][];
  readonly targets: number[][];
  readonly values: Readonly<Record<string, number | number[][]>>;
  readonly multiLabel?: boolean;
}

// Written by scripts/metrics.py.
const { cases } = JSON.parse(readFileSync(new URL('../../scripts/metrics.json', import.meta.url), 'utf8')) as {
  readonly cases: Readonly<Record<string, Case>>;
};

const averaged = { precision, recall, f1, auc };
const counted = { accuracy, logLoss };
/** scikit-learn takes the mean over the outputs, the loss their sum. */
const absolute = (P: np.NDArray, Y: np.NDArray) => meanAbsoluteError(P, Y) / Number(P.shape[0]);
const plain = { rSquared, meanAbsoluteError: absolute, rootMeanSquaredError };

/** The metric that a name such as 'f1.micro' stands for, as a function of two matrices. */
function metricOf(key: string, multiLabel: boolean): (P: np.NDArray, Y: np.NDArray) => number {
  const [name = '', average] = key.split('.');
  if (name in plain) return plain[name as keyof typeof plain];
  if (name in counted) return counted[name as keyof typeof counted]({ multiLabel });
  const metric = averaged[name as keyof typeof averaged];
  if (average === undefined) return metric;
  return metric({ average: average as Exclude<Average, 'micro'>, multiLabel });
}

describe.each(Object.entries(cases))('%s', (_, { predictions, targets, values, multiLabel = false }) => {
  const [P, Y]: np.NDArray[] = [np.array(predictions), np.array(targets)] as [np.NDArray, np.NDArray];
  it.each(Object.entries(values))('%s', (key, expected) => {
    if (key === 'confusionMatrix') expect(confusionMatrix(P, Y).toArray()).toEqual(expected);
    else expect(metricOf(key, multiLabel)(P, Y)).toBeCloseTo(expected as number, 12);
  });
});

it('has cases of every kind', () => {
  expect(Object.values(cases).reduce((total, { values }) => total + Object.keys(values).length, 0)).toBe(53);
});
