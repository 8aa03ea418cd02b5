import { activationByName, sigmoid } from '@keepdims/activations';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import type { Optimizer, OptimizerState } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import type { RandomState } from '@keepdims/random';
import type { Config } from '../state/config.js';
import { CostHistory } from '../state/costHistory.js';
import { boundsOf, examples, gridOf, pointsOf } from './points.js';
import type { Examples } from './points.js';
import { gridSize } from './protocol.js';
import type { Frame, Opening } from './protocol.js';

/** Runs that recover from too large a step stay below 30 here; those that pass this are on their way to infinity, or to NaN. */
const highestCost = 1000;

/**
 * A network and how far it has learned: one configuration's run, an epoch at a time.
 *
 * An epoch is one gradient step on all examples, or one on each batch in turn. The cost shown at an epoch is that of the weights at that
 * epoch on all examples; at epoch 0 that of the initial weights.
 */
export class Experiment {
  readonly opening: Opening;
  readonly #config: Config;
  readonly #data: Examples;
  readonly #grid: NDArray<[number, number], 'float64'>;
  readonly #net: ReturnType<typeof makeNetwork>;
  readonly #optimizer: Optimizer;
  #run: Run;

  constructor(config: Config) {
    this.#config = config;
    this.#data = examples(config.data);
    this.#net = makeNetwork(config);
    this.#optimizer = gradientDescent({ learningRate: config.alpha });
    this.#run = this.#start();

    const points = pointsOf(this.#data);
    const bounds = boundsOf(points);
    this.#grid = gridOf(bounds, gridSize);
    const layers = this.#run.params.map(({ W, b }, l) => ({
      units: W.shape[0],
      activation: this.#net.layers[l]?.activation.name ?? '',
      W: [W.shape[0], W.shape[1]] as const,
      b: [b.shape[0], b.shape[1]] as const,
    }));
    this.opening = { points, bounds, layers, parameters: this.#net.parameterCount };
  }

  get epoch(): number {
    return this.#run.epoch;
  }

  get cost(): number {
    return this.#run.cost;
  }

  /** The numbers ran away: nothing can be learned from here on, and `step` does nothing. */
  get diverged(): boolean {
    return !(this.#run.cost <= highestCost);
  }

  /** Back to the same initial weights, and the same order of the batches. */
  reset(): void {
    this.#run = this.#start();
  }

  /** One epoch. */
  step(): void {
    if (this.diverged) return;
    const run = this.#run;
    for (const { X, Y } of this.#batches(run.random)) {
      const { caches } = this.#net.forward(run.params, X);
      const grads = this.#net.backward(run.params, caches, { loss: binaryCrossEntropy, Y });
      const update = this.#optimizer.update(
        run.params,
        grads.map(({ dW, db }) => ({ W: dW, b: db })),
        run.state,
      );
      run.params = update.params;
      run.state = update.state;
    }
    run.epoch += 1;
    run.cost = this.#costOf(run.params);
    run.history.add(run.epoch, run.cost);
  }

  /** What the page draws; `serial` and `playing` are the runner's to say. */
  frame(): Omit<Frame, 'serial' | 'playing'> {
    const { params, epoch, cost, history } = this.#run;
    const predictions = this.#net.predict(params, this.#data.X);
    return {
      epoch,
      cost,
      accuracy: np.mean(np.equal(predictions, this.#data.Y)),
      history: history.series(),
      grid: Float32Array.from(np.ravel(this.#logits(params, this.#grid)).toArray()),
      diverged: this.diverged,
    };
  }

  #start(): Run {
    const random = randomState(this.#config.seed);
    const params = this.#net.initialize(random);
    const cost = this.#costOf(params);
    const history = new CostHistory();
    history.add(0, cost);
    return { random, params, state: this.#optimizer.init(params), epoch: 0, cost, history };
  }

  #costOf(params: Params): number {
    // The stable form: a saturated ŷ of exactly 0 or 1 has a large cost, not an infinite one.
    return binaryCrossEntropy.fromLogits(this.#logits(params, this.#data.X), this.#data.Y);
  }

  /** Z of the output layer, (1, m). */
  #logits(params: Params, X: Examples['X']) {
    const { caches } = this.#net.forward(params, X);
    const output = caches.at(-1);
    if (output === undefined) throw new Error('A network has an output layer.');
    return output.Z;
  }

  #batches(random: RandomState): Examples[] {
    const { X, Y } = this.#data;
    const m = X.shape[1];
    const size = this.#config.batch;
    if (size === 'full' || size >= m) return [this.#data];
    const order = random.permutation(m);
    return Array.from({ length: Math.ceil(m / size) }, (_, i) => {
      const chosen = np.slice(order, [i * size, Math.min(m, (i + 1) * size)]);
      return { X: np.take(X, chosen, { axis: 1 }), Y: np.take(Y, chosen, { axis: 1 }) };
    });
  }
}

interface Run {
  readonly random: RandomState;
  readonly history: CostHistory;
  params: Params;
  state: OptimizerState<Params>;
  epoch: number;
  cost: number;
}

type Params = ReturnType<ReturnType<typeof makeNetwork>['initialize']>;

function makeNetwork({ hidden, activation }: Config) {
  const g = activationByName(activation);
  return network(2, ...hidden.map((units) => dense(units, g)), dense(1, sigmoid));
}
