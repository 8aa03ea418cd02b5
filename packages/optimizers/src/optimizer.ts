import type { Floats } from '@keepdims/kernels';
import type { NDArray } from '@keepdims/ndarray';
import type { Check, Same, SameShapeR } from '@keepdims/shapes';

/** What an optimizer remembers between steps: plain data, so that it can be saved. */
export interface OptimizerState<P> {
  /** How many updates were made. */
  readonly step: number;
  /** The optimizer's arrays by name, such as `velocity`; each has the parameters' structure and shapes. */
  readonly slots: Readonly<Record<string, P>>;
}

/**
 * Gradients G that fit parameters P: the same structure, and arrays of the same shapes. Where a shape clashes, the type is the message.
 * Of the very same type they always fit; that is asked first, so that it holds for unresolved type parameters too.
 */
export type GradientsFor<P, G> =
  Same<P, G> extends true
    ? G
    : P extends NDArray
      ? G extends NDArray
        ? Check<SameShapeR<P['shape'], G['shape'], 'update(params, grads, state)'>, G>
        : NDArray
      : { readonly [K in keyof P]: K extends keyof G ? GradientsFor<P[K], G[K]> : P[K] };

/**
 * Options that every optimizer has: they change the gradient before the rule sees it, in this order. Off unless given, and then absent from
 * `optimizer.options`.
 *
 * - `clipValue`: each element of the gradient is clamped to [−clipValue, clipValue], in the gradient's unit; finite, > 0.
 * - `clipNorm`: with ‖g‖, the Euclidean norm over all parameters together, the gradient is multiplied by clipNorm / (‖g‖ + 1e-6) where that
 *   is below 1, in the gradient's unit; finite, > 0. The direction stays.
 * - `l2`: adds l2 · w, the gradient of (l2 / 2) · Σw², to the gradient of every parameter given; finite, >= 0. What PyTorch's optimizers
 *   call weight_decay. It is not clipped.
 */
export type GradientOption = 'l2' | 'clipNorm' | 'clipValue';

/** What `update` may be told about one step. */
export interface UpdateOptions {
  /** Multiplies the learning rate of this step, as a schedule says; finite, >= 0. Default 1. */
  readonly learningRateFactor?: number;
}

/** An update rule with its options, as a pure pair of functions. */
export interface Optimizer {
  /** The name by which `optimizerByName` finds it. */
  readonly name: string;

  /** The options' values, as plain JSON. */
  readonly options: Readonly<Record<string, number>>;

  /**
   * The state before the first step: step 0, all slots zero.
   *
   * @param params - Arrays of float64 or float32, in any nesting of arrays and objects.
   * @throws DTypeError if an array is not of floats. TypeError if there is anything but arrays.
   */
  readonly init: <P extends object>(params: P) => OptimizerState<P>;

  /**
   * One step downhill. Nothing given is changed, and nothing is broadcast.
   *
   * @param params - The parameters, as `init` got them.
   * @param grads - dJ/d(params): the same structure, shapes and units of J over the parameter's.
   * @param state - What `init` or the last `update` returned.
   * @param options.learningRateFactor - Multiplies the learning rate of this step; finite, >= 0. Default 1.
   * @returns The new parameters (same structure, shapes and dtypes) and the new state.
   * @throws ShapeError naming the path, such as params[1].W, where structures or shapes differ. DTypeError if a parameter is not of
   *   floats. TypeError if there is anything but arrays, or the state is another optimizer's. RangeError if an option is out of range or
   *   unknown.
   */
  readonly update: <P extends object, G extends object>(
    params: P,
    grads: G & GradientsFor<P, G>,
    state: OptimizerState<P>,
    options?: UpdateOptions,
  ) => { params: P; state: OptimizerState<P> };

  /** The names of its slots. */
  readonly slots: readonly string[];

  /**
   * The same step on plain numbers, in place: for a training loop that allocates nothing. Nothing is checked.
   *
   * @param w - The parameters, changed. @param g - Their gradients, as many; overwritten where l2 or clipping is on.
   * @param slots - By name, as many each, changed. @param step - 1 at the first update.
   * @param learningRateFactor - Multiplies the learning rate of this step. Default 1.
   */
  readonly updateInPlace: (
    w: Floats,
    g: Floats,
    slots: Readonly<Record<string, Floats>>,
    step: number,
    learningRateFactor?: number,
  ) => void;
}

/** Known steps of one weight, worked out by hand. */
export interface KnownSteps {
  readonly options: Readonly<Record<string, number>>;
  readonly start: number;
  /** The gradient at each step. */
  readonly gradients: readonly number[];
  /** The weight after each step. */
  readonly weights: readonly number[];
}

/** Makes an optimizer from its options; those left out have their defaults. */
export interface OptimizerFactory<K extends string> {
  (options?: Readonly<Partial<Record<K | GradientOption, number>>>): Optimizer;
  readonly name: string;
  /** The tests compare with these. */
  readonly knownSteps: readonly KnownSteps[];
  /** Where the rule was introduced. */
  readonly reference: string;
}
