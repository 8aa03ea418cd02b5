import type { ActivationName } from '@keepdims/kernels';
import type { FloatOf, NDArray } from '@keepdims/ndarray';
import type { Check, SameShapeR } from '@keepdims/shapes';

interface ActivationBase {
  /** A = f(Z): a new array of Z's shape. */
  <X extends NDArray>(Z: X): NDArray<X['shape'], FloatOf<X['dtype']>>;

  /** The name by which `activationByName` finds it, and under which a model is saved. */
  readonly name: string;

  /** The options' values, as plain JSON; empty when there are none. */
  readonly options: Readonly<Record<string, number>>;

  /** Where the function was introduced or is defined. */
  readonly reference: string;

  /** All values lie between these two, inclusive: what an output layer can say at all. Undefined where nobody has stated it. */
  readonly range?: readonly [low: number, high: number] | undefined;

  /** The kernel that computes it, where it has one; one without is computed from its formulas, number by number. */
  readonly kernel?: ActivationKernel | undefined;

  /**
   * The backward pass: dJ/dZ from dJ/dA, by the chain rule.
   *
   * @param Z - What the activation was applied to, shape [n, m] (any shape for element-wise ones).
   * @param A - The activation's output f(Z), same shape. It must be that output: it isn't computed again.
   * @param dA - The derivative of a scalar in A, same shape; nothing is broadcast.
   * @returns The derivative of that scalar in Z, a new array of Z's shape and of the dtype that f(Z) has.
   * @throws ShapeError if the three shapes differ.
   */
  readonly vjp: <X extends NDArray, V extends NDArray, G extends NDArray>(
    Z: X,
    A: Check<SameShapeR<X['shape'], V['shape'], 'vjp(Z, A, dA)'>, V>,
    dA: Check<SameShapeR<X['shape'], G['shape'], 'vjp(Z, A, dA)'>, G>,
  ) => NDArray<X['shape'], FloatOf<X['dtype']>>;
}

/** A function of `@keepdims/kernels`, with the number that it takes: leakyRelu's slope, say. */
export interface ActivationKernel {
  readonly name: ActivationName | 'softmax';
  readonly parameter: number;
}

/** An activation that works on each element alone. */
export interface ElementwiseActivation extends ActivationBase {
  readonly kind: 'elementwise';

  /** f′(Z), element by element: a new array of Z's shape. At a kink it is the value listed in `kinks`. */
  readonly derivative: <X extends NDArray>(Z: X) => NDArray<X['shape'], FloatOf<X['dtype']>>;

  /** Where f has no derivative: [z, the derivative chosen there]. */
  readonly kinks: readonly (readonly [z: number, derivative: number])[];

  /** Values known without this code: [z, f(z)]. The tests compare with them. */
  readonly knownValues: readonly (readonly [z: number, value: number])[];
}

/** An activation that works on each column (one example) as a whole. */
export interface ColumnwiseActivation extends ActivationBase {
  readonly kind: 'columnwise';

  /** The derivative applied to dA: the same as `vjp`, with A computed from Z. */
  readonly derivative: <X extends NDArray, G extends NDArray>(
    Z: X,
    dA: Check<SameShapeR<X['shape'], G['shape'], 'derivative(Z, dA)'>, G>,
  ) => NDArray<X['shape'], FloatOf<X['dtype']>>;

  /** Columns known without this code: [z, f(z)]. The tests compare with them. */
  readonly knownColumns: readonly (readonly [z: readonly number[], value: readonly number[]])[];
}

/**
 * A layer's activation function: `f(Z)`, its derivative and its backward pass.
 *
 * `kind` tells the two sorts apart: 'elementwise' has `derivative(Z)`, 'columnwise' has `derivative(Z, dA)`; `vjp` serves both.
 */
export type Activation = ElementwiseActivation | ColumnwiseActivation;

/** An element-wise activation with options: `f(Z)` uses the defaults, `f(options)` gives an activation with others. */
export interface ConfigurableActivation<K extends string> extends ElementwiseActivation {
  <X extends NDArray>(Z: X): NDArray<X['shape'], FloatOf<X['dtype']>>;
  (options: Readonly<Partial<Record<K, number>>>): ElementwiseActivation;
}
