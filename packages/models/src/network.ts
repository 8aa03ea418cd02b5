import * as np from '@keepdims/ndarray';
import type { DType, NDArray } from '@keepdims/ndarray';
import type { Loss } from '@keepdims/losses';
import type { Rng } from '@keepdims/random';
import type { Check } from '@keepdims/shapes';
import type { Dense } from './dense.js';
import { networkExports } from './export/networkExports.js';
import type { NetworkExports } from './export/networkExports.js';
import { networkInspection } from './inspection/networkInspection.js';
import type { NetworkInspection } from './inspection/networkInspection.js';
import { l2Term } from './l2Term.js';
import type { AnyLayerCache, AnyLayerParams, FloatDType, ForwardOptions } from './layer.js';
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
import { backwardPass, forwardPass, gradientsOf, withStatistics } from './passes.js';
import type { AnyLayerGradients } from './passes.js';
import { requireCostOptions } from './requireCostOptions.js';
import type { CostOptions } from './requireCostOptions.js';
import { requireInput, requireOutput } from './requireLayer.js';
import { requireMode, requireOptions, requireRng } from './requireMode.js';
import {
  requireCaches,
  requireClasses,
  requireLayers,
  requireLoss,
  requireStatistics,
  requireTarget,
  requireY,
} from './requireNetwork.js';
import { requireParams } from './requireParams.js';
import type { Examples, InputR, OutputR } from './rules.js';
import { summary } from './summary.js';
import type { SummaryOptions } from './summary.js';

/**
 * A network of dense layers. It holds no parameters: they are arguments, one `{ W, b }` a layer, and nothing is changed.
 *
 * @typeParam N - How many inputs, n_x.
 * @typeParam L - The layers, a tuple.
 */
export interface Network<N extends number = number, L extends readonly Dense[] = readonly Dense[]>
  extends NetworkInspection<N, L>, NetworkExports<N, L> {
  /** Inputs n_x, the rows of X. */
  readonly nX: N;
  readonly layers: L;
  /** How many numbers all W, b and gamma hold together: what training changes by gradients. */
  readonly parameterCount: number;

  /**
   * Draw parameters: weights by each layer's initializer, in layer order, row-major. Biases begin at 0; with batch normalisation gamma at 1,
   * the running mean at 0 and the running variance at 1: these draw nothing.
   *
   * @param rng - Where the numbers come from, such as randomState(1); it advances.
   * @param options.dtype - float64 or float32 (drawn in float64, then rounded). Default float64.
   * @returns One `{ W, b }` a layer: W [n[l], n[l−1]], b [n[l], 1]; with batch normalisation also gamma, runningMean and
   *   runningVariance, [n[l], 1].
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
   * @param options.training - Whether to drop units out and to normalise by the batch's own mean and variance. Default false: inference,
   *   where each example is a column of its own (§3.5).
   * @param options.rng - Where dropout draws its masks from, for training; it advances. The layers draw from the first to the last, each
   *   `rng.random([n[l], m])`, and drop what is below their rate. The same generator in the same state gives the same masks.
   * @returns The output A[L], shape [outputs, m], and a cache `{ APrev, Z, A }` a layer; with `dropout` or `normalization` where there was
   *   any.
   * @throws ShapeError if a shape doesn't fit. DTypeError if a parameter isn't of floats. TypeError for anything but arrays, or if rng is
   *   missing. RangeError for an unknown option, or training batch normalisation on fewer than 2 examples.
   */
  forward<P extends readonly AnyLayerParams[], X extends NDArray>(
    params: Check<NetworkParamsR<N, L, P, 'net.forward'>, P>,
    X: Check<InputR<N, X['shape'], 'net.forward', 'X'>, X>,
    options?: ForwardOptions,
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
   *   cross-entropies), else dA[L] = loss.perExampleGradient(A[L], Y). With `l2` and `weights` beside them, as in `cost`.
   * @returns `{ dW, db, dZ, dA, dAPrev }` a layer: dW and db divided by m, the others not; with batch normalisation also dGamma, divided
   *   by m. They are those of the pass that left the caches: its masks, its mode.
   * @throws ShapeError if a shape doesn't fit. RangeError if m is 0, an option is unknown or out of range, or if the loss isn't made for
   *   such targets. TypeError for anything but arrays.
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
   * @param Y - Targets, shape [outputs, m]; one row of class indices, [1, m], for sparseCategoricalCrossEntropy.
   * @param loss - Such as binaryCrossEntropy.
   * @param options.l2 - Adds (l2 / 2) · Σ‖W‖² over all weights (not b, not gamma), whatever m is; finite and >= 0. Default 0.
   * @param options.weights - How much each of the m examples counts, finite and >= 0: J = Σ wᵢ · lossᵢ / m. Default: 1 each.
   * @param options.training - As for `forward`, with `options.rng`. Default false: inference.
   * @returns A number in the loss's unit.
   * @throws ShapeError if a shape doesn't fit. RangeError if m is 0, an option is unknown or out of range, or if the loss isn't made for
   *   such targets (a cross-entropy's are from 0 to 1; the columns of categoricalCrossEntropy's sum to 1). TypeError as `forward`. NaN
   *   propagates.
   */
  cost<P extends readonly AnyLayerParams[], X extends NDArray, Y extends NDArray, F extends Loss>(
    params: Check<NetworkParamsR<N, L, P, 'net.cost'>, P>,
    X: Check<InputR<N, X['shape'], 'net.cost', 'X'>, X>,
    Y: Check<OutputR<OutputsOf<L>, Examples<X['shape']>, Y['shape'], 'net.cost', 'Y', F>, Y>,
    loss: F,
    options?: CostOptions & ForwardOptions,
  ): number;

  /**
   * Parameters with their running statistics moved towards a training batch's, for a training loop of your own: running := momentum ·
   * running + (1 − momentum) · batch, the variance being the batch's divided by m − 1.
   *
   * @param params - One `{ W, b }` a layer, with running statistics where there is batch normalisation.
   * @param caches - What `forward(params, X, { training: true })` returned.
   * @returns New parameters; without batch normalisation the ones given.
   * @throws ShapeError if a shape doesn't fit. RangeError if the caches are those of inference.
   */
  updateStatistics<P extends readonly AnyLayerParams[]>(
    params: Check<NetworkParamsR<N, L, P, 'net.updateStatistics'>, P>,
    caches: readonly AnyLayerCache[],
  ): P;

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

  /**
   * A text table of at most 80 columns: each layer's activation, shapes, number of parameters and memory, and their totals.
   *
   * @param options.batchSize - The memory column is for so many examples: what the forward pass keeps for the backward pass, Z and A and
   *   what batch normalisation and dropout add, in bytes (1 kB is 1000 B). An integer >= 1. Default 1.
   * @param options.dtype - In float64 or float32. Default float64.
   * @throws RangeError if batchSize is no such integer, for another dtype or an unknown option.
   * @example network(784, dense(10, softmax)).summary({ batchSize: 100 }).split('\n').at(-1) // 'Batch of 100, float64: 643 kB with X. Parameters: 62.8 kB.'
   */
  summary(options?: SummaryOptions): string;

  /** The table of `summary()`; Node's `console.log` shows it too. */
  toString(): string;

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
 * @throws ShapeError if a layer states other inputs than the layer before gives. RangeError if nX isn't an integer >= 1, there are no
 *   layers, or the last one has dropout. TypeError if a layer isn't one.
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
  const parameterCount = layers.reduce(
    (total, { units, batchNorm }, i) => total + units * (inputsOf(i) + (batchNorm === undefined ? 1 : 2)),
    0,
  );
  const last = layers[layers.length - 1] as Dense; // there is one: requireLayers has checked

  const run = (
    operation: string,
    params: readonly AnyLayerParams[],
    X: NDArray,
    options: ForwardOptions = {},
  ): AnyLayerCache[] => {
    requireParams(operation, { nX, layers }, params);
    requireInput(operation, 'X', X, nX, `the network has ${nX} input${nX === 1 ? '' : 's'}`);
    const mode = requireMode(operation, layers, options, X.shape[1] ?? 0);
    let A = X;
    return params.map((own, i) => {
      const cache = forwardPass(layers[i] as Dense, own, A, mode); // as many as params
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
      requireRng('net.initialize(rng)', rng);
      const wanted: string = dtype;
      if (wanted !== 'float64' && wanted !== 'float32') {
        throw new RangeError(`net.initialize(rng, { dtype }): parameters are float64 or float32, not ${wanted}.`);
      }
      return layers.map(({ units, initializer, batchNorm }, i) => {
        const drawn: NDArray = initializer([units, inputsOf(i)], rng);
        const W = drawn.dtype === dtype ? drawn : drawn.astype(dtype);
        const column = (value: number): NDArray => np.full([units, 1], value, { dtype });
        if (batchNorm === undefined) return { W, b: column(0) };
        return { W, b: column(0), gamma: column(1), runningMean: column(0), runningVariance: column(1) };
      });
    },

    forward: (
      params: readonly AnyLayerParams[],
      X: NDArray,
      options?: ForwardOptions,
    ): { output: NDArray; caches: AnyLayerCache[] } => {
      const caches = run(`net.forward(params, X${options === undefined ? '' : ', options'})`, params, X, options);
      return { output: lastOf(caches).A, caches };
    },

    backward: (
      params: readonly AnyLayerParams[],
      caches: readonly AnyLayerCache[],
      target: NDArray | LossAndTargets,
    ): AnyLayerGradients[] => {
      const operation = 'net.backward(params, caches, target)';
      requireParams(operation, { nX, layers }, params);
      requireCaches(operation, layers, params, caches);
      const cache = lastOf(caches);
      let gradients: AnyLayerGradients;
      let l2 = 0;
      const parameters = params[params.length - 1] as AnyLayerParams; // there is one
      if (np.isNDArray(target)) {
        requireOutput(operation, 'dAL', target, { name: 'the output', shape: cache.A.shape });
        gradients = backwardPass(last, parameters, target, cache);
      } else {
        const { loss, Y, weights } = requireTarget(operation, target);
        requireY(operation, loss, Y, cache.A);
        l2 = requireCostOptions(operation, target, cache.A.shape[1] ?? 0);
        const dZ = outputDZ(last, cache, loss, Y, weights);
        gradients = gradientsOf(last, parameters, cache, dZ, () => outputDA(cache, loss, Y, weights), l2);
      }
      const all = [gradients];
      for (let i = layers.length - 2; i >= 0; i--) {
        const [own, cache] = [params[i] as AnyLayerParams, caches[i] as AnyLayerCache]; // i is in range: as long as layers
        gradients = backwardPass(layers[i] as Dense, own, gradients.dAPrev, cache, l2); // likewise
        all.push(gradients);
      }
      return all.reverse();
    },

    cost: (
      params: readonly AnyLayerParams[],
      X: NDArray,
      Y: NDArray,
      loss: Loss,
      options: CostOptions & ForwardOptions = {},
    ): number => {
      const operation = 'net.cost(params, X, Y, loss)';
      requireOptions(operation, ['l2', 'weights', 'training', 'rng'], options);
      const { l2: _, weights, ...mode } = options;
      const cache = lastOf(run(operation, params, X, mode));
      requireY(operation, requireLoss(operation, loss), Y, cache.A);
      const l2 = requireCostOptions(operation, options, cache.A.shape[1] ?? 0);
      const cost = outputCost(last, cache, loss, Y, weights);
      return l2 === 0 ? cost : cost + params.reduceRight((sum, { W }) => sum + l2Term(l2, np.contiguousData(W)), 0);
    },

    updateStatistics: (
      params: readonly AnyLayerParams[],
      caches: readonly AnyLayerCache[],
    ): readonly AnyLayerParams[] => {
      const operation = 'net.updateStatistics(params, caches)';
      requireParams(operation, { nX, layers }, params);
      requireCaches(operation, layers, params, caches);
      requireStatistics(operation, caches);
      // As many layers as parameters and caches.
      return params.map((own, i) => withStatistics(layers[i] as Dense, own, caches[i] as AnyLayerCache));
    },

    predict: (params: readonly AnyLayerParams[], X: NDArray): NDArray => {
      const { A } = lastOf(run('net.predict(params, X)', params, X));
      if (last.activation.name !== 'sigmoid' && last.activation.name !== 'softmax') return A;
      requireClasses(A);
      if (last.activation.name === 'sigmoid') return np.greater(A, 0.5).astype('int32');
      return np.argmax(A, { axis: 0, keepDims: true });
    },

    summary: (options: SummaryOptions = {}) => summary(nX, layers, options),
    toString: () => summary(nX, layers, {}),
    [Symbol.for('nodejs.util.inspect.custom')]: () => summary(nX, layers, {}),

    toJSON: (params: readonly AnyLayerParams[]): NetworkJSON => {
      requireParams('net.toJSON(params)', { nX, layers }, params);
      return networkToJSON(nX, layers, params);
    },
  };
  // The interface says in types what these functions keep at run time.
  const whole = net as unknown as Network;
  return Object.freeze(Object.assign(net, networkInspection(whole), networkExports(whole)));
}
