/** Dropout, batch normalisation, L2, weights, clipping and resuming: fused and plain runs agree, and with the public functions. */
import { activations, identity, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { binaryCrossEntropy, categoricalCrossEntropy, losses, meanSquaredError } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { adam, gradientDescent, momentum, optimizers } from '@keepdims/optimizers';
import { defaultRng, randomState } from '@keepdims/random';
import { describe, expect, it, test } from 'vitest';
import { dense } from '../dense.js';
import type { AnyLayerParams } from '../layer.js';
import { network } from '../network.js';
import type { Network } from '../network.js';
import { parameterGradients } from '../parameterGradients.js';
import { trainableParams } from '../trainableParams.js';
import { fusedRun } from './fusedRun.js';
import { plainRun } from './plainRun.js';
import { trainingRun } from './trainingRun.js';
import type { TrainingRun, TrainingRunOptions } from './trainingRun.js';

const m = 11;
const X: NDArray = randomState(5).randn(4, m);

function targets(loss: Loss, outputs: number): NDArray {
  const classes = randomState(6).randint(0, outputs === 1 ? 2 : outputs, [1, m]);
  if (loss.targets === 'class indices') return classes;
  const labels: NDArray =
    outputs === 1 ? classes.astype('float64') : np.equal(np.arange(outputs).reshape([outputs, 1]), classes);
  return loss.targets === 'signs' ? np.subtract(np.multiply(labels.astype('float64'), 2), 1) : labels;
}

function distance(a: NDArray, b: NDArray): number {
  return Math.max(...np.contiguousData<'float64'>(np.subtract(a, b).astype('float64')).map(Math.abs));
}

function arraysOf(layers: readonly object[]): NDArray[] {
  return layers.flatMap((layer) => Object.values(layer) as NDArray[]); // layers hold nothing else
}

/** Two runs step by step: the largest difference of costs, outputs, parameters and optimizer states. */
function difference(
  a: TrainingRun,
  b: TrainingRun,
  step: (run: TrainingRun, k: number) => ReturnType<TrainingRun['step']>,
): number {
  let largest = 0;
  for (let k = 0; k < 2; k++) {
    const [left, right] = [step(a, k), step(b, k)];
    largest = Math.max(largest, Math.abs(left.cost - right.cost), distance(left.output, right.output));
  }
  const stateOf = (run: TrainingRun): NDArray[] =>
    arraysOf([...run.params(), ...Object.values(run.optimizerState().slots).flat()]);
  const [left, right] = [stateOf(a), stateOf(b)];
  expect(left.length).toBe(right.length);
  left.forEach((array, i) => (largest = Math.max(largest, distance(array, right[i] as NDArray)))); // as many
  return largest;
}

function bothRuns(options: TrainingRunOptions): [fused: TrainingRun, plain: TrainingRun] {
  const withRng = (): TrainingRunOptions => ({ ...options, rng: randomState(9) });
  const fused = fusedRun(withRng());
  if (fused === undefined) throw new Error('no fused run');
  return [fused, plainRun(withRng())];
}

const weights = Float64Array.from({ length: m }, (_, j) => [1, 0, 2.5, 0.5][j % 4] ?? 0);
const endings = [
  { f: sigmoid, units: 1 },
  { f: softmax, units: 3 },
  { f: identity, units: 2 },
  { f: relu, units: 2 },
] as const;
const fits = ({ f }: { f: Activation }, loss: Loss): boolean =>
  loss.outputs === 'any'
    ? f.kind === 'elementwise'
    : loss.outputs === 'signed'
      ? f.name === 'identity'
      : loss.outputs === 'distributions'
        ? f.name === 'softmax'
        : f.name === 'sigmoid';
const hidden = Object.values<Activation>(activations).filter(({ kind }) => kind === 'elementwise');
const cases = endings.flatMap((ending) =>
  Object.values<Loss>(losses).flatMap((loss) => (fits(ending, loss) ? [{ ...ending, loss }] : [])),
);

describe('a fused run agrees with the plain one', () => {
  it('has a case for every loss', () => {
    expect(new Set(cases.map(({ loss }) => loss.name))).toEqual(new Set(Object.keys(losses)));
  });

  it.each(cases.map((given) => [given.f.name, given.loss.name, given] as const))(
    '%s, %s',
    (_, __, { f, units, loss }) => {
      const Y = targets(loss, units);
      let tried = 0;
      for (let i = 0; i < hidden.length; i += 2) {
        const [g, next] = [hidden[i], hidden[(i + 1) % hidden.length]] as [Activation, Activation]; // in range
        for (const batchNorm of [false, true]) {
          for (const dropout of [0, 0.4]) {
            for (const l2 of [0, 0.3]) {
              for (const weighted of [false, true]) {
                const layer = { dropout, ...(batchNorm ? { batchNorm: true as const } : {}) };
                const net = network(
                  4,
                  dense(5, g, layer),
                  dense(3, next, layer),
                  dense(units, f, batchNorm && tried % 3 === 0 ? { batchNorm: true } : {}),
                ) as unknown as Network;
                const [fused, plain] = bothRuns({
                  net,
                  params: net.initialize(randomState(tried)),
                  loss,
                  optimizer: momentum({ learningRate: 0.02 }),
                  l2,
                  ...(tried % 2 === 0 ? { clip: { norm: 0.8, value: 0.3 } } : {}),
                });
                const got = difference(fused, plain, (run) => run.step(X, Y, weighted ? { weights } : {}));
                expect(got, JSON.stringify({ g: g.name, batchNorm, dropout, l2, weighted })).toBeLessThan(1e-11);
                tried++;
              }
            }
          }
        }
      }
      expect(tried).toBe(16 * Math.ceil(hidden.length / 2));
    },
  );

  it.each(Object.entries(optimizers))('%s, with factors of the learning rate', (_, make) => {
    const net = network(4, dense(5, tanh, { batchNorm: true, dropout: 0.2 }), dense(1, sigmoid)) as unknown as Network;
    const options = {
      net,
      params: net.initialize(randomState(1)),
      loss: binaryCrossEntropy,
      optimizer: make({ learningRate: 0.01 }),
    };
    const [fused, plain] = bothRuns(options);
    const Y = targets(binaryCrossEntropy, 1);
    expect(difference(fused, plain, (run, k) => run.step(X, Y, { learningRateFactor: 1 / (k + 1) }))).toBeLessThan(
      1e-9,
    );
    expect(fused.optimizerState().step).toBe(2);
  });

  it('in float32', () => {
    const net = network(4, dense(5, tanh, { batchNorm: true, dropout: 0.2 }), dense(3, softmax)) as unknown as Network;
    const params = net.initialize(randomState(1), { dtype: 'float32' });
    const [fused, plain] = bothRuns({
      net,
      params,
      loss: categoricalCrossEntropy,
      optimizer: adam({ learningRate: 0.01 }),
      l2: 0.1,
    });
    const Y = targets(categoricalCrossEntropy, 3);
    expect(difference(fused, plain, (run) => run.step(X.astype('float32'), Y, { weights }))).toBeLessThan(2e-4);
    expect(new Set(arraysOf(fused.params()).map(({ dtype }) => dtype))).toEqual(new Set(['float32']));
  });
});

describe.each([
  ['fused', (options: TrainingRunOptions) => fusedRun(options) as TrainingRun], // these activations have kernels
  ['plain', plainRun],
])('a %s run', (_, makeRun) => {
  const net = network(
    4,
    dense(6, relu, { batchNorm: { momentum: 0.7 }, dropout: 0.3 }),
    dense(4, tanh, { dropout: 0.1 }),
    dense(1, sigmoid),
  ) as unknown as Network;
  const params = net.initialize(randomState(3));
  const Y = targets(binaryCrossEntropy, 1);
  const base = { net, params, loss: binaryCrossEntropy, l2: 0.01, clip: { norm: 1 } };
  const batch = (k: number): [NDArray, NDArray] => {
    const columns = [(k % 3) * 3, (k % 3) * 3 + (k % 2 === 0 ? 5 : 3)] as const;
    return [np.slice(X, ':', columns), np.slice(Y, ':', columns)];
  };

  it.each(Object.entries(optimizers))(
    'goes on from its parameters, state and generator, bit for bit: %s',
    (_, make) => {
      for (const seeded of [randomState, defaultRng]) {
        const options = { ...base, optimizer: make({ learningRate: 0.05 }) };
        const rng = seeded(1);
        const unbroken = makeRun({ ...options, rng });
        const first = makeRun({ ...options, rng: seeded(1) });
        for (let k = 0; k < 4; k++) expect(first.step(...batch(k)).cost).toBe(unbroken.step(...batch(k)).cost);
        const stored = rng.getState();
        const later = seeded(99);
        later.setState(stored as never);
        const resumed = makeRun({
          ...options,
          params: first.params(),
          optimizerState: first.optimizerState(),
          rng: later,
        });
        for (let k = 4; k < 9; k++) expect(resumed.step(...batch(k)).cost).toBe(unbroken.step(...batch(k)).cost);
        const numbers = (run: TrainingRun): unknown => [run.params(), run.optimizerState()].flatMap(numbersOf);
        expect(numbers(resumed)).toEqual(numbers(unbroken));
      }
    },
  );

  it('hands out copies of its state, and leaves the given one alone', () => {
    const options = { ...base, optimizer: momentum({ learningRate: 0.1 }), rng: randomState(1) };
    const run = makeRun(options);
    run.step(X, Y);
    const state = run.optimizerState();
    const before = numbersOf(state);
    const other = makeRun({ ...options, optimizerState: state });
    for (let k = 0; k < 3; k++) [run, other].forEach((each) => each.step(X, Y));
    expect(numbersOf(state)).toEqual(before);
    expect(numbersOf(run.optimizerState())).not.toEqual(before);
    expect(Object.keys(state.slots)).toEqual(['velocity']);
    expect(state.slots.velocity?.map((layer) => Object.keys(layer))).toEqual([
      ['W', 'b', 'gamma'],
      ['W', 'b'],
      ['W', 'b'],
    ]);
  });

  it('takes the cost of net.cost, and steps along the gradient of net.backward', () => {
    const rate = 0.5;
    const run = makeRun({ ...base, clip: {}, optimizer: gradientDescent({ learningRate: rate }), rng: randomState(2) });
    const options = { l2: 0.01, weights, training: true, rng: randomState(2) };
    const { cost } = run.step(X, Y, { weights });
    expect(cost).toBeCloseTo(net.cost(params, X, Y, binaryCrossEntropy, options), 14);
    const { caches } = net.forward(params, X, { training: true, rng: randomState(2) });
    const gradients = parameterGradients(
      net.backward(params, caches, { loss: binaryCrossEntropy, Y, l2: 0.01, weights }),
    );
    const [was, is, along] = [trainableParams(params), trainableParams(run.params()), gradients].map(arraysOf);
    is?.forEach((array, i) => {
      const wanted = np.subtract(was?.[i] as NDArray, np.multiply(along?.[i] as NDArray, rate)); // as many
      expect(distance(array, wanted)).toBeLessThan(1e-14);
    });
  });

  it('leaves out an example of weight 0, whatever it costs, and counts one of weight 2 twice', () => {
    const one = network(1, dense(1, identity)) as unknown as Network;
    const start = one.initialize(randomState(1));
    const options = {
      net: one,
      params: start,
      loss: meanSquaredError,
      optimizer: gradientDescent({ learningRate: 0.1 }),
    };
    const [a, b] = [makeRun(options), makeRun(options)];
    const twice = a.step(np.array([[1, 2, 2]]), np.array([[0, 1, 1]]));
    const weighed = b.step(np.array([[1, 2, 3]]), np.array([[0, 1, 1e300]]), { weights: [1, 2, 0] });
    expect(weighed.cost).toBeCloseTo(twice.cost, 14);
    expect(distance(arraysOf(a.params())[0] as NDArray, arraysOf(b.params())[0] as NDArray)).toBeLessThan(1e-14);
  });

  it('clips the whole gradient, the L2 term’s included', () => {
    const one = network(1, dense(1, identity)) as unknown as Network;
    const start = [{ W: np.array([[3]]), b: np.array([[0]]) }];
    const options = {
      net: one,
      params: start,
      loss: meanSquaredError,
      optimizer: gradientDescent({ learningRate: 1 }),
    };
    const step = (given: Partial<TrainingRunOptions>): number[] => {
      const run = makeRun({ ...options, ...given });
      run.step(np.array([[1]]), np.array([[1]]));
      return arraysOf(run.params()).map((array) => Number(array.at(0, 0)));
    };
    // J = (3 − 1)² + 1/2 · 9: dW = 4 + 3, db = 4.
    expect(step({ l2: 1 })).toEqual([3 - 7, -4]);
    expect(step({ l2: 1, clip: { value: 5 } })).toEqual([3 - 5, -4]);
    const [W, b] = step({ l2: 1, clip: { norm: 1 } });
    expect([W, b]).toEqual([expect.closeTo(3 - 7 / Math.hypot(7, 4), 6), expect.closeTo(-4 / Math.hypot(7, 4), 6)]);
    expect(step({ l2: 1, clip: { norm: 100 } })).toEqual([3 - 7, -4]);
  });

  it('says when a running statistic is not finite', () => {
    const one = network(1, dense(1, identity, { batchNorm: true })) as unknown as Network;
    const start = [{ ...one.initialize(randomState(1))[0], W: np.array([[1e200]]) }] as AnyLayerParams[];
    const run = makeRun({ net: one, params: start, loss: meanSquaredError, optimizer: gradientDescent() });
    expect(run.isFinite()).toBe(true);
    run.step(np.array([[1e10, -1e10]]), np.array([[0, 1]]));
    expect(run.isFinite()).toBe(false);
  });
});

/** All numbers of parameters or a state. */
function numbersOf(tree: unknown): unknown {
  if (np.isNDArray(tree)) return tree.toArray();
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.entries(tree).map(([name, inner]): unknown => [name, numbersOf(inner)]);
}

describe('bad input', () => {
  const net = network(4, dense(2, tanh), dense(1, sigmoid)) as unknown as Network;
  const Y = targets(binaryCrossEntropy, 1);
  const options = { net, params: net.initialize(randomState(1)), loss: binaryCrossEntropy, optimizer: momentum() };
  const state = trainingRun(options).optimizerState();
  const run = trainingRun(options);
  const remedy = 'Pass what run.optimizerState() gave, or leave it out to begin anew.';
  it.each<[() => unknown, string]>([
    [() => trainingRun({ ...options, l2: -1 }), 'trainingRun(options): l2 must be finite and >= 0, but it is -1.'],
    [
      () => trainingRun({ ...options, clip: { norm: 0 } }),
      'trainingRun(options): clip: norm must be finite and > 0, but it is 0.',
    ],
    [
      () => trainingRun({ ...options, clip: { size: 1 } as never }),
      "trainingRun(options): clip: there is no option 'size'. The options are norm, value.",
    ],
    [
      () => trainingRun({ ...options, rng: 3 as never }),
      'trainingRun(options): rng must be a generator of random numbers, but is 3. Make one with randomState(seed).',
    ],
    [
      () => trainingRun({ ...options, optimizerState: { step: -1, slots: {} } }),
      `trainingRun({ optimizerState }): the state must be { step, slots }, step an integer >= 0, but is -1. ${remedy}`,
    ],
    [
      () => trainingRun({ ...options, optimizer: adam(), optimizerState: state }),
      "trainingRun({ optimizerState }): the slots of adam are { firstMoment, secondMoment }, but the state's are { velocity }: another " +
        `optimizer's. ${remedy}`,
    ],
    [
      () => trainingRun({ ...options, optimizerState: { step: 1, slots: { velocity: [] } } }),
      `trainingRun({ optimizerState }): slots.velocity must be a list of 2 layers, as params, but is a list of 0. ${remedy}`,
    ],
    [
      () =>
        trainingRun({
          ...options,
          optimizerState: {
            step: 1,
            slots: {
              velocity: [
                { W: X, b: X, gamma: X },
                { W: X, b: X },
              ],
            },
          },
        }),
      `trainingRun({ optimizerState }): slots.velocity[0] must be { W, b }, as params, but is { W, b, gamma }. ${remedy}`,
    ],
    [
      () =>
        trainingRun({
          ...options,
          optimizerState: {
            step: 1,
            slots: {
              velocity: [
                { W: X, b: X },
                { W: X, b: X },
              ],
            },
          },
        }),
      "trainingRun({ optimizerState }): slots.velocity[0].W must have the parameter's shape [2, 4], but has shape [4, 11]. " +
        remedy,
    ],
    [
      () => run.step(X, Y, { weights: [1, 2] }),
      'run.step(X, Y, options): weights must have one number an example, 11 in all, but there are 2.',
    ],
    [
      () => run.step(X, Y, { weights: Array(m).fill(-1) as number[] }),
      'run.step(X, Y, options): weights must be finite and >= 0, but weights[0] is -1. Weight 0 leaves an example out.',
    ],
    [
      () => run.step(X, Y, { weights: 3 as never }),
      'run.step(X, Y, options): weights must be a list of 11 numbers, one an example, but is 3.',
    ],
    [
      () => run.step(X, Y, { learningRateFactor: -1 }),
      'run.step(X, Y, options): learningRateFactor must be finite and >= 0, but it is -1.',
    ],
    [
      () => run.step(X, Y, { weight: 1 } as never),
      "run.step(X, Y, options): there is no option 'weight'. Did you mean 'weights'? The options are weights, learningRateFactor.",
    ],
  ])('%s', (action, message) => {
    expect(action).toThrow(expect.objectContaining({ message }) as Error);
  });

  it('class indices', () => {
    const many = network(4, dense(3, softmax)) as unknown as Network;
    const params = many.initialize(randomState(1));
    const sparse = trainingRun({ net: many, params, loss: losses.sparseCategoricalCrossEntropy, optimizer: adam() });
    expect(() => sparse.step(X, np.full([1, m], 3))).toThrow(
      /^run\.step\(X, Y\): the targets of sparseCategoricalCrossEntropy are class indices/,
    );
    expect(() => sparse.step(X, np.zeros([3, m]))).toThrow(
      'run.step(X, Y): Y must be one class index an example, shape [1, 11], since the loss is sparseCategoricalCrossEntropy, but has shape ' +
        '[3, 11]. Of one-hot columns np.argmax(Y, { axis: 0, keepDims: true }) gives the indices.',
    );
  });
});

test('a step with everything on leaves nothing behind', () => {
  const net = network(4, dense(8, relu, { batchNorm: true, dropout: 0.5 }), dense(1, sigmoid)) as unknown as Network;
  const run = trainingRun({
    net,
    params: net.initialize(randomState(1)),
    loss: binaryCrossEntropy,
    optimizer: adam(),
    l2: 0.01,
    clip: { norm: 1 },
    rng: randomState(1),
  });
  const Y = targets(binaryCrossEntropy, 1).astype('float64');
  for (let step = 0; step < 2000; step++) run.step(X, Y, { weights, learningRateFactor: 0.5 });
  const before = process.memoryUsage();
  for (let step = 0; step < 20_000; step++) run.step(X, Y, { weights, learningRateFactor: 0.5 });
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(4e6);
  expect(after.heapUsed - before.heapUsed).toBeLessThan(64e6);
});
