import { sigmoid, softmax } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import type { Dense, LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { CliError } from '../errors.js';
import { count } from '../render/numbers.js';
import type { SavedModel } from '../run/savedModel.js';

/** A network whose output is one number, or probabilities of classes. */
export interface FittingNetwork {
  readonly net: Network;
  readonly params: SavedModel['params'];
  /** The classes in the order of the outputs; undefined for one number. */
  readonly classes: readonly string[] | undefined;
}

/**
 * Make a network say what a run says: one number, the probability of the second of two classes (sigmoid), or one of each of more (softmax).
 *
 * Outputs without an activation are taken for logits if classes are named: then softmax, or sigmoid for one, is added, as PyTorch's
 * cross-entropies do it. A softmax of two becomes the sigmoid of the difference, which is the same.
 *
 * @param classes - In the order of the outputs; of one output those of 0 and 1. Undefined: `0`, `1`, … if it gives probabilities.
 * @throws CliError if it cannot be made such a network.
 */
export function withClasses(
  { net, params }: Pick<SavedModel, 'net' | 'params'>,
  classes: readonly string[] | undefined,
  file: string,
): FittingNetwork {
  const last = net.layers.at(-1);
  const outputs = last?.units ?? 0;
  const output = last?.activation.name;
  if (outputs === 1 && classes === undefined && output !== 'sigmoid') return { net, params, classes: undefined };
  if (output !== 'sigmoid' && output !== 'softmax' && output !== 'identity') {
    throw new CliError(
      `${file} ends with ${output ?? 'nothing'}, which gives no probabilities of classes; leave --classes out.`,
    );
  }
  if (outputs > 1 && (output === 'sigmoid' || (output === 'identity' && classes === undefined))) {
    throw new CliError(
      output === 'sigmoid'
        ? `${file} gives ${outputs} independent probabilities, but a run predicts one class or one number.`
        : `${file} gives ${outputs} numbers, but a run predicts one; if they are logits of classes, name these with --classes, such as a,b,c.`,
    );
  }
  if (outputs === 1 && output === 'softmax')
    throw new CliError(`${file} ends with a softmax of one, which is always 1.`);
  const names = classes ?? Array.from({ length: Math.max(2, outputs) }, (_, i) => String(i));
  checkNames(names, Math.max(2, outputs), file);
  if (outputs === 2) return { ...withSigmoid(net, params, file), classes: names };
  const wanted = outputs === 1 ? sigmoid : softmax;
  return {
    net: output === wanted.name ? net : withLast(net, (layer) => dense(layer.units, wanted, optionsOf(layer))),
    params,
    classes: names,
  };
}

function checkNames(names: readonly string[], wanted: number, file: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new CliError(`--classes names ${twice} twice; name each class once.`);
  if (names.length === wanted) return;
  throw new CliError(`--classes names ${count(names.length, 'class', 'classes')}, but ${file} tells ${wanted} apart.`);
}

/** softmax(z)[1] = σ(z₁ − z₀), so that the last layer's two rows become their difference. */
function withSigmoid(net: Network, params: SavedModel['params'], file: string): Pick<FittingNetwork, 'net' | 'params'> {
  const own = params.at(-1);
  if (own === undefined || net.layers.at(-1)?.batchNorm !== undefined) {
    throw new CliError(`${file} ends with batch normalisation before a softmax of two, which a run has no form for.`);
  }
  const difference = (array: NDArray): NDArray =>
    np.subtract(np.slice(array, [1, 2], ':'), np.slice(array, [0, 1], ':'));
  const W = difference(own.W) as LayerParams['W']; // [1, inputs], of floats
  const b = difference(own.b) as LayerParams['b']; // [1, 1]
  return { net: withLast(net, () => dense(1, sigmoid)), params: [...params.slice(0, -1), { W, b }] };
}

function withLast(net: Network, change: (layer: Dense) => Dense): Network {
  return network(net.nX, ...net.layers.map((layer, i) => (i === net.layers.length - 1 ? change(layer) : layer)));
}

function optionsOf({ batchNorm }: Dense): { readonly batchNorm?: NonNullable<Dense['batchNorm']> } {
  return batchNorm === undefined ? {} : { batchNorm };
}
