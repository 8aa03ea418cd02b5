import type { NDArray } from '@keepdims/ndarray';
import type { Activation } from '@keepdims/activations';
import type { Loss } from '@keepdims/losses';
import type { AnyLayerCache } from './layer.js';

/** The output layer, as far as its cost needs it. */
interface OutputLayer {
  readonly activation: Activation;
}

/**
 * The cost at the output layer, from its cache.
 *
 * Where the loss has a form on logits for the layer's activation (sigmoid with binary, softmax with categorical cross-entropy), that
 * form is taken: it stays finite where log(A) wouldn't.
 *
 * @param layer - The last layer.
 * @param cache - Its cache, Z and A of shape [outputs, m].
 * @param loss - The loss.
 * @param Y - Targets, shape [outputs, m].
 * @returns The mean over the m examples, a number, in the loss's unit.
 * @throws ShapeError if Y has another shape. RangeError if m is 0.
 * @example
 * const net = logisticRegression(2);
 * const params = net.initialize(randomState(1));
 * const [X, Y] = [np.ones([2, 5]), np.ones([1, 5])];
 * const { caches } = net.forward(params, X);
 * outputCost(net.layers[0], caches[0], binaryCrossEntropy, Y) // Math.log(2)
 */
export function outputCost(layer: OutputLayer, cache: AnyLayerCache, loss: Loss, Y: NDArray): number {
  const { fromLogits } = loss;
  return fromLogits?.activation === layer.activation.name ? fromLogits(cache.Z, Y) : loss(cache.A, Y);
}

/**
 * dZ of the output layer: the derivative of each example's loss in Z, not divided by m.
 *
 * From logits it is A − Y for the cross-entropies; otherwise the loss's own gradient goes through the activation.
 */
export function outputDZ(layer: OutputLayer, cache: AnyLayerCache, loss: Loss, Y: NDArray): NDArray {
  const { fromLogits } = loss;
  return fromLogits?.activation === layer.activation.name
    ? fromLogits.perExampleGradient(cache.Z, Y)
    : layer.activation.vjp(cache.Z, cache.A, outputDA(cache, loss, Y));
}

/** dA of the output layer: the derivative of each example's loss in A, not divided by m. */
export function outputDA(cache: AnyLayerCache, loss: Loss, Y: NDArray): NDArray {
  return loss.perExampleGradient(cache.A, Y);
}
