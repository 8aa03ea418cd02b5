import type { NDArray } from '@keepdims/ndarray';

/** The gradients of one layer, as far as an optimizer takes them. */
interface HasParameterGradients {
  readonly dW: NDArray;
  readonly db: NDArray;
  readonly dGamma?: NDArray;
}

/** One layer's, under its parameters' names. */
type Renamed<G extends HasParameterGradients> = { W: G['dW']; b: G['db'] } & (undefined extends G['dGamma']
  ? { gamma?: NonNullable<G['dGamma']> }
  : { gamma: G['dGamma'] });

/**
 * A network's gradients in the structure of its parameters, as an optimizer takes them.
 *
 * @param gradients - What `net.backward` returned.
 * @returns `{ W: dW, b: db }` a layer, with `gamma: dGamma` where there is one, as `trainableParams` has it: the same arrays, not copies.
 * @example
 * const net = logisticRegression(2);
 * const params = net.initialize(randomState(1));
 * const { caches } = net.forward(params, np.ones([2, 5]));
 * const grads = parameterGradients(net.backward(params, caches, { loss: binaryCrossEntropy, Y: np.ones([1, 5]) }));
 * const optimizer = gradientDescent({ learningRate: 0.1 });
 * optimizer.update(params, grads, optimizer.init(params)).params[0].W // [[0.05, 0.05]]
 */
export function parameterGradients<const G extends readonly HasParameterGradients[]>(
  gradients: G,
): { [I in keyof G]: Renamed<G[I]> } {
  // map keeps the length, and so the tuple.
  return gradients.map(({ dW, db, dGamma }) => ({
    W: dW,
    b: db,
    ...(dGamma === undefined ? {} : { gamma: dGamma }),
  })) as unknown as { [I in keyof G]: Renamed<G[I]> };
}
