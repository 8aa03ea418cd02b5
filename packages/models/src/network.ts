import * as np from '@keepdims/ndarray';
import type { DType, NDArray } from '@keepdims/ndarray';
import { requireTargets } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import type { Rng } from '@keepdims/random';
import type { Check } from '@keepdims/shapes';
import type { Dense } from './dense.js';
import type { AnyLayerCache, AnyLayerParams, FloatDType } from './layer.js';
import { networkToJSON } from './networkToJSON.js';
import type { NetworkJSON } from './networkToJSON.js';
import type {
  Chain,
  ExamplesOf,
  LossAndTargets,
  NetworkCaches,
  NetworkDType,
  NetworkGradients,
  NetworkParams,
  NetworkParamsR,
  OutputsOf,
  TargetR,
} from './networkTypes.js';
import { outputCost, outputDA, outputDZ } from './outputCost.js';
import { backwardPass, forwardPass, gradientsOf } from './passes.js';
import type { AnyLayerGradients } from './passes.js';
import { requireInput, requireOutput } from './requireLayer.js';
import {
  requireCaches,
  requireClasses,
  requireLayers,
  requireLoss,
  requireNetworkParams,
  requireRng,
  requireTarget,
} from './requireNetwork.js';
import type { Examples, InputR, OutputR } from './rules.js';
import { summary } from './summary.js';

/**
 * A network of dense layers. It holds no parameters: they are arguments, one `{ W, b }` a layer, and nothing is changed.
 *
 * @typeParam N - How many inputs, n_x.
 * @typeParam L - The layers, a tuple.
 */
export interface Network<N extends number = number, L extends readonly Dense[] = readonly Dense[]> {
  /** Inputs n_x, the rows of X. */
  readonly nX: N;
  readonly layers: L;
  /** How many numbers all W and b hold together. */
  readonly parameterCount: number;

  /**
   * Draw parameters: weights by each layer's initializer, in layer order, row-major; biases 0, which draw nothing.
   *
   * @param rng - Where the numbers come from, such as randomState(1); it advances.
   * @param options.dtype - float64 or float32 (drawn in float64, then rounded). Default float64.
   * @returns One `{ W, b }` a layer: W [n[l], n[l−1]], b [n[l], 1].
   * @throws RangeError for another dtype. TypeError if rng is no generator.
   */
  initialize<const D extends FloatDType = 'float64'>(
    rng: Rng,
    options?: { readonly dtype?: D },
  ): NetworkParams<N, L, D>;

  /**
   * The forward pass (§4.2).
   *
   * @param params - One `{ W, b }` a layer.
   * @param X - Examples as columns, shape [n_x, m].
   * @returns The output A[L], shape [outputs, m], and a cache `{ APrev, Z, A }` a layer.
   * @throws ShapeError if a shape doesn't fit. DTypeError if a parameter isn't of floats. TypeError for anything but arrays.
   */
  forward<P extends readonly AnyLayerParams[], X extends NDArray>(
    params: Check<NetworkParamsR<N, L, P, 'net.forward'>, P>,
    X: Check<InputR<N, X['shape'], 'net.forward', 'X'>, X>,
  ): {
    output: NDArray<[OutputsOf<L>, Examples<X['shape']>], NetworkDType<P, X>>;
    caches: NetworkCaches<
      N,
      L,
      Examples<X['shape']>,
      NetworkDType<P, X>,
      X['dtype'] extends infer E extends DType ? E : never
    >;
  };

  /**
   * The backward pass (§4.6), from the last layer to the first.
   *
   * @param params - As `forward` got them.
   * @param caches - What `forward` returned.
   * @param target - dA[L], shape [outputs, m]: the derivative of each example's loss in the output, not divided by m. Or
   *   `{ loss, Y }`: then the stable form on logits is taken where loss and output activation have one (dZ[L] = A − Y for the
   *   cross-entropies), else dA[L] = loss.perExampleGradient(A[L], Y).
   * @returns `{ dW, db, dZ, dA, dAPrev }` a layer: dW and db divided by m, the others not.
   * @throws ShapeError if a shape doesn't fit. RangeError if m is 0, or if the loss isn't made for such targets. TypeError for anything
   *   but arrays.
   */
  backward<P extends readonly AnyLayerParams[], C extends readonly AnyLayerCache[], T extends NDArray | LossAndTargets>(
    params: Check<NetworkParamsR<N, L, P, 'net.backward'>, P>,
    caches: C,
    target: Check<TargetR<OutputsOf<L>, ExamplesOf<C>, T, 'net.backward'>, T>,
  ): NetworkGradients<N, L, ExamplesOf<C>, C[number]['Z']['dtype'] extends infer D extends FloatDType ? D : FloatDType>;

  /**
   * The cost J, the mean over the examples; on logits, and so stable, where loss and output activation have such a form.
   *
   * @param params - One `{ W, b }` a layer.
   * @param X - Examples as columns, shape [n_x, m].
   * @param Y - Targets, shape [outputs, m].
   * @param loss - Such as binaryCrossEntropy.
   * @returns A number in the loss's unit.
   * @throws ShapeError if a shape doesn't fit. RangeError if m is 0, or if the loss isn't made for such targets (a cross-entropy's are
   *   from 0 to 1; the columns of categoricalCrossEntropy's sum to 1). NaN propagates.
   */
  cost<P extends readonly AnyLayerParams[], X extends NDArray, Y extends NDArray>(
    params: Check<NetworkParamsR<N, L, P, 'net.cost'>, P>,
    X: Check<InputR<N, X['shape'], 'net.cost', 'X'>, X>,
    Y: Check<OutputR<OutputsOf<L>, Examples<X['shape']>, Y['shape'], 'net.cost', 'Y'>, Y>,
    loss: Loss,
  ): number;

  /**
   * What the network says about examples.
   *
   * @param params - One `{ W, b }` a layer.
   * @param X - Examples as columns, shape [n_x, m].
   * @returns After a sigmoid: 1 where the output is strictly above 0.5, else 0, int32 [outputs, m]. After a softmax: the most probable
   *   class (the first of equals), int32 [1, m]. Otherwise the output, [outputs, m].
   * @throws ShapeError if a shape doesn't fit. RangeError if the output of a sigmoid or softmax is NaN: no class can be told from it.
   */
  predict<P extends readonly AnyLayerParams[], X extends NDArray>(
    params: Check<NetworkParamsR<N, L, P, 'net.predict'>, P>,
    X: Check<InputR<N, X['shape'], 'net.predict', 'X'>, X>,
  ): NDArray<[number, Examples<X['shape']>], 'int32' | FloatDType>;

  /** A text table of at most 80 columns: each layer's activation, shapes and number of parameters, and their total. */
  summary(): string;

  /**
   * The network with its parameters as plain JSON data; `networkFromJSON` reads it, and every float comes back with the same bits.
   *
   * @throws ShapeError if the parameters don't fit. RangeError if an activation or initializer can't be found by its name.
   */
  toJSON<P extends readonly AnyLayerParams[]>(params: Check<NetworkParamsR<N, L, P, 'net.toJSON'>, P>): NetworkJSON;
}

/**
 * A network of dense layers (§4).
 *
 * @param nX - How many inputs, n_x, an integer >= 1: the rows of X.
 * @param layers - The layers from the first hidden one to the output; each has as many inputs as the one before has units.
 * @returns The network. Its parameters are typed by the sizes: here `params[1].W` is an `NDArray<[7, 20], 'float64'>`.
 * @throws ShapeError if a layer states other inputs than the layer before gives. RangeError if nX isn't an integer >= 1 or there are no
 *   layers. TypeError if a layer isn't one.
 * @example
 * const net = network(12288, dense(20, relu), dense(7, relu), dense(1, sigmoid));
 * const params = net.initialize(randomState(1));
 * params[1].W.shape // [7, 20]
 * net.forward(params, np.zeros([12288, 5])).output.shape // [1, 5]
 */
export function network<const N extends number, const L extends readonly Dense[]>(
  nX: N,
  ...layers: L extends Chain<N, L> ? L : Chain<N, L>
): Network<N, L> {
  // Any layers: what the compiler has checked is checked again for JavaScript callers.
  const net: unknown = createNetwork(nX, [...(layers as readonly unknown[])]);
  return net as Network<N, L>; // the interface says in types what createNetwork keeps at run time
}

function createNetwork(nX: number, given: readonly unknown[]): object {
  const layers = requireLayers(nX, given);
  const inputs = [nX, ...layers.map(({ units }) => units)]; // inputs[i] = n[i], and layers[i] is layer i + 1
  const inputsOf = (i: number): number => inputs[i] ?? 0;
  const parameterCount = layers.reduce((total, { units }, i) => total + units * (inputsOf(i) + 1), 0);
  const last = layers[layers.length - 1] as Dense; // there is one: requireLayers has checked

  const requireParams = (operation: string, params: readonly AnyLayerParams[]): void => {
    requireNetworkParams(operation, params, layers, inputs);
  };
  const run = (operation: string, params: readonly AnyLayerParams[], X: NDArray): AnyLayerCache[] => {
    requireParams(operation, params);
    requireInput(operation, 'X', X, nX, `the network has ${nX} input${nX === 1 ? '' : 's'}`);
    let A = X;
    return params.map((layer, i) => {
      const cache = forwardPass((layers[i] as Dense).activation, layer, A); // as many as params
      A = cache.A;
      return cache;
    });
  };
  const lastOf = (caches: readonly AnyLayerCache[]): AnyLayerCache => caches[caches.length - 1] as AnyLayerCache; // one a layer

  const net = {
    nX,
    layers: Object.freeze(layers),
    parameterCount,

    initialize: (rng: Rng, { dtype = 'float64' }: { dtype?: FloatDType } = {}): AnyLayerParams[] => {
      requireRng(rng);
      const wanted: string = dtype;
      if (wanted !== 'float64' && wanted !== 'float32') {
        throw new RangeError(`net.initialize(rng, { dtype }): parameters are float64 or float32, not ${wanted}.`);
      }
      return layers.map(({ units, initializer }, i) => {
        const W: NDArray = initializer([units, inputsOf(i)], rng);
        return { W: W.dtype === dtype ? W : W.astype(dtype), b: np.zeros([units, 1], { dtype }) };
      });
    },

    forward: (params: readonly AnyLayerParams[], X: NDArray): { output: NDArray; caches: AnyLayerCache[] } => {
      const caches = run('net.forward(params, X)', params, X);
      return { output: lastOf(caches).A, caches };
    },

    backward: (
      params: readonly AnyLayerParams[],
      caches: readonly AnyLayerCache[],
      target: NDArray | LossAndTargets,
    ): AnyLayerGradients[] => {
      const operation = 'net.backward(params, caches, target)';
      requireParams(operation, params);
      requireCaches(operation, params, caches);
      const cache = lastOf(caches);
      const output = { name: 'the output', shape: cache.A.shape };
      let gradients: AnyLayerGradients;
      const parameters = params[params.length - 1] as AnyLayerParams; // there is one
      if (np.isNDArray(target)) {
        requireOutput(operation, 'dAL', target, output);
        gradients = backwardPass(last.activation, parameters, target, cache);
      } else {
        const { loss, Y } = requireTarget(operation, target);
        requireOutput(operation, 'Y', Y, output);
        requireTargets(operation, 'Y', loss, Y);
        gradients = gradientsOf(parameters, cache, outputDZ(last, cache, loss, Y), () => outputDA(cache, loss, Y));
      }
      const all = [gradients];
      for (let i = layers.length - 2; i >= 0; i--) {
        const { activation } = layers[i] as Dense; // i is in range
        const [own, cache] = [params[i] as AnyLayerParams, caches[i] as AnyLayerCache]; // as long as layers
        gradients = backwardPass(activation, own, gradients.dAPrev, cache);
        all.push(gradients);
      }
      return all.reverse();
    },

    cost: (params: readonly AnyLayerParams[], X: NDArray, Y: NDArray, loss: Loss): number => {
      const operation = 'net.cost(params, X, Y, loss)';
      const cache = lastOf(run(operation, params, X));
      requireOutput(operation, 'Y', Y, { name: 'the output', shape: cache.A.shape });
      requireTargets(operation, 'Y', requireLoss(operation, loss), Y);
      return outputCost(last, cache, loss, Y);
    },

    predict: (params: readonly AnyLayerParams[], X: NDArray): NDArray => {
      const { A } = lastOf(run('net.predict(params, X)', params, X));
      if (last.activation.name !== 'sigmoid' && last.activation.name !== 'softmax') return A;
      requireClasses(A);
      if (last.activation.name === 'sigmoid') return np.greater(A, 0.5).astype('int32');
      return np.argmax(A, { axis: 0, keepDims: true });
    },

    summary: () => summary(nX, layers),

    toJSON: (params: readonly AnyLayerParams[]): NetworkJSON => {
      requireParams('net.toJSON(params)', params);
      return networkToJSON(nX, layers, params);
    },
  };
  return Object.freeze(net);
}
