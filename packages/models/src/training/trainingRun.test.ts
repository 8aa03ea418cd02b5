/** Fused steps compute what the public functions compute, for every activation, loss and optimizer. */
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { activations, defineActivation, leakyRelu } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { losses } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import { adam, gradientDescent, momentum, optimizers } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { ShapeError } from '@keepdims/shapes';
import { describe, expect, it } from 'vitest';
import { dense } from '../dense.js';
import type { LayerParams } from '../layer.js';
import { network } from '../network.js';
import type { Network } from '../network.js';
import { fusedRun } from './fusedRun.js';
import { plainRun } from './plainRun.js';
import { trainingRun } from './trainingRun.js';

const m = 37;

function problem(outputs: number, dtype: 'float32' | 'float64'): { X: NDArray; Y: NDArray } {
  const rng = randomState(5);
  const X = rng.randn(6, m).astype(dtype);
  const classes = rng.randint(0, outputs, [m]).toArray();
  const Y = np.zeros([outputs, m], { dtype });
  classes.forEach((c, j) => np.assign(np.slice(Y, c, [j, j + 1]), 1));
  return { X, Y };
}

/** The largest difference between two arrays' elements. */
function distance(a: NDArray, b: NDArray): number {
  return Math.max(...np.contiguousData<'float64'>(np.subtract(a, b).astype('float64')).map(Math.abs));
}

/** The largest difference between two runs' parameters and costs after some steps. */
function difference(
  net: Network,
  loss: Loss,
  optimizer: ReturnType<typeof adam>,
  dtype: 'float32' | 'float64',
): number {
  const outputs = net.layers[net.layers.length - 1]?.units ?? 0;
  const { X, Y: columns } = problem(outputs, dtype);
  const Y: NDArray = loss.targets === 'class indices' ? np.argmax(columns, { axis: 0, keepDims: true }) : columns;
  const params = net.initialize(randomState(1), { dtype });
  const options = { net, params, loss, optimizer };
  const fused = fusedRun(options);
  if (fused === undefined) throw new Error('no fused run');
  const plain = plainRun(options);
  let largest = 0;
  for (let step = 0; step < 4; step++) {
    const [a, b] = [fused.step(X, Y), plain.step(X, Y)];
    largest = Math.max(largest, Math.abs(a.cost - b.cost) / Math.max(1, Math.abs(b.cost)));
    largest = Math.max(largest, distance(a.output, b.output));
  }
  const [left, right] = [fused.params(), plain.params()];
  left.forEach(({ W, b }, l) => {
    const other = right[l] as LayerParams; // as many
    largest = Math.max(largest, distance(W, other.W), distance(b, other.b));
    expect([W.dtype, b.dtype]).toEqual([dtype, dtype]);
  });
  return largest;
}

const tolerance = { float32: 2e-5, float64: 1e-13 };

describe.each(['float64', 'float32'] as const)('a fused run in %s', (dtype) => {
  const hidden = Object.values<Activation>({ ...activations, steep: leakyRelu({ negativeSlope: 0.3 }) }).filter(
    ({ kind }) => kind === 'elementwise',
  );

  it.each(hidden.map((f) => [f.name, f] as const))('agrees with the public functions: %s', (_, f) => {
    const net = network(6, dense(5, f), dense(4, f), dense(1, activations.sigmoid)) as Network;
    const got = difference(net, losses.binaryCrossEntropy, gradientDescent({ learningRate: 0.1 }), dtype);
    expect(got).toBeLessThan(tolerance[dtype]);
  });

  const outputs = Object.values<Activation>(activations);
  const pairs = outputs.flatMap((f) =>
    Object.values<Loss>(losses).map((loss) => [f.name, loss.name, f, loss] as const),
  );
  // Cross-entropies are of probabilities; a hinge's targets are -1 and 1, and these are tried by themselves.
  const sensible = pairs.filter(
    ([, , f, loss]) => loss.targets !== 'signs' && (loss.outputs === 'any' || ['sigmoid', 'softmax'].includes(f.name)),
  );
  it.each(sensible.filter(([, , f]) => f.kind === 'elementwise' || f.name === 'softmax'))(
    'agrees with the public functions: %s, %s',
    (name, lossName, f, loss) => {
      if (name === 'softmax' && loss.fromLogits?.activation !== 'softmax') {
        const params = network(6, dense(3, f)).initialize(randomState(1), { dtype });
        expect(fusedRun({ net: network(6, dense(3, f)), params, loss, optimizer: adam() })).toBeUndefined();
        return;
      }
      const net = network(6, dense(5, activations.tanh), dense(3, f)) as Network;
      const got = difference(net, loss, momentum({ learningRate: 0.01 }), dtype);
      expect(got, lossName).toBeLessThan(tolerance[dtype]);
    },
  );

  it.each(Object.entries(optimizers))('agrees with the public functions: %s', (_, make) => {
    const net = network(6, dense(5, activations.tanh), dense(1, activations.sigmoid)) as Network;
    expect(difference(net, losses.binaryCrossEntropy, make(), dtype)).toBeLessThan(tolerance[dtype]);
  });
});

describe('a run', () => {
  const { X, Y } = problem(1, 'float64');

  it('takes the public functions for an activation without a kernel, and for parameters of mixed types', () => {
    const square = defineActivation({
      name: 'square',
      value: (z) => z * z,
      derivative: (z) => 2 * z,
      kinks: [],
      knownValues: [],
      reference: 'elementary',
    });
    const net = network(6, dense(3, square), dense(1, activations.sigmoid)) as Network;
    const params = net.initialize(randomState(1));
    const options = { net, params, loss: losses.binaryCrossEntropy, optimizer: adam() };
    expect(fusedRun(options)).toBeUndefined();
    const run = trainingRun(options);
    expect(run.step(X, Y).cost).toBe(net.cost(params, X, Y, losses.binaryCrossEntropy));
    const plain = network(6, dense(1, activations.sigmoid)) as Network;
    const [first] = plain.initialize(randomState(1));
    const mixed = [{ W: first?.W, b: first?.b.astype('float32') }] as LayerParams[];
    expect(fusedRun({ ...options, net: plain, params: mixed })).toBeUndefined();
  });

  it('leaves the parameters that it was given alone, and hands out copies', () => {
    const net = network(6, dense(1, activations.sigmoid)) as Network;
    const params = net.initialize(randomState(1));
    const before = JSON.stringify(net.toJSON(params));
    const run = trainingRun({ net, params, loss: losses.binaryCrossEntropy, optimizer: adam() });
    run.step(X, Y);
    const after = JSON.stringify(net.toJSON(run.params()));
    run.step(X, Y);
    expect(JSON.stringify(net.toJSON(params))).toBe(before);
    expect(after).not.toBe(before);
    expect(JSON.stringify(net.toJSON(run.params()))).not.toBe(after);
  });

  it('keeps its memory whatever scope it is made or run in, and when its output is taken away', () => {
    const net = network(6, dense(20, activations.tanh), dense(1, activations.sigmoid)) as Network;
    const options = { net, params: net.initialize(randomState(1)), loss: losses.binaryCrossEntropy, optimizer: adam() };
    const plain = trainingRun(options);
    const scoped = np.scope(() => trainingRun(options));
    for (let step = 0; step < 5; step++) {
      const expected = plain.step(X, Y).cost;
      const { cost, output } = np.scope(() => ({ cost: scoped.step(X, Y).cost, output: scoped.params() && 0 }));
      expect([cost, output]).toEqual([expected, 0]);
      np.full([20, m], NaN); // takes the memory of whatever was released
    }
    const { output } = plain.step(X, Y);
    scoped.step(X, Y);
    const taken = output.data.slice();
    const others = [np.full([1, m], 7), np.full([1, m], 7)];
    for (let step = 0; step < 3; step++) expect(plain.step(X, Y).cost).toBe(scoped.step(X, Y).cost);
    expect(output.data).toEqual(taken);
    for (const other of others) expect(np.sum(other)).toBe(7 * m);
  });

  it('goes by the optimizer that it was given, not by the one that was taken apart for it', () => {
    const net = network(6, dense(1, activations.sigmoid)) as Network;
    const params = net.initialize(randomState(1));
    const still = {
      ...adam(),
      update: <P extends object>(given: P, _: object, state: unknown) => ({ params: given, state }),
    };
    const optimizer = still as unknown as ReturnType<typeof adam>;
    const run = trainingRun({ net, params, loss: losses.binaryCrossEntropy, optimizer });
    run.step(X, Y);
    expect(net.toJSON(run.params())).toEqual(net.toJSON(params));
  });

  it('says when a parameter is not finite', () => {
    const net = network(6, dense(1, activations.identity)) as Network;
    const run = trainingRun({
      net,
      params: net.initialize(randomState(1)),
      loss: losses.meanSquaredError,
      optimizer: gradientDescent({ learningRate: 1e300 }),
    });
    run.step(X, Y);
    expect(run.isFinite()).toBe(true);
    run.step(X, Y);
    run.step(X, Y);
    expect(run.isFinite()).toBe(false);
  });

  it('takes targets of any type, and views in any order', () => {
    const net = network(6, dense(3, activations.tanh), dense(2, activations.sigmoid)) as Network;
    const { X: examples, Y: labels } = problem(2, 'float64');
    const options = { net, params: net.initialize(randomState(1)), loss: losses.binaryCrossEntropy, optimizer: adam() };
    const [plain, turned] = [trainingRun(options), trainingRun(options)];
    const flipped = (a: NDArray): NDArray =>
      np.flip<NDArray>(np.copy<NDArray>(np.flip<NDArray>(a, { axis: 1 })), { axis: 1 });
    const columnMajor = (a: NDArray): NDArray => np.transpose<NDArray>(np.copy<NDArray>(np.transpose<NDArray>(a)));
    for (let step = 0; step < 3; step++) {
      const { cost } = plain.step(examples, labels);
      expect(turned.step(columnMajor(examples), flipped(labels.astype('bool'))).cost).toBeCloseTo(cost, 13);
    }
  });

  it('refuses examples that do not fit', () => {
    const net = network(6, dense(1, activations.sigmoid)) as Network;
    const run = trainingRun({
      net,
      params: net.initialize(randomState(1)),
      loss: losses.binaryCrossEntropy,
      optimizer: adam(),
    });
    expect(() => run.step(np.zeros([5, m]), Y)).toThrow(
      new ShapeError(
        "run.step(X, Y): X must have shape [6, m], one example a column, but has shape [5, 37]: the network has 6 inputs, but X's axis 0 is 5.",
      ),
    );
    expect(() => run.step(X, np.zeros([m]))).toThrow(
      new ShapeError(
        "run.step(X, Y): Y must have the output's shape [1, 37], but has shape [37] (rank 1). asRow(Y) would fit.",
      ),
    );
    expect(() => run.step(np.zeros([6, 0]), np.zeros([1, 0]))).toThrow(
      new RangeError('run.step(X, Y): the mean over no examples is undefined: X has no columns.'),
    );
  });

  it('refuses parameters of another network', () => {
    const net = network(6, dense(1, activations.sigmoid)) as Network;
    const params = network(5, dense(1, activations.sigmoid)).initialize(randomState(1));
    expect(() => trainingRun({ net, params, loss: losses.binaryCrossEntropy, optimizer: adam() })).toThrow(
      /^trainingRun\(\{ params \}\): layer 1's W must have shape \[1, 6\]/,
    );
  });
});

it('takes the same memory after 100,000 steps', () => {
  const { X, Y } = problem(1, 'float64');
  const net = network(6, dense(4, activations.tanh), dense(1, activations.sigmoid)) as Network;
  const params = net.initialize(randomState(1));
  const run = trainingRun({ net, params, loss: losses.binaryCrossEntropy, optimizer: adam() });
  const memory = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return { heapUsed, arrayBuffers };
  };
  for (let step = 0; step < 2000; step++) run.step(X, Y);
  const before = memory();
  for (let step = 0; step < 100_000; step++) run.step(X, Y);
  const after = memory();
  // Numbers in flight are collected now and then; arrays would come to 100 MB and more.
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(2e6);
  expect(after.heapUsed - before.heapUsed).toBeLessThan(64e6);
});
