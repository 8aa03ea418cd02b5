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
  /** How many rows the targets have where predictions are one row of class numbers; undefined where these are anything else. */
  readonly numbered?: number | undefined;
  /** The call, for messages. */
  readonly operation: string;
}

/** What a metric of classes takes besides. */
export interface ClassForms {
  /** Whether targets may be [1, m], class numbers, beside predictions of several rows. Default false. */
  readonly classNumbers?: boolean;
  /**
   * Whether a row of integers as predictions, such as `net.predict` gives, is read as class numbers; targets may then be one-hot columns too.
   * Default false.
   */
  readonly numbered?: boolean;
}

/**
 * Two matrices [outputs, m] of the same shape, as row-major numbers.
 *
 * @param forms - What else they may be.
 * @throws TypeError for anything but arrays. ShapeError if a rank is not 2 or the shapes differ. RangeError if there is nothing to measure.
 */
export function rowMajorExamples(
  operation: string,
  predictions: NDArray,
  targets: NDArray,
  { classNumbers = false, numbered = false }: ClassForms = {},
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
  const byNumber = numbered && rows === 1 && isIntegers(predictions) && targets.shape[1] === m;
  if (!numbers && !byNumber && !sameShape(predictions.shape, targets.shape)) {
    const transposed = sameShape(predictions.shape, [...targets.shape].reverse());
    throw new ShapeError(
      `${operation}: predictions and targets must have the same shape, but predictions has shape ${showShape(predictions.shape)} and ` +
        `targets has shape ${showShape(targets.shape)}.${transposed ? ' targets.T() would fit.' : ''}`,
    );
  }
  if (rows === 0 || m === 0 || targets.shape[0] === 0) {
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
    ...(byNumber ? { numbered: targets.shape[0] } : {}),
  };
}

/** Whether an array's element type says that its numbers are no probabilities. */
export function isIntegers({ dtype }: NDArray): boolean {
  return dtype === 'int32' || dtype === 'uint8';
}
