import type { LayerParams, Network } from '@keepdims/models';
import { toCheckpoint } from './checkpoint/toCheckpoint.js';
import { trainingSetup } from './checkpoint/trainingSetup.js';
import { requireFinite } from './divergence.js';
import type { CheckpointOptions, EpochRecord, History, StopReason } from './options.js';
import type { Plan } from './plan.js';
import { Training } from './training.js';

/** One turn of the loop: a step, at an epoch's end its numbers, or a promise, whose value the loop is to be given. */
export type Turn = EpochEnd | 'step' | Waiting;

/** What is known after an epoch. The parameters are copied when they are asked for, which must be before the loop goes on. */
export interface EpochEnd extends Omit<EpochRecord, 'params'> {
  readonly params: () => readonly LayerParams[];
}

/** A promise that somebody has returned. */
export interface Waiting {
  readonly promise: PromiseLike<unknown>;
  /** Who, for messages. */
  readonly from: string;
}

/** What the loop leaves behind. */
export interface Ending {
  readonly params: readonly LayerParams[];
  readonly history: History;
  readonly stoppedBy: StopReason;
  readonly bestEpoch?: number;
}

/**
 * The training loop, which `fit` and `train` both drive: it stops after every step ('step') and after every epoch (its numbers).
 *
 * It ends early, without the epoch's numbers, once the signal is aborted; after an epoch, when a callback or early stopping says so.
 *
 * @throws TrainingDiverged when the cost is NaN or a parameter is not finite.
 */
export function* epochs(operation: string, net: Network, plan: Plan): Generator<Turn, Ending, unknown> {
  const { signal, start, stopping } = plan;
  const training = new Training(net, plan);
  const check = requireFinite(operation, net, plan);
  const keeper = plan.checkpoint === undefined ? undefined : new Keeper(training, net, plan, plan.checkpoint);
  // A function: the compiler would take it that the signal stays as it was.
  const isAborted = (): boolean => signal?.aborted === true;
  /** After the last completed epoch. */
  let params = (): readonly LayerParams[] => start.params;
  let stoppedBy: StopReason | undefined;

  while (stoppedBy === undefined && training.epoch < plan.epochs) {
    if (training.exhausted) {
      stoppedBy = 'earlyStopping'; // the checkpoint was made there
      break;
    }
    // Before the batches are asked for: they draw the epoch's order, and a checkpoint made here must not be past it.
    if (isAborted()) {
      stoppedBy = 'signal';
      break;
    }
    for (const batch of training.batches()) {
      if (isAborted()) {
        stoppedBy = 'signal';
        break;
      }
      const cost = training.takeStep(batch);
      yield* check(training, cost);
      const { step, stepsPerEpoch: steps } = training;
      plan.onStep?.({ epoch: training.epoch + 1, step, steps, cost });
      if (step < steps && keeper?.dueAfterStep === true) yield* keeper.save();
      yield 'step';
    }
    if (stoppedBy !== undefined) break;
    const end = training.endEpoch();
    ({ params } = end);
    // An epoch of several steps may be cut short: then it doesn't count.
    if (signal !== undefined && training.stepsPerEpoch > 1) params();
    if (yield* stoppedByCallback(plan, end)) stoppedBy = 'callback';
    else if (training.exhausted) stoppedBy = 'earlyStopping';
    const over = stoppedBy !== undefined || training.epoch === plan.epochs;
    if (keeper !== undefined && (over || keeper.dueAfterEpoch)) yield* keeper.save();
    yield end;
  }
  if (stoppedBy === 'signal') yield* keeper?.save() ?? [];
  return {
    params: training.best ?? params(),
    history: training.history,
    stoppedBy: stoppedBy ?? 'epochs',
    ...(stopping === undefined ? {} : { bestEpoch: training.stopping.bestEpoch }),
  };
}

/** Call the callbacks with an epoch's record; whether one of them says 'stop'. All are called. */
function* stoppedByCallback({ callbacks }: Plan, end: EpochEnd): Generator<Waiting, boolean, unknown> {
  let stopped = false;
  for (const [i, callback] of callbacks.entries()) {
    let answer: unknown = callback({ ...end, params: end.params() });
    if (isPromise(answer)) answer = yield { promise: answer, from: `callbacks[${i}]` };
    if (answer === 'stop') stopped = true;
  }
  return stopped;
}

/** Makes checkpoints when they are due. */
class Keeper {
  readonly #training: Training;
  readonly #options: CheckpointOptions;
  readonly #make: () => ReturnType<typeof toCheckpoint>;
  /** Steps in all at the last one. */
  #saved = -1;
  /** When that was, or the training began, in milliseconds. */
  #time = Date.now();

  constructor(training: Training, net: Network, plan: Plan, options: CheckpointOptions) {
    this.#training = training;
    this.#options = options;
    const setup = trainingSetup(net, plan);
    const { preprocessing, sums: data = plan.supply.sums() } = plan; // with checkpoints the plan has them
    this.#make = () => toCheckpoint(training.state(), { setup, data, preprocessing });
  }

  get dueAfterStep(): boolean {
    const { everySteps, everySeconds } = this.#options;
    if (everySteps !== undefined && this.#training.steps % everySteps === 0) return true;
    // A clock that was set back counts as time that has passed.
    return everySeconds !== undefined && Math.abs(Date.now() - this.#time) >= everySeconds * 1000;
  }

  get dueAfterEpoch(): boolean {
    const { every, everySteps, everySeconds } = this.#options;
    if (this.dueAfterStep) return true;
    if (every === undefined) return everySteps === undefined && everySeconds === undefined;
    return this.#training.epoch % every === 0;
  }

  /** Make one and hand it over, unless this moment has one. */
  *save(): Generator<Waiting, void, unknown> {
    if (this.#saved === this.#training.steps) return;
    this.#saved = this.#training.steps;
    this.#time = Date.now();
    const answer: unknown = this.#options.save(this.#make());
    if (isPromise(answer)) yield { promise: answer, from: 'checkpoint.save' };
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
