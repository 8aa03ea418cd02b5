import type { NDArray } from '@keepdims/ndarray';

/** The gradients of one layer, as far as an optimizer takes them. */
interface HasParameterGradients {
  readonly dW: NDArray;
  readonly db: NDArray;
}

/**
 * A network's gradients in the structure of its parameters, as an optimizer takes them.
 *
 * @param gradients - What `net.backward` returned.
 * @returns `{ W: dW, b: db }` a layer: the same arrays, not copies.
 * @example
 * const grads = parameterGradients(net.backward(params, caches, { loss, Y }));
 * ({ params, state } = optimizer.update(params, grads, state));
 */
export function parameterGradients<const G extends readonly HasParameterGradients[]>(
  gradients: G,
): { [I in keyof G]: { W: G[I]['dW']; b: G[I]['db'] } } {
  // map keeps the length, and so the tuple.
  return gradients.map(({ dW, db }) => ({ W: dW, b: db })) as { [I in keyof G]: { W: G[I]['dW']; b: G[I]['db'] } };
}
