import type { Activation } from '@keepdims/activations';

/** One number for all features, or one each. */
export type Vector = number | Float64Array;

/** The number for a feature. */
export function at(vector: Vector, i: number): number {
  return typeof vector === 'number' ? vector : (vector[i] ?? NaN);
}

/** What one node does to the data that flows through the graph; `of` is the step before. */
export type Step = Input | Affine | DenseStep | BatchNormStep | ActivationStep | ErfStep;

export interface Input {
  readonly kind: 'input';
}

interface After {
  readonly of: Step;
  /** The node, for messages: "node 3, Relu '/1/Relu'". */
  readonly node: string;
}

/** x · mul + add for each feature. */
export interface Affine extends After {
  readonly kind: 'affine';
  readonly mul: Vector;
  readonly add: Vector;
  /** Where the node divides: 1 / mul would not have its bits. */
  readonly divisor?: Vector;
}

/** W x + b. */
export interface DenseStep extends After {
  readonly kind: 'dense';
  readonly units: number;
  readonly inputs: number;
  /** Rows of W. */
  readonly weights: Float32Array | Float64Array;
  readonly bias: Vector | undefined;
}

/** gamma · (x − mean) / √(variance + epsilon) + b. */
export interface BatchNormStep extends After {
  readonly kind: 'batchNorm';
  readonly gamma: Float64Array;
  readonly b: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly epsilon: number;
  readonly momentum: number;
}

export interface ActivationStep extends After {
  readonly kind: 'activation';
  readonly activation: Activation;
}

/** The error function, a part of gelu. */
export interface ErfStep extends After {
  readonly kind: 'erf';
}

/** A tensor that depends on the graph's input. */
export interface Flow {
  readonly kind: 'flow';
  readonly step: Step;
  /** Whether its axes are exchanged against those of the graph's input. */
  readonly transposed: boolean;
  /** Axes; more than 2 only before the input is flattened. */
  readonly rank: number;
  /** Features of an example, where known. */
  readonly features: number | undefined;
}
