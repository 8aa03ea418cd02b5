import type { Dense, Network, NetworkParams } from '@keepdims/models';
import { refuseUnknownOptions } from '@keepdims/shapes';
import type { Checkpoint } from './checkpoint.js';
import { paramsOf, requireCheckpoint } from './fromCheckpoint.js';
import { layerDifference } from './requireSameSetup.js';
import { networkSetup } from './trainingSetup.js';

/**
 * The parameters that a checkpoint holds: to predict with, or to begin another training from.
 *
 * @param net - The network that it was made with.
 * @param checkpoint - As `checkpoint.save` got it or `checkpointFromBytes` gives it; left alone.
 * @param options.best - Whether to take those of the best epoch so far, which early stopping keeps. Default false: the latest.
 * @returns The parameters, one item a layer: copies, with running statistics where there is batch normalisation.
 * @throws RangeError if the network is another one, or best ones are asked for and there are none. TypeError if the checkpoint is none.
 * @example
 * const net = logisticRegression(1);
 * const saved = [];
 * fit(net, {
 *   X: np.array([[0, 1, 2, 3]]), Y: np.array([[0, 0, 1, 1]]), loss: binaryCrossEntropy, optimizer: adam({ learningRate: 0.1 }), epochs: 300,
 *   checkpoint: { every: 100, save: (checkpoint) => void saved.push(checkpoint) },
 * });
 * net.predict(checkpointParams(net, saved.at(-1)), np.array([[0, 3]])) // [[0, 1]]
 */
export function checkpointParams<N extends number, L extends readonly Dense[]>(
  net: Network<N, L>,
  checkpoint: Checkpoint,
  options: { readonly best?: boolean } = {},
): NetworkParams<N, L> {
  const call = 'checkpointParams(net, checkpoint)';
  refuseUnknownOptions(call, options, ['best']);
  const { best = false } = options;
  const { setup, stopping } = requireCheckpoint(call, 'checkpoint', checkpoint).state;
  const difference = layerDifference(setup, networkSetup(net));
  if (difference !== undefined) {
    throw new RangeError(
      `${call}: the checkpoint is of another network: ${difference}. Give the network that it was made with.`,
    );
  }
  if (best && (stopping.bestEpoch === 0 || !('best.0.W' in checkpoint.arrays))) {
    throw new RangeError(
      `${call}: the checkpoint has no best parameters: only early stopping that restores them keeps them. Leave best out.`,
    );
  }
  return paramsOf(call, checkpoint, best ? 'best' : 'params') as NetworkParams<N, L>; // its network is this one
}
