import type { AnyLayerParams } from './layer.js';

/** A layer's parameters without its running statistics. */
export type TrainableLayer<P extends AnyLayerParams = AnyLayerParams> = Omit<P, 'runningMean' | 'runningVariance'>;

/** Parameters without running statistics, one item a layer. */
export type TrainableParams<P extends readonly AnyLayerParams[]> = { [I in keyof P]: TrainableLayer<P[I]> };

/**
 * The parameters that gradients change, in the structure of `parameterGradients`: those but the running statistics of batch normalisation.
 *
 * @param params - A network's parameters, one item a layer.
 * @returns `{ W, b }` a layer, with `gamma` where there is one: the same arrays, not copies.
 * @example
 * const net = network(2, dense(3, tanh, { batchNorm: true }), dense(1, sigmoid));
 * const params = net.initialize(randomState(1));
 * trainableParams(params).map((layer) => Object.keys(layer).join(' ')) // ['W b gamma', 'W b']
 */
export function trainableParams<const P extends readonly AnyLayerParams[]>(params: P): TrainableParams<P> {
  // map keeps the length, and so the tuple.
  return params.map(({ W, b, gamma }) => (gamma === undefined ? { W, b } : { W, b, gamma })) as TrainableParams<P>;
}

/**
 * Parameters with new values for those that gradients change.
 *
 * @param params - A network's parameters, one item a layer.
 * @param trained - What replaces `trainableParams(params)`, such as an optimizer's result.
 * @returns The trained parameters with the running statistics of `params`: the same arrays, not copies.
 * @example
 * const net = network(2, dense(3, tanh, { batchNorm: true }));
 * const params = net.initialize(randomState(1));
 * const others = trainableParams(net.initialize(randomState(2)));
 * withTrained(params, others)[0].W === others[0].W // true
 */
export function withTrained<const P extends readonly AnyLayerParams[]>(params: P, trained: TrainableParams<P>): P {
  // As many layers, each with its own names.
  return params.map((layer, i) => ({ ...layer, ...trained[i] })) as unknown as P;
}
