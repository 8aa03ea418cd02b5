import { contiguousData, isNDArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, sameShape, showShape } from '@keepdims/shapes';

/** Predictions and targets as rows of m numbers. */
export interface Examples {
  readonly predictions: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Rows of the predictions, and of the targets unless these are class numbers. */
  readonly rows: number;
  readonly m: number;
  /** Whether targets are one row of class numbers beside several rows of predictions. */
  readonly classNumbers: boolean;
  /** The call, for messages. */
  readonly operation: string;
}

/**
 * Two matrices [outputs, m] of the same shape, as row-major numbers.
 *
 * @param options.classNumbers - Whether targets may be [1, m] beside predictions of several rows. Default false.
 * @throws TypeError for anything but arrays. ShapeError if a rank is not 2 or the shapes differ. RangeError if there is nothing to measure.
 */
export function rowMajorExamples(
  operation: string,
  predictions: NDArray,
  targets: NDArray,
  { classNumbers = false }: { readonly classNumbers?: boolean } = {},
): Examples {
  for (const [name, array] of Object.entries({ predictions, targets })) {
    if (!isNDArray(array)) throw new TypeError(`${operation}: ${name} must be an NDArray. Make one with np.array(…).`);
    if (array.shape.length !== 2) {
      throw new ShapeError(
        `${operation}: ${name} must have shape [outputs, m], one example a column, but has shape ${showShape(array.shape)} ` +
          `(rank ${array.shape.length}).${array.shape.length === 1 ? ` asRow(${name}) has one output.` : ''}`,
      );
    }
  }
  const [rows = 0, m = 0] = predictions.shape;
  const numbers = classNumbers && rows > 1 && sameShape(targets.shape, [1, m]);
  if (!numbers && !sameShape(predictions.shape, targets.shape)) {
    const transposed = sameShape(predictions.shape, [...targets.shape].reverse());
    throw new ShapeError(
      `${operation}: predictions and targets must have the same shape, but predictions has shape ${showShape(predictions.shape)} and ` +
        `targets has shape ${showShape(targets.shape)}.${transposed ? ' targets.T() would fit.' : ''}`,
    );
  }
  if (rows === 0 || m === 0) {
    throw new RangeError(
      `${operation}: there is nothing to measure: predictions has shape ${showShape(predictions.shape)}.`,
    );
  }
  return {
    predictions: contiguousData(predictions),
    targets: contiguousData(targets),
    rows,
    m,
    classNumbers: numbers,
    operation,
  };
}
