import type { NDArray } from '@keepdims/ndarray';
import type { Dense, LayerParams, Network } from '@keepdims/models';
import { epochs } from './epochs.js';
import type { Turn } from './epochs.js';
import type { DrawnParams, EpochRecord, TrainingOptions } from './options.js';
import { pause } from './pause.js';
import { plan } from './plan.js';
import type { AnyOptions } from './plan.js';

/** How long to compute before others get a turn, in milliseconds: a page stays responsive at 60 frames a second. */
const patience = 12;

/**
 * Train a network, one record an epoch, with time for other things in between: for a progress bar, or a page that stays responsive.
 *
 * The loop, its options and its numbers are `fit`'s. Leaving the `for await` ends it; so does the signal, without an error, before the next
 * step. It also pauses inside an epoch of many steps, at most every 12 ms.
 *
 * @param net - The network.
 * @param options - As for `fit`, which lists them.
 * @returns An async generator of `{ epoch, cost, metrics?, validationCost?, validationMetrics?, params }`.
 * @throws At the call: ShapeError, RangeError and TypeError as `fit`. While it runs: TrainingDiverged.
 *
 * ```ts
 * for await (const { epoch, cost, params } of train(net, { X, Y, loss, optimizer, epochs: 500 })) {
 *   if (cost < 0.1) break;
 * }
 * ```
 */
export function train<
  N extends number,
  L extends readonly Dense[],
  X extends NDArray,
  Y extends NDArray,
  VX extends NDArray = NDArray,
  VY extends NDArray = NDArray,
  P extends readonly LayerParams[] = DrawnParams<N, L>,
>(
  net: Network<N, L>,
  options: TrainingOptions<N, L, X, Y, VX, VY, P>,
): AsyncGenerator<EpochRecord<P>, void, undefined> {
  // The sizes have done their work at the call; from here on they are checked at run time.
  const anyNet: Network = net;
  const anyOptions: AnyOptions = options as never;
  // Planned here, not in the generator, whose body would only run at the first record.
  const planned = plan('train', anyNet, anyOptions);
  const records: unknown = pausing(epochs('train', anyNet, planned), planned);
  return records as AsyncGenerator<EpochRecord<P>, void, undefined>; // an update keeps structure, shapes and dtypes
}

async function* pausing(
  turns: Generator<Turn, void, undefined>,
  { signal }: Pick<AnyOptions, 'signal'>,
): AsyncGenerator<EpochRecord, void, undefined> {
  let paused = Date.now();
  for (const turn of turns) {
    if (turn !== 'step') {
      yield { ...turn, params: turn.params() };
      // The consumer, or whoever ran meanwhile, may have aborted after the last epoch too.
      if (signal?.aborted === true) return;
    }
    // A clock that was set back counts as time that has passed.
    if (Math.abs(Date.now() - paused) > patience) {
      await pause();
      paused = Date.now();
    }
  }
}
