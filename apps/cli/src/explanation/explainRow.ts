import type { FeatureColumn } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { featuresOf } from '../evaluation/importanceOf.js';
import { predictedFrom } from '../model/predictedFrom.js';
import { requireFinite } from '../model/requireFinite.js';
import type { SavedModel } from '../run/savedModel.js';
import type { ChosenRow } from './chooseRow.js';
import { unitsOf } from './unitsOf.js';
import type { Unit } from './unitsOf.js';

/** A column of the row, and what the preprocessing made of it. */
export interface ExplainedColumn {
  readonly column: FeatureColumn;
  /** As written; empty if missing. */
  readonly raw: string;
  /** Whether the value is one that training never saw: all its features are 0. */
  readonly unseen: boolean;
  /** Its rows of x, by name. */
  readonly features: readonly { readonly name: string; readonly value: number }[];
}

/** What one layer does with the row. */
export interface ExplainedLayer {
  /** From 1. */
  readonly layer: number;
  readonly activation: string;
  readonly inputs: number;
  readonly units: number;
  readonly batchNorm: boolean;
  readonly Z: readonly number[];
  readonly A: readonly number[];
  /** Which terms each z is the sum of, the largest; undefined for a layer of many units. */
  readonly sums: readonly Unit[] | undefined;
}

/** What the network says in the end, in the target's terms. */
export type Answer =
  | { readonly task: 'regression'; readonly value: number; readonly real: number | undefined }
  | {
      readonly task: 'classification';
      readonly value: string;
      readonly probabilities: readonly { readonly name: string; readonly probability: number }[];
      readonly real: string | undefined;
    };

/** The forward pass of one row, step by step. */
export interface Explanation {
  readonly columns: readonly ExplainedColumn[];
  /** x = A[0]. */
  readonly x: readonly number[];
  readonly layers: readonly ExplainedLayer[];
  readonly answer: Answer;
}

/** Layers of at most so many units tell what their sums are made of. */
const mostUnits = 16;

/**
 * Follow one row through a network.
 *
 * @throws CliError if the output is not finite. FormatError if the row does not fit the preprocessing.
 */
export function explainRow({ net, params, preprocessing }: SavedModel, { table }: ChosenRow): Explanation {
  const { X, Y, unseen } = preprocessing.transform(table);
  const { output, caches } = net.forward(params, X);
  const x = numbersOf(X);
  let names = preprocessing.featureNames;
  const layers = net.layers.map(({ units, activation, batchNorm }, l): ExplainedLayer => {
    const [cache, own] = [caches[l], params[l]];
    if (cache === undefined || own === undefined) throw new Error(`explainRow: layer ${l + 1} has no parameters.`);
    const explained = {
      layer: l + 1,
      activation: activation.name,
      inputs: names.length,
      units,
      batchNorm: batchNorm !== undefined,
      Z: numbersOf(cache.Z),
      A: numbersOf(cache.A),
      sums: units > mostUnits ? undefined : unitsOf(own, cache, batchNorm?.epsilon, names),
    };
    names = Array.from({ length: units }, (_, i) => `a${i + 1}`);
    return explained;
  });
  let start = 0;
  const columns = preprocessing.columns.map((column): ExplainedColumn => {
    const [from, to] = [start, (start += featuresOf(column))];
    const features = preprocessing.featureNames.slice(from, to).map((name, i) => ({ name, value: x[from + i] ?? NaN }));
    return {
      column,
      raw: table.column(column.name)[0]?.trim() ?? '',
      unseen: unseen.some((one) => one.column === column.name),
      features,
    };
  });
  requireFinite([numbersOf(output).find((value) => !Number.isFinite(value)) ?? 0], table, 'so there is no answer');
  return { columns, x, layers, answer: answerOf(preprocessing, output, Y) };
}

function answerOf(preprocessing: SavedModel['preprocessing'], output: NDArray, Y: NDArray | undefined): Answer {
  const { task, classes } = preprocessing;
  if (task === 'regression') {
    const real = Y === undefined ? undefined : preprocessing.inverseTarget(Y).data[0];
    return { task, value: preprocessing.inverseTarget(output).data[0] ?? NaN, real };
  }
  const named = (array: NDArray): string => preprocessing.classNames(predictedFrom(array, 'classification'))[0] ?? '';
  const numbers = numbersOf(output);
  const [first = NaN] = numbers;
  const probabilities = numbers.length === 1 ? [1 - first, first] : numbers;
  return {
    task: 'classification',
    value: named(output),
    probabilities: classes.map((name, i) => ({ name, probability: probabilities[i] ?? NaN })),
    real: Y === undefined ? undefined : named(Y),
  };
}

function numbersOf(array: NDArray): number[] {
  return Array.from(np.contiguousData(array));
}
