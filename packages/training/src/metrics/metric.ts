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

/**
 * The rule of metrics of classes: targets may also be one row of class numbers, [1, m]; and predictions may be one row of integers, class
 * numbers, beside which targets have any number of rows.
 */
export type ClassMetricR<P extends NDArray, Y extends NDArray> = P['shape'] extends readonly [
  infer O extends number,
  infer M extends number,
]
  ? OutputR<1, M, Y['shape'], 'metric', 'targets'> extends []
    ? []
    : OutputR<P['dtype'] extends 'int32' | 'uint8' ? (1 extends O ? number : O) : O, M, Y['shape'], 'metric', 'targets'>
  : [];

/** What every metric has. */
export interface MetricFacts {
  /** Its name in histories. */
  readonly name: string;
  /** Whether a larger number is better or a smaller one: early stopping needs to know. */
  readonly better?: 'higher' | 'lower';
}

/** A number that says how good predictions are; it is reported, not optimized. */
export interface Metric extends MetricFacts {
  /**
   * The metric of all examples together.
   *
   * @param predictions - The model's outputs, shape [outputs, m].
   * @param targets - What they should be, same shape; never broadcast.
   * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0.
   */
  <P extends NDArray, Y extends NDArray>(predictions: P, targets: Check<MetricR<P, Y>, Y>): number;
}

/** A metric of classes. */
export interface ClassMetric extends MetricFacts {
  /**
   * The metric of all examples together.
   *
   * @param predictions - The model's outputs, shape [1, m] or [classes, m], or class numbers as integers, [1, m].
   * @param targets - Same shape, or class numbers [1, m]; never broadcast.
   * @throws ShapeError if the shapes don't fit. RangeError if m is 0, or a class can't be told.
   */
  <P extends NDArray, Y extends NDArray>(predictions: P, targets: Check<ClassMetricR<P, Y>, Y>): number;
}

/** Anything that takes predictions and targets and has a name: what `fit` takes as a metric. */
export interface AnyMetric extends MetricFacts {
  (predictions: never, targets: never): number;
}
