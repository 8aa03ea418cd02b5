import { sigmoid, tanh } from '@keepdims/activations';
import { flower } from '@keepdims/datasets';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { activationNames, defaultConfig } from '../state/config.js';
import type { Config } from '../state/config.js';
import { Experiment } from './experiment.js';
import { gridSize } from './protocol.js';

/** The frame after some epochs. */
function after(epochs: number, part: Partial<Config> = {}) {
  const experiment = new Experiment({ ...defaultConfig, ...part });
  for (let epoch = 0; epoch < epochs; epoch++) experiment.step();
  return experiment.frame();
}

describe('Experiment', () => {
  it('opens with the points and the shapes of the course', () => {
    const { opening } = new Experiment({ ...defaultConfig, hidden: [4, 3], activation: 'relu' });
    expect(opening.points).toHaveLength(400);
    expect(opening.points.filter(({ label }) => label === 1)).toHaveLength(200);
    expect(opening.layers).toEqual([
      { units: 4, activation: 'relu', W: [4, 2], b: [4, 1] },
      { units: 3, activation: 'relu', W: [3, 4], b: [3, 1] },
      { units: 1, activation: 'sigmoid', W: [1, 3], b: [1, 1] },
    ]);
    expect(opening.parameters).toBe(8 + 4 + 12 + 3 + 3 + 1);
    const [low, high] = opening.bounds.x1;
    expect(opening.points.every(({ x1 }) => x1 > low && x1 < high)).toBe(true);
    expect(opening.bounds.x2[1] - opening.bounds.x2[0]).toBeCloseTo(high - low, 12);
  });

  it('learns the flower', () => {
    const start = after(0);
    const end = after(1500);
    expect(start.epoch).toBe(0);
    expect(start.history).toEqual({ epochs: [0], costs: [start.cost] });
    expect(end.epoch).toBe(1500);
    expect(end.cost).toBeLessThan(0.45);
    expect(end.accuracy).toBeGreaterThan(0.8);
    expect(end.history.costs.at(-1)).toBe(end.cost);
    expect(end.grid).toHaveLength(gridSize * gridSize);
  });

  it.each(activationNames)('lowers the cost with %s, on all data and layers', (activation) => {
    for (const data of ['flower', 'moons', 'circles'] as const) {
      for (const hidden of [[], [5], [6, 5, 4, 3]]) {
        const part = { data, hidden, activation, alpha: 0.03 };
        expect(after(60, part).cost, JSON.stringify(part)).toBeLessThan(after(0, part).cost);
      }
    }
  });

  it('draws a straight boundary without a hidden layer, and with identity however deep', () => {
    for (const part of [{ hidden: [] }, { hidden: [5, 4], activation: 'identity' as const, alpha: 0.03 }]) {
      const { grid } = after(50, part);
      // z is linear: the mean of the corners is the mean of the middle four nodes.
      const z = (row: number, column: number): number => grid[row * gridSize + column] ?? NaN;
      const last = gridSize - 1;
      const half = gridSize / 2;
      const mean = (...values: number[]): number => values.reduce((a, b) => a + b) / values.length;
      expect(mean(z(0, 0), z(last, last))).toBeCloseTo(mean(z(half, half), z(half - 1, half - 1)), 4);
      expect(mean(z(0, last), z(last, 0))).toBeCloseTo(mean(z(half, half - 1), z(half - 1, half)), 4);
    }
  });

  it('makes one step an epoch on the full batch, and one a batch otherwise', () => {
    // 4 batches of 128 at most move the weights further than one step on all.
    expect(after(5, { batch: 128, alpha: 0.1 }).cost).toBeLessThan(after(5, { alpha: 0.1 }).cost);
  });

  it.each(['full', 128] as const)('has the costs of the loop written out, with nothing kept (batch: %s)', (batch) => {
    const { X, Y } = flower();
    const m = X.shape[1];
    const net = network(2, dense(4, tanh), dense(1, sigmoid));
    const optimizer = gradientDescent({ learningRate: defaultConfig.alpha });
    const random = randomState(defaultConfig.seed);
    let params = net.initialize(random);
    let state = optimizer.init(params);
    const expected = [net.cost(params, X, Y, binaryCrossEntropy)];
    for (let epoch = 0; epoch < 20; epoch++) {
      const order = batch === 'full' ? undefined : random.permutation(m);
      const size = batch === 'full' ? m : batch;
      for (let start = 0; start < m; start += size) {
        const part = <R extends number>(all: np.NDArray<[R, number], 'float64'>) =>
          order === undefined ? all : np.take(all, np.slice(order, [start, Math.min(m, start + size)]), { axis: 1 });
        const { caches } = net.forward(params, part(X));
        const [first, second] = net.backward(params, caches, { loss: binaryCrossEntropy, Y: part(Y) });
        const grads = [
          { W: first.dW, b: first.db },
          { W: second.dW, b: second.db },
        ] as const;
        ({ params, state } = optimizer.update(params, grads, state));
      }
      expected.push(net.cost(params, X, Y, binaryCrossEntropy));
    }

    const experiment = new Experiment({ ...defaultConfig, batch });
    const costs = [experiment.cost];
    for (let epoch = 0; epoch < 20; epoch++) {
      experiment.step();
      costs.push(experiment.cost);
    }
    expect(costs).toEqual(expected);
  });

  it.each([
    ['full', [0.7092313555321832, 0.684354587493726, 0.6715076263330715, 0.6589882277232901]],
    [128, [0.7092313555321832, 0.6763388594840604, 0.6228977543874261, 0.5634598750010701]],
  ] as const)('gives a seed the costs it always had (batch: %s)', (batch, expected) => {
    const costs = expected.map((_, epoch) => after(epoch, { batch }).cost);
    for (const [epoch, cost] of expected.entries()) expect(costs[epoch]).toBeCloseTo(cost, 12);
  });

  it.each(['full', 32] as const)('replays the same run after a reset (batch: %s)', (batch) => {
    const experiment = new Experiment({ ...defaultConfig, batch });
    const run = (): number[] => Array.from({ length: 6 }, () => (experiment.step(), experiment.cost));
    const initial = experiment.cost;
    const first = run();
    experiment.reset();
    expect(experiment.epoch).toBe(0);
    expect(experiment.cost).toBe(initial);
    expect(experiment.frame().history.epochs).toEqual([0]);
    expect(run()).toEqual(first);
  });

  it('starts elsewhere with another seed, on the same points', () => {
    const a = new Experiment({ ...defaultConfig, seed: 1 });
    const b = new Experiment({ ...defaultConfig, seed: 2 });
    expect(a.cost).not.toBe(b.cost);
    expect(a.opening.points).toEqual(b.opening.points);
  });

  it('notices a run that diverges, and stays where it is', () => {
    const experiment = new Experiment({ ...defaultConfig, hidden: [8, 8, 8], activation: 'identity', alpha: 10 });
    for (let epoch = 0; epoch < 500 && !experiment.diverged; epoch++) experiment.step();
    expect(experiment.diverged).toBe(true);
    const { epoch } = experiment;
    experiment.step();
    expect(experiment.epoch).toBe(epoch);
    expect(experiment.frame().diverged).toBe(true);
    expect(experiment.frame().history.epochs.at(-1)).toBe(epoch);
    experiment.reset();
    expect(experiment.diverged).toBe(false);
  });
});
