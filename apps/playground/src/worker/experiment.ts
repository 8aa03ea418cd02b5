import { activationByName, sigmoid } from '@keepdims/activations';
import { batches } from '@keepdims/data';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network, outputCost, parameterGradients } from '@keepdims/models';
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

const loss = binaryCrossEntropy;
const output = dense(1, sigmoid);

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
    for (const { X, Y } of batches(this.#data, this.#config.batch, run.random)) {
      // The full batch is X itself, and has gone through the network already: for the cost.
      const caches = X === this.#data.X ? run.caches : this.#net.forward(run.params, X).caches;
      const gradients = this.#net.backward(run.params, caches, { loss, Y });
      ({ params: run.params, state: run.state } = this.#optimizer.update(
        run.params,
        parameterGradients(gradients),
        run.state,
      ));
    }
    run.epoch += 1;
    ({ caches: run.caches, cost: run.cost } = this.#look(run.params));
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
      grid: Float32Array.from(np.ravel(outputOf(this.#net.forward(params, this.#grid).caches).Z).toArray()),
      diverged: this.diverged,
    };
  }

  #start(): Run {
    const random = randomState(this.#config.seed);
    const params = this.#net.initialize(random);
    const seen = this.#look(params);
    const history = new CostHistory();
    history.add(0, seen.cost);
    return { random, params, state: this.#optimizer.init(params), epoch: 0, history, ...seen };
  }

  /** What these weights make of all examples. */
  #look(params: Params): Pick<Run, 'caches' | 'cost'> {
    const { X, Y } = this.#data;
    const { caches } = this.#net.forward(params, X);
    return { caches, cost: outputCost(output, outputOf(caches), loss, Y) };
  }
}

interface Run {
  readonly random: RandomState;
  readonly history: CostHistory;
  params: Params;
  state: OptimizerState<Params>;
  epoch: number;
  /** Of the forward pass of `params` on all examples. */
  caches: Caches;
  /** Of `params` on all examples. */
  cost: number;
}

type Params = ReturnType<ReturnType<typeof makeNetwork>['initialize']>;

type Caches = ReturnType<ReturnType<typeof makeNetwork>['forward']>['caches'];

function makeNetwork({ hidden, activation }: Config) {
  const g = activationByName(activation);
  return network(2, ...hidden.map((units) => dense(units, g)), output);
}

/** The cache of the output layer: Z and A are (1, m). */
function outputOf<C>(caches: readonly C[]): C {
  const cache = caches.at(-1);
  if (cache === undefined) throw new Error('A network has an output layer.');
  return cache;
}
