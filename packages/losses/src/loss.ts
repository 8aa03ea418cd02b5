import type { Floats } from '@keepdims/kernels';
import type { FloatOf, NDArray, Shape } from '@keepdims/ndarray';
import type { Check, SameShapeR, Show } from '@keepdims/shapes';

/** The rule of every loss, as a type: predictions and targets are matrices [outputs, m] of the same shape; nothing is broadcast. */
export type LossR<P extends Shape, Y extends Shape> = number extends P['length'] | Y['length']
  ? SameShapeR<P, Y, 'loss'>
  : 1 extends P['length'] | Y['length']
    ? `loss: ${Show<P>} and ${Show<Y>} must both be [outputs, m], one example a column: make a vector a row with asRow(x)`
    : SameShapeR<P, Y, 'loss'>;

/** The number of examples m of a shape [outputs, m]. */
export type Examples<S extends Shape> = S extends readonly [number, infer M extends number] ? M : number;

/** A cost of outputs and targets, per example and with its gradient. */
export interface Cost {
  /**
   * The cost J: the mean over the m examples of the sum over the outputs.
   *
   * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0.
   */
  <P extends NDArray, Y extends NDArray>(outputs: P, targets: Check<LossR<P['shape'], Y['shape']>, Y>): number;

  /** Each example's cost (the sum over its outputs), shape [1, m], float64. Their mean is the cost. Errors as the cost's. */
  readonly perExample: <P extends NDArray, Y extends NDArray>(
    outputs: P,
    targets: Check<LossR<P['shape'], Y['shape']>, Y>,
  ) => NDArray<[1, Examples<P['shape']>], 'float64'>;

  /** dJ/d(outputs), already divided by m: a new array of the outputs' shape and float dtype. Errors as the cost's. */
  readonly gradient: <P extends NDArray, Y extends NDArray>(
    outputs: P,
    targets: Check<LossR<P['shape'], Y['shape']>, Y>,
  ) => NDArray<P['shape'], FloatOf<P['dtype']>>;

  /**
   * The derivative of each example's own cost in the outputs, not divided by m: where the course writes dA or dZ. A new array of the
   * outputs' shape and float dtype. Errors as the cost's.
   */
  readonly perExampleGradient: <P extends NDArray, Y extends NDArray>(
    outputs: P,
    targets: Check<LossR<P['shape'], Y['shape']>, Y>,
  ) => NDArray<P['shape'], FloatOf<P['dtype']>>;
}

/**
 * The cost and its gradient at once, on contiguous numbers [rows, m], for a training loop that allocates nothing. Nothing is checked.
 *
 * @returns The cost; `gradient` gets dJ/d(outputs), divided by m.
 */
export type CostAndGradient = (rows: number, m: number, outputs: Floats, targets: Floats, gradient: Floats) => number;

/** What targets must be for a cost to mean something: numbers from 0 to 1, columns of such that sum to 1, or any numbers. */
export type TargetDomain = 'probabilities' | 'distributions' | 'any';

/** The cost as a function of the logits Z, the numbers that go into the output layer's activation: stable where the plain form isn't. */
export interface CostFromLogits extends Cost {
  /** The output activation that is included: `loss.fromLogits(Z, Y)` is `loss(activation(Z), Y)`. */
  readonly activation: 'sigmoid' | 'softmax';

  /** As `CostAndGradient`, of the logits; `predictions` gets the activation's output as well. */
  readonly costAndGradient: (
    rows: number,
    m: number,
    logits: Floats,
    targets: Floats,
    predictions: Floats,
    gradient: Floats,
  ) => number;
}

/** A case known without this code: the cost of predictions and targets, [outputs][m]. */
export interface KnownCost {
  readonly predictions: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly cost: number;
}

/**
 * A loss function: `loss(predictions, targets)` is the cost, `loss.gradient` its derivative in the predictions.
 *
 * Predictions and targets have the same shape [outputs, m]; nothing is broadcast. An example costs the sum over its outputs; the cost is
 * the mean over the m examples.
 */
export interface Loss extends Cost {
  /** The name by which `lossByName` finds it, and under which a model is saved. */
  readonly name: string;
  /** What its targets must be. Calling the loss doesn't check it; `requireTargets` does, and networks and the training do by it. */
  readonly targets: TargetDomain;
  /** The cost and its gradient in the predictions at once, in place. */
  readonly costAndGradient: CostAndGradient;
  /** The stable form on logits, where there is one. */
  readonly fromLogits?: CostFromLogits;
  /** The tests compare with these. */
  readonly knownCosts: readonly KnownCost[];
  /** Where the loss was introduced or is defined. */
  readonly reference: string;
}

/** A loss with a stable form on logits. */
export interface LossWithLogits extends Loss {
  readonly fromLogits: CostFromLogits;
}
