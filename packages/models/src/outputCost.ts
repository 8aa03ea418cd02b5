import { contiguousData, mean } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Floats } from '@keepdims/kernels';
import type { Loss } from '@keepdims/losses';
import { weighColumns } from './exampleWeights.js';
import type { AnyLayerCache } from './layer.js';
import { outputToZ } from './passes.js';
import type { LayerRule } from './passes.js';

/** The output layer, as far as its cost needs it. */
type OutputLayer = Pick<LayerRule, 'activation'>;

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
 * @param weights - How much each of the m examples counts. Default: 1 each.
 * @returns The mean over the m examples of their weighted losses, a number, in the loss's unit.
 * @throws ShapeError if Y has another shape. RangeError if m is 0.
 * @example
 * const net = logisticRegression(2);
 * const params = net.initialize(randomState(1));
 * const [X, Y] = [np.ones([2, 5]), np.ones([1, 5])];
 * const { caches } = net.forward(params, X);
 * outputCost(net.layers[0], caches[0], binaryCrossEntropy, Y) // Math.log(2)
 */
export function outputCost(
  layer: OutputLayer,
  cache: AnyLayerCache,
  loss: Loss,
  Y: NDArray,
  weights?: ArrayLike<number>,
): number {
  const logits = onLogits(layer, loss);
  const [cost, outputs] = logits === undefined ? [loss, cache.A] : [logits, cache.Z];
  return weights === undefined ? cost(outputs, Y) : mean(weighted(cost.perExample(outputs, Y), weights));
}

/**
 * dZ of the output layer: the derivative of each example's loss in Z, not divided by m.
 *
 * From logits it is A − Y for the cross-entropies; otherwise the loss's own gradient goes through the activation.
 */
export function outputDZ(
  layer: LayerRule,
  cache: AnyLayerCache,
  loss: Loss,
  Y: NDArray,
  weights?: ArrayLike<number>,
): NDArray {
  const logits = onLogits(layer, loss);
  return logits === undefined
    ? outputToZ(layer, cache, outputDA(cache, loss, Y, weights))
    : weighted(logits.perExampleGradient(cache.Z, Y), weights);
}

/** dA of the output layer: the derivative of each example's loss in A, not divided by m. */
export function outputDA(cache: AnyLayerCache, loss: Loss, Y: NDArray, weights?: ArrayLike<number>): NDArray {
  return weighted(loss.perExampleGradient(cache.A, Y), weights);
}

/** The loss's form on logits, if it includes the layer's activation. */
function onLogits({ activation }: OutputLayer, { fromLogits }: Loss): Loss['fromLogits'] {
  return fromLogits?.activation === activation.name ? fromLogits : undefined;
}

/** Each example's column times its weight, in place: the columns are a loss's, made for this. */
function weighted(columns: NDArray, weights: ArrayLike<number> | undefined): NDArray {
  const [rows = 0, m = 0] = columns.shape;
  if (weights !== undefined) weighColumns(rows, m, weights, contiguousData(columns) as Floats); // costs and gradients are of floats
  return columns;
}
