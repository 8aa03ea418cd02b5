import type { Loss } from '@keepdims/losses';
import type { NDArray } from '@keepdims/ndarray';
import type { Check } from '@keepdims/shapes';
import type { Dense } from '../dense.js';
import type { AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import type { NetworkParamsR, OutputsOf } from '../networkTypes.js';
import type { Examples, InputR, OutputR } from '../rules.js';
import { diagnose } from './diagnose.js';
import type { DiagnoseOptions, Diagnosis } from './diagnose.js';
import { gradientCheck } from './gradientCheck.js';
import type { GradientCheck } from './gradientCheck.js';
import type { GradientCheckOptions } from './gradientCheckOptions.js';

/** What a network can say about itself. */
export interface NetworkInspection<N extends number, L extends readonly Dense[]> {
  /**
   * Compare the backward pass with difference quotients of the cost: (J(w + h) − J(w − h)) / 2h for every parameter w, which costs two
   * forward passes each. A mistake in a derivative of your own shows itself here.
   *
   * @param params - One `{ W, b }` a layer; left alone.
   * @param X - Examples as columns, shape [n_x, m]. A handful is enough.
   * @param Y - Targets, shape [outputs, m]; [1, m] for a loss of class indices.
   * @param loss - Such as binaryCrossEntropy.
   * @param options.l2 - The L2 term (l2 / 2) · Σ‖W‖² of the cost. Default 0.
   * @param options.epsilon - h = epsilon · max(1, |w|). Default 2^−17, which suits float64: costs are computed in it whatever the dtype of
   *   the parameters, since a float32 cost has too few digits for a difference.
   * @param options.tolerance - The largest relative difference that passes. Default 1e-6 for float64 parameters, 1e-3 for float32.
   * @param options.sample - Check at most so many entries of each array, drawn at random: for large networks. Default: all.
   * @param options.training - Whether dropout and batch normalisation work as in training; every pass draws the same masks. Default true.
   * @param options.seed - Of the masks and the sample. Default 0.
   * @returns `{ relativeDifference, agrees, worst, arrays, … }`; `String(check)` says it in words. Relative differences are
   *   ‖analytic − numeric‖ / (‖analytic‖ + ‖numeric‖), over all entries and array by array.
   * @throws ShapeError, DTypeError or TypeError if the arrays don't fit. RangeError if m is 0, or 1 under batch normalisation in training, if
   *   an option is unknown or out of range, or if the loss isn't made for such targets.
   * @remarks A kink (relu at 0) has no derivative. Where a step carries a unit over one, shorter steps are tried, down to epsilon / 256; an
   *   entry that still does is left out and counted in `atKinks`. A loss's own kinks are not looked for. Near a minimum a float32 gradient is
   *   little but rounding: check other parameters than trained ones.
   * @example
   * const net = network(2, dense(3, tanh), dense(1, sigmoid));
   * const [X, Y] = [np.array([[1, -2], [0.5, 3]]), np.array([[1, 0]])];
   * const check = net.gradientCheck(net.initialize(randomState(1)), X, Y, binaryCrossEntropy);
   * [check.agrees, check.compared, check.relativeDifference < 1e-9] // [true, 13, true]
   * @see §2.5–2.6 of the course; Higham (2002), Accuracy and Stability of Numerical Algorithms.
   */
  gradientCheck<P extends readonly AnyLayerParams[], X extends NDArray, Y extends NDArray, F extends Loss>(
    params: Check<NetworkParamsR<N, L, P, 'net.gradientCheck'>, P>,
    X: Check<InputR<N, X['shape'], 'net.gradientCheck', 'X'>, X>,
    Y: Check<OutputR<OutputsOf<L>, Examples<X['shape']>, Y['shape'], 'net.gradientCheck', 'Y', F>, Y>,
    loss: F,
    options?: GradientCheckOptions,
  ): GradientCheck;

  /**
   * Look at what every layer does on examples: how its numbers are spread, which units are dead, how many outputs sit at a limit of their
   * activation and, with a loss, how the gradient changes on its way back.
   *
   * @param params - One `{ W, b }` a layer.
   * @param X - Examples as columns, shape [n_x, m]: a few hundred tell most.
   * @param options.loss - With `options.Y`, targets: then the cost and gradients are looked at too; `l2` and `weights` as for `cost`.
   * @param options.training - Whether dropout and batch normalisation work as in training, with `options.rng`. Default false: inference.
   * @returns `{ layers, findings, … }`: numbers a layer, and what is wrong in words, each with a remedy: inputs that aren't scaled, running
   *   statistics that don't fit the examples (and then nothing that follows from them), dead units
   *   (slope 0 on every example), saturation (more than half of a hidden layer's outputs within 1 % of a limit), units that are copies of
   *   each other, gradients that vanish or explode (dZ less than 1/1000 of the output layer's, or more than 1000 times), and the first NaN
   *   or infinity. `String(diagnosis)` is a table of at most 80 columns.
   * @throws ShapeError, DTypeError or TypeError if the arrays don't fit. RangeError if m is 0 or an option is unknown or out of range.
   * @example
   * const net = network(1, dense(2, relu), dense(1, sigmoid));
   * const params = [{ W: np.array([[1], [-1]]), b: np.array([[0], [-9]]) }, { W: np.array([[1, 2]]), b: np.zeros([1, 1]) }];
   * const diagnosis = net.diagnose(params, np.array([[-1, 0, 1]]));
   * diagnosis.layers[0].deadUnits // [1]
   * diagnosis.findings[0].kind // 'dead units'
   * @see Glorot and Bengio (2010), AISTATS 13, 249–256.
   */
  diagnose<P extends readonly AnyLayerParams[], X extends NDArray>(
    params: Check<NetworkParamsR<N, L, P, 'net.diagnose'>, P>,
    X: Check<InputR<N, X['shape'], 'net.diagnose', 'X'>, X>,
    options?: DiagnoseOptions,
  ): Diagnosis;
}

/** The methods of `NetworkInspection`; the interface says in types what they check. */
export function networkInspection(net: Network): object {
  return {
    gradientCheck: (
      params: readonly AnyLayerParams[],
      X: NDArray,
      Y: NDArray,
      loss: Loss,
      options: GradientCheckOptions = {},
    ): GradientCheck => gradientCheck(net, params, X, Y, loss, options),
    diagnose: (params: readonly AnyLayerParams[], X: NDArray, options: DiagnoseOptions = {}): Diagnosis =>
      diagnose(net, params, X, options),
  };
}
