import type { NDArray } from '@keepdims/ndarray';
import type { TargetDomain } from '@keepdims/losses';
import type { Dense, LayerParams, Network } from '@keepdims/models';
import { epochs } from './epochs.js';
import type { Ending, Turn } from './epochs.js';
import type { DrawnParams, EpochRecord, FitResult, TrainingOptions } from './options.js';
import { pause } from './pause.js';
import { inMemory, plan } from './plan.js';
import type { ArrayOptions } from './plan.js';

/** How long to compute before others get a turn, in milliseconds: a page stays responsive at 60 frames a second. */
const patience = 12;

/**
 * Train a network, one record an epoch, with time for other things in between: for a progress bar, or a page that stays responsive.
 *
 * The loop, its options and its numbers are `fit`'s. Leaving the `for await` ends it; so does the signal, without an error, before the next
 * step. It pauses at most every 12 ms, inside an epoch of many steps too, but never inside a step. Where a callback or `checkpoint.save`
 * returns a promise, it waits for it.
 *
 * @param net - The network.
 * @param options - As for `fit`, which lists them.
 * @returns An async generator of `{ epoch, cost, metrics?, validationCost?, validationMetrics?, improved?, params }`; the value that it ends
 *   with, for those who call `next` themselves, is what `fit` returns. Early stopping's best parameters are those of the last record that
 *   says `improved`.
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
  T extends TargetDomain = TargetDomain,
>(
  net: Network<N, L>,
  options: TrainingOptions<N, L, X, Y, VX, VY, P, T>,
): AsyncGenerator<EpochRecord<P>, FitResult<P>, undefined> {
  // The sizes have done their work at the call; from here on they are checked at run time.
  const anyNet: Network = net;
  const anyOptions: ArrayOptions = options as never;
  // Planned here, not in the generator, whose body would only run at the first record.
  const planned = plan('train', anyNet, anyOptions, inMemory);
  const records: unknown = pausing(epochs('train', anyNet, planned));
  return records as AsyncGenerator<EpochRecord<P>, FitResult<P>, undefined>; // an update keeps structure, shapes and dtypes
}

/** Drive the loop with time for others in between. */
export async function* pausing(
  turns: Generator<Turn, Ending, unknown>,
): AsyncGenerator<EpochRecord, Ending, undefined> {
  let paused = Date.now();
  let turn = turns.next();
  while (turn.done !== true) {
    let answer: unknown;
    if (turn.value !== 'step' && 'promise' in turn.value) answer = await turn.value.promise;
    else if (turn.value !== 'step') yield { ...turn.value, params: turn.value.params() };
    // A clock that was set back counts as time that has passed.
    if (Math.abs(Date.now() - paused) > patience) {
      await pause();
      paused = Date.now();
    }
    turn = turns.next(answer);
  }
  return turn.value;
}
