import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { oneHot } from '@keepdims/data';
import { gunzip } from './gunzip.js';

/** A bundled classification set of numbers, examples as columns. */
export interface NumericDataset<Features extends number, M extends number, Outputs extends number> extends Provenance {
  /** Features, shape [Features, M]. */
  readonly X: NDArray<[Features, M], 'float64'>;
  /** Targets, shape [Outputs, M]: 0 and 1 for two classes, one-hot columns for more. */
  readonly Y: NDArray<[Outputs, M], 'float64'>;
  /** Class numbers, shape [1, M]; `classNames[label]` names them. */
  readonly labels: NDArray<[1, M], 'int32'>;
  /** Names of X's rows, with units where they have one. */
  readonly featureNames: readonly string[];
  readonly classNames: readonly string[];
}

/** What a data set is and where it comes from. */
export interface Provenance {
  readonly description: string;
  readonly license: string;
  readonly source: string;
}

/** What is known of a bundled file before it is read. */
interface NumericFile<Features extends number, M extends number, Outputs extends number> extends Provenance {
  readonly base64: string;
  readonly features: Features;
  readonly examples: M;
  /** 1 for two classes, else the number of classes. */
  readonly outputs: Outputs;
  /** Whether the file begins with scikit-learn's line of counts and class names. */
  readonly countsLine: boolean;
  readonly featureNames: readonly string[];
  readonly classNames: readonly string[];
}

/** Read a bundled file: one example a line, its class number last. */
export async function readNumericDataset<
  const Features extends number,
  const M extends number,
  const Outputs extends number,
>(file: NumericFile<Features, M, Outputs>): Promise<NumericDataset<Features, M, Outputs>> {
  const { features, examples, outputs, classNames, featureNames, description, license, source } = file;
  const lines = (await gunzip(file.base64)).trimEnd().split(/\r?\n/);
  if (file.countsLine) lines.shift();
  const X = new Float64Array(features * examples);
  const labels = new Int32Array(examples);
  lines.forEach((line, j) => {
    const values = line.split(',').map(Number);
    values.slice(0, features).forEach((value, i) => (X[i * examples + j] = value));
    labels[j] = values[features] ?? Number.NaN;
  });
  const Y =
    outputs === 1
      ? np.asArray(Float64Array.from(labels), { shape: [1, examples] })
      : oneHot([...labels], { classes: outputs });
  return {
    X: np.copy(np.asArray(X, { shape: [features, examples] })),
    // Both branches have `outputs` rows and `examples` columns.
    Y: Y as NDArray as NDArray<[Outputs, M], 'float64'>,
    labels: np.asArray(labels, { shape: [1, examples] }),
    featureNames,
    classNames,
    description,
    license,
    source,
  };
}
