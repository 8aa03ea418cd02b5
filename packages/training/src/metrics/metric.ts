import type { NDArray } from '@keepdims/ndarray';
import type { OutputR } from '@keepdims/models';
import type { Check } from '@keepdims/shapes';

/** The rule of every metric, as a type: predictions and targets are matrices [outputs, m] of the same shape. */
export type MetricR<P extends NDArray, Y extends NDArray> = P['shape'] extends readonly [
  infer O extends number,
  infer M extends number,
]
  ? OutputR<O, M, Y['shape'], 'metric', 'targets'>
  : [];

/** A number that says how good predictions are; it is reported, not optimized. */
export interface Metric {
  /**
   * The metric of all examples together.
   *
   * @param predictions - The model's outputs, shape [outputs, m].
   * @param targets - What they should be, same shape; never broadcast.
   * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0.
   */
  <P extends NDArray, Y extends NDArray>(predictions: P, targets: Check<MetricR<P, Y>, Y>): number;
  /** Its name in histories. */
  readonly name: string;
}
