import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';

/** The number of labels in an array of them: the last size of its shape. */
export type LabelCount<L> =
  L extends NDArray<infer S> ? (S extends readonly [...number[], infer M extends number] ? M : number) : number;

/**
 * Turn class numbers into columns of 0 with a single 1.
 *
 * @param labels - Whole numbers from 0, shape [m] or [1, m], any dtype; or a list of m numbers.
 * @param options.classes - Number of classes. Default: the greatest label + 1.
 * @returns Shape [classes, m], float64: element (c, j) is 1 if labels[j] is c.
 * @throws RangeError if a label is not a whole number from 0 to classes − 1, or classes is not a whole number ≥ 1. ShapeError if labels
 *   has another shape.
 * @example oneHot([0, 2, 1], { classes: 3 }).toArray() // [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
 */
export function oneHot<const L extends NDArray | readonly number[], const C extends number = number>(
  labels: L,
  options: { readonly classes?: C } = {},
): NDArray<[C, LabelCount<L>], 'float64'> {
  const values = labelValues(labels);
  const classes = options.classes ?? values.reduce((greatest, label) => Math.max(greatest, label), -1) + 1;
  if (options.classes !== undefined && !(Number.isInteger(classes) && classes >= 1)) {
    throw new RangeError(`oneHot: classes must be a whole number, 1 or more, got ${classes}.`);
  }
  // Checked before the result is made, so that its size is right.
  values.forEach((label, j) => {
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      const range = options.classes === undefined ? '0 or more' : `0 to ${classes - 1} (classes: ${classes})`;
      throw new RangeError(`oneHot: label ${j} is ${label}; labels are whole numbers, ${range}.`);
    }
  });
  const m = values.length;
  const out = new Float64Array(classes * m);
  values.forEach((label, j) => (out[label * m + j] = 1));
  // The sizes are those the type names: C is options.classes, the second is the number of labels.
  return np.copy(np.asArray(out, { shape: [classes, m] })) as NDArray as NDArray<[C, LabelCount<L>], 'float64'>;
}

function labelValues(labels: NDArray | readonly number[]): number[] {
  if (!np.isNDArray(labels)) return [...labels];
  const m = labels.shape.at(-1);
  if (m === undefined || labels.ndim > 2 || (labels.ndim === 2 && labels.shape[0] !== 1)) {
    throw new ShapeError(`oneHot(labels): expected shape [m] or [1, m], got ${showShape(labels.shape)}.`);
  }
  return Array.from(np.contiguousData(labels));
}
