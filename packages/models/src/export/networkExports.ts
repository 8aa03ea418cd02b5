import type { Check } from '@keepdims/shapes';
import type { Dense } from '../dense.js';
import type { AnyLayerParams } from '../layer.js';
import type { Network } from '../network.js';
import type { NetworkParamsR } from '../networkTypes.js';
import { toNumPy } from './toNumPy.js';
import { toTypeScript } from './toTypeScript.js';

/** A network as a program of its own. */
export interface NetworkExports<N extends number, L extends readonly Dense[]> {
  /**
   * The network as a TypeScript module that needs no package, made to be read: the parameters in full, one line a formula.
   *
   * It exports `forward(x)`, the output a[L] of one example, a list of numbers both; and `predict(x)`, what `net.predict` says about it.
   * `predict` gives one number where there is one class: after a softmax the class, after one sigmoid unit 1 where the output is above 0.5,
   * else 0. Otherwise it gives a list: the 0 or 1 of each of several sigmoid units, or the output. It compiles under `--strict`.
   *
   * @param params - One `{ W, b }` a layer, written so that every float comes back with the same bits; NaN and infinities as they are.
   * @returns The source. It computes in float64, and agrees with float64 networks to rounding. Batch normalisation is applied as it is, by the
   *   running statistics; dropout is for training, and leaves no trace.
   * @throws ShapeError, DTypeError or TypeError if the parameters don't fit. RangeError if an activation is none of `@keepdims/activations`.
   * @example
   * const source = network(1, dense(1, relu)).toTypeScript([{ W: np.array([[2]]), b: np.array([[-1]]) }]);
   * source.includes('plus(product(W1, x), b1)') // true
   */
  toTypeScript<P extends readonly AnyLayerParams[]>(
    params: Check<NetworkParamsR<N, L, P, 'net.toTypeScript'>, P>,
  ): string;

  /**
   * The network as a Python script that needs NumPy alone, made to be read beside the course.
   *
   * It defines `forward(X)`, the output A[L], shape (outputs, m), and `predict(X)`, what `net.predict` says, for examples X as columns,
   * shape (n_x, m). Column j of both is what the functions of `toTypeScript` give for example j: where that is one class `predict(X)` has
   * shape (1, m), otherwise (outputs, m).
   *
   * @param params - One `{ W, b }` a layer, written so that every float comes back with the same bits; NaN and infinities as they are.
   * @returns The source. It computes in the parameters' dtype, and agrees with the network to rounding. Batch normalisation as
   *   `toTypeScript`.
   * @throws ShapeError, DTypeError or TypeError if the parameters don't fit. RangeError if an activation is none of `@keepdims/activations`.
   * @example
   * const source = network(1, dense(1, relu)).toNumPy([{ W: np.array([[2]]), b: np.array([[-1]]) }]);
   * source.includes('Z1 = W1 @ X + b1') // true
   */
  toNumPy<P extends readonly AnyLayerParams[]>(params: Check<NetworkParamsR<N, L, P, 'net.toNumPy'>, P>): string;
}

/** The methods of `NetworkExports`; the interface says in types what they check. */
export function networkExports(net: Network): object {
  return {
    toTypeScript: (params: readonly AnyLayerParams[]): string => toTypeScript(net, params),
    toNumPy: (params: readonly AnyLayerParams[]): string => toNumPy(net, params),
  };
}
