import type { Floats } from '@keepdims/kernels';
import type { FloatOf, NDArray, Shape } from '@keepdims/ndarray';
import type { Check, SameShapeR, Show, Unify } from '@keepdims/shapes';

/** The rule of losses that compare element with element, as a type: predictions and targets are matrices [outputs, m] of the same shape; nothing is broadcast. */
export type LossR<P extends Shape, Y extends Shape> = number extends P['length'] | Y['length']
  ? SameShapeR<P, Y, 'loss'>
  : 1 extends P['length'] | Y['length']
    ? `loss: ${Show<P>} and ${Show<Y>} must both be [outputs, m], one example a column: make a vector a row with asRow(x)`
    : SameShapeR<P, Y, 'loss'>;

/** The rule of losses whose targets are class indices, as a type: one index a column of the predictions. */
export type ClassIndicesR<P extends Shape, Y extends Shape> = number extends P['length'] | Y['length']
  ? []
  : P extends readonly [number, infer M extends number]
    ? Y extends readonly [infer R extends number, infer N extends number]
      ? Unify<1, R> extends readonly [unknown]
        ? Unify<M, N> extends readonly [unknown]
          ? []
          : ClassIndicesMessage<P, Y>
        : ClassIndicesMessage<P, Y>
      : ClassIndicesMessage<P, Y>
    : ClassIndicesMessage<P, Y>;

type ClassIndicesMessage<
  P extends Shape,
  Y extends Shape,
> = `loss: predictions are [classes, m] and class indices [1, m], one a column, but they are ${Show<P>} and ${Show<Y>}`;

/** The number of examples m of a shape [outputs, m]. */
export type Examples<S extends Shape> = S extends readonly [number, infer M extends number] ? M : number;

/** A cost of outputs and targets of the same shape, per example and with its gradient. */
export interface ElementwiseCost {
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

/** A cost of outputs [classes, m] and class indices [1, m], per example and with its gradient. */
export interface SparseCost {
  /**
   * The cost J: the mean over the m examples.
   *
   * @throws ShapeError if the outputs are not [classes, m] or the targets not [1, m]. RangeError if m is 0, or a target is not an integer
   *   from 0 to classes − 1.
   */
  <P extends NDArray, Y extends NDArray>(outputs: P, targets: Check<ClassIndicesR<P['shape'], Y['shape']>, Y>): number;

  /** Each example's cost, shape [1, m], float64. Their mean is the cost. Errors as the cost's. */
  readonly perExample: <P extends NDArray, Y extends NDArray>(
    outputs: P,
    targets: Check<ClassIndicesR<P['shape'], Y['shape']>, Y>,
  ) => NDArray<[1, Examples<P['shape']>], 'float64'>;

  /** dJ/d(outputs), already divided by m: a new array of the outputs' shape and float dtype. Errors as the cost's. */
  readonly gradient: <P extends NDArray, Y extends NDArray>(
    outputs: P,
    targets: Check<ClassIndicesR<P['shape'], Y['shape']>, Y>,
  ) => NDArray<P['shape'], FloatOf<P['dtype']>>;

  /**
   * The derivative of each example's own cost in the outputs, not divided by m: where the course writes dA or dZ. A new array of the
   * outputs' shape and float dtype. Errors as the cost's.
   */
  readonly perExampleGradient: <P extends NDArray, Y extends NDArray>(
    outputs: P,
    targets: Check<ClassIndicesR<P['shape'], Y['shape']>, Y>,
  ) => NDArray<P['shape'], FloatOf<P['dtype']>>;
}

/** A cost of outputs and targets, of whichever loss: shapes are checked when it is called. */
export interface Cost {
  /** The cost J: the mean over the m examples. */
  (outputs: NDArray, targets: NDArray): number;

  /** Each example's cost, shape [1, m], float64. Their mean is the cost. */
  readonly perExample: (outputs: NDArray, targets: NDArray) => NDArray<[1, number], 'float64'>;

  /** dJ/d(outputs), already divided by m: a new array of the outputs' shape and float dtype. */
  readonly gradient: (outputs: NDArray, targets: NDArray) => NDArray;

  /** The derivative of each example's own cost in the outputs, not divided by m: where the course writes dA or dZ. */
  readonly perExampleGradient: (outputs: NDArray, targets: NDArray) => NDArray;
}

/**
 * The cost and its gradient at once, on contiguous numbers [rows, m], for a training loop that allocates nothing. Nothing is checked.
 *
 * @returns The cost; `gradient` gets dJ/d(outputs), divided by m.
 */
export type CostAndGradient = (rows: number, m: number, outputs: Floats, targets: Floats, gradient: Floats) => number;

/**
 * What targets must be for a cost to mean something: numbers from 0 to 1, columns of such that sum to 1, −1 and 1, one class index
 * (0 to classes − 1) an example, or any numbers.
 */
export type TargetDomain = 'probabilities' | 'distributions' | 'signs' | 'class indices' | 'any';

/**
 * What the model's outputs must be for a cost to mean something: numbers from 0 to 1, columns of such that sum to 1, numbers of both signs,
 * or any numbers.
 */
export type OutputDomain = 'probabilities' | 'distributions' | 'signed' | 'any';

/** How many rows the targets of a model with O outputs have: one where they are class indices, else as many as outputs. */
export type TargetRows<T extends TargetDomain, O extends number> = [T] extends ['class indices']
  ? 1
  : 'class indices' extends T
    ? number
    : O;

/** What a cost on logits has besides: logits are the numbers that go into the output layer's activation. */
interface LogitsFacts {
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

/** The cost as a function of the logits Z: stable where the plain form isn't. */
export interface CostFromLogits extends Cost, LogitsFacts {}

/** A case known without this code: the cost of predictions and targets, [outputs][m]. */
export interface KnownCost {
  readonly predictions: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly cost: number;
}

/** What is known about a loss. */
interface LossFacts {
  /** The name by which `lossByName` finds it, and under which a model is saved. */
  readonly name: string;
  /** The options' values, as plain JSON; empty when there are none. */
  readonly options: Readonly<Record<string, number>>;
  /** What its targets must be. `requireTargets` checks it, and networks and the training do by it. */
  readonly targets: TargetDomain;
  /** What the model's outputs must be. Calling the loss doesn't check it; `requireOutputFits` does, and the training by it. */
  readonly outputs: OutputDomain;
  /** The cost and its gradient in the predictions at once, in place. */
  readonly costAndGradient: CostAndGradient;
  /** The tests compare with these. */
  readonly knownCosts: readonly KnownCost[];
  /** Where the loss was introduced or is defined. */
  readonly reference: string;
}

/**
 * A loss function: `loss(predictions, targets)` is the cost, `loss.gradient` its derivative in the predictions.
 *
 * Predictions have shape [outputs, m]; targets have the same shape, or [1, m] where they are class indices (`targetRows`). Nothing is
 * broadcast. The cost is the mean over the m examples. The single losses state more in their types: `ElementwiseLoss` and `SparseLoss`.
 */
export interface Loss extends Cost, LossFacts {
  /** The stable form on logits, where there is one. */
  readonly fromLogits?: CostFromLogits;
}

/** A loss of predictions and targets of the same shape [outputs, m]: an example costs the sum over its outputs. */
export interface ElementwiseLoss extends ElementwiseCost, LossFacts {
  readonly targets: Exclude<TargetDomain, 'class indices'>;
  /** The stable form on logits, where there is one. */
  readonly fromLogits?: ElementwiseCost & LogitsFacts;
}

/** An element-wise loss with a stable form on logits. */
export interface LossWithLogits extends ElementwiseLoss {
  readonly fromLogits: ElementwiseCost & LogitsFacts;
}

/** An element-wise loss with options: itself one with the defaults; `loss(options)` gives one with others. */
export interface ConfigurableLoss<K extends string> extends ElementwiseLoss {
  <P extends NDArray, Y extends NDArray>(predictions: P, targets: Check<LossR<P['shape'], Y['shape']>, Y>): number;
  (options: Readonly<Partial<Record<K, number>>>): ElementwiseLoss;
}

/** A loss of probabilities [classes, m] and class indices [1, m], with its stable form on logits. */
export interface SparseLoss extends SparseCost, LossFacts {
  readonly targets: 'class indices';
  readonly fromLogits: SparseCost & LogitsFacts;
}
