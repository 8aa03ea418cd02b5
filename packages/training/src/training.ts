import { trainingRun } from '@keepdims/models';
import type { LayerParams, Network, TrainingRun } from '@keepdims/models';
import type { EpochEnd } from './epochs.js';
import { afterEpoch } from './earlyStopping.js';
import type { StoppingState } from './earlyStopping.js';
import type { ExampleBatch, Examples } from './examples.js';
import { addEpoch, copyHistory } from './history.js';
import type { LoopState } from './loopState.js';
import type { History } from './options.js';
import type { Plan } from './plan.js';
import { Seen } from './seen.js';
import { validate } from './validate.js';

/** What a step is told, one object for all steps. */
interface StepOptions {
  weights?: ArrayLike<number>;
  learningRateFactor?: number;
}

/** A training under way: it takes steps and closes epochs; when to do what is the loop's business. */
export class Training {
  readonly run: TrainingRun;
  readonly history: History;
  /** Completed epochs. */
  epoch: number;
  /** Steps made of the epoch under way. */
  step: number;
  /** Steps made in all. */
  steps: number;
  stopping: StoppingState;
  /** The best epoch's parameters, where they will be restored. */
  best: readonly LayerParams[] | undefined;
  readonly #net: Network;
  readonly #plan: Plan;
  readonly #examples: Examples;
  readonly #seen: Seen | undefined;
  readonly #m: number;
  readonly #options: StepOptions | undefined;
  /** The order of the epoch under way. */
  #order: Int32Array | undefined;
  #cost: number;

  constructor(net: Network, plan: Plan) {
    const { supply, loss, optimizer, batchSize, metrics, weights, schedule, l2, clip, rng, start } = plan;
    const { params, optimizerState, partial } = start;
    this.#net = net;
    this.#plan = plan;
    this.#m = supply.m;
    const dtype = params.every(({ W }) => W.dtype === 'float32') ? 'float32' : 'float64';
    this.#examples = supply.batches(dtype, batchSize, weights);
    this.run = trainingRun({
      net,
      params,
      loss,
      optimizer,
      rng,
      ...(l2 === undefined ? {} : { l2 }),
      ...(clip === undefined ? {} : { clip }),
      ...(optimizerState === undefined ? {} : { optimizerState }),
    });
    this.history = copyHistory(start.history);
    this.epoch = start.epoch;
    this.step = start.step;
    this.steps = start.steps;
    this.stopping = start.stopping;
    this.best = start.best;
    this.#options = weights === undefined && schedule === undefined ? undefined : {};
    this.#order = partial?.order;
    this.#cost = partial?.cost ?? 0;
    this.#seen = metrics.length > 0 ? new Seen(net.layers.at(-1)?.units ?? 0, supply.targetRows, this.#m) : undefined;
    if (partial?.outputs !== undefined) this.#seen?.restore(partial.outputs, supply.targets(), partial.order);
  }

  /** How many steps an epoch has. */
  get stepsPerEpoch(): number {
    return this.#examples.steps;
  }

  /** The batches that are left of the epoch under way; a new one draws its order. */
  batches(): Iterable<ExampleBatch> {
    const { shuffled } = this.#examples;
    if (shuffled) this.#order ??= this.#plan.rng.permutation(this.#m).data; // to keep: others run between batches
    return this.#examples.batches(this.#order ?? new Int32Array(0), this.step);
  }

  /** One step: forward, cost, backward, update. Returns the batch's cost, from before the update. */
  takeStep(batch: ExampleBatch): number {
    const options = this.#optionsFor(batch);
    const { run } = this;
    const { cost, output } = options === undefined ? run.step(batch.X, batch.Y) : run.step(batch.X, batch.Y, options);
    this.step++;
    this.steps++;
    this.#cost += batch.size === this.#m ? cost : cost * (batch.size / this.#m);
    this.#seen?.add(output, batch);
    return cost;
  }

  #optionsFor({ weights }: ExampleBatch): StepOptions | undefined {
    const options = this.#options;
    if (options === undefined) return undefined;
    const { schedule } = this.#plan;
    if (weights !== undefined) options.weights = weights;
    if (schedule !== undefined) options.learningRateFactor = schedule(this.epoch + this.step / this.stepsPerEpoch);
    return options;
  }

  /** Close the epoch under way: its numbers, and whether it is the best. */
  endEpoch(): EpochEnd {
    const { metrics, validation, loss, stopping: rule } = this.#plan;
    const cost = this.#cost;
    this.skipEpochEnd();
    let copies: readonly LayerParams[] | undefined;
    const params = (): readonly LayerParams[] => (copies ??= this.run.params());
    const own = this.#seen === undefined ? {} : { metrics: this.#seen.measure(metrics) };
    const validated =
      validation === undefined ? {} : validate(this.#net, { loss, metrics, params: params(), validation });
    const numbers = { epoch: this.epoch, cost, ...own, ...validated };
    addEpoch(this.history, numbers);
    if (rule === undefined) return { ...numbers, params };
    this.stopping = afterEpoch(rule, this.stopping, numbers);
    const improved = this.stopping.bestEpoch === this.epoch;
    if (improved && rule.restoreBest) this.best = params();
    return { ...numbers, improved, params };
  }

  /** Close the epoch under way without looking at it. */
  skipEpochEnd(): void {
    this.epoch++;
    this.step = 0;
    this.#cost = 0;
    this.#order = undefined;
  }

  /** Whether early stopping has waited long enough. */
  get exhausted(): boolean {
    const rule = this.#plan.stopping;
    return rule !== undefined && this.stopping.waited >= rule.patience;
  }

  /** Everything that decides how it goes on; copies. */
  state(): LoopState {
    return {
      epoch: this.epoch,
      step: this.step,
      steps: this.steps,
      params: this.run.params(),
      optimizerState: this.run.optimizerState(),
      random: this.#plan.rng.getState(),
      partial:
        this.step === 0 || this.#order === undefined
          ? undefined
          : { order: this.#order, cost: this.#cost, outputs: this.#seen?.outputs() },
      history: copyHistory(this.history),
      stopping: this.stopping,
      best: this.best,
    };
  }
}
