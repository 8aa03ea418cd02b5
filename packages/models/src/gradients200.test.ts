/** The explicit backward pass, the computation graph and difference quotients: three ways to the same gradient, on 200 random networks. */
import { activations, identity, leakyRelu, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import * as ag from '@keepdims/autograd';
import type { Node } from '@keepdims/autograd';
import { randomNormal } from '@keepdims/initializers';
import { losses } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { RandomState } from '@keepdims/random';
import { numericGradient, relativeDifference } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';
import { dense, network, parameterGradients, trainableParams, withTrained } from './index.js';
import type { AnyLayerCache, LayerParams, Network, TrainableLayer } from './index.js';

type Trainable = TrainableLayer<LayerParams>;
type Targets = (rs: RandomState, outputs: number, m: number) => NDArray;

const numbers: Targets = (rs, outputs, m) => rs.standardNormal([outputs, m]);
const labels: Targets = (rs, outputs, m) => np.round(rs.random([outputs, m]));
const signs: Targets = (rs, outputs, m) => np.subtract(np.multiply(labels(rs, outputs, m).astype('float64'), 2), 1);
const indices: Targets = (rs, outputs, m) => rs.randint(0, outputs, [1, m]);
const classes: Targets = (rs, outputs, m) => {
  const column: NDArray = np.arange(outputs).reshape([outputs, 1]);
  return np.equal<NDArray, NDArray>(column, indices(rs, outputs, m)).astype('float64');
};

/** How a network may end: every loss, and every kind of output. */
const endings: readonly (readonly [Activation, Loss, Targets])[] = [
  [sigmoid, losses.binaryCrossEntropy, labels],
  [softmax, losses.categoricalCrossEntropy, classes],
  [softmax, losses.sparseCategoricalCrossEntropy, indices],
  [identity, losses.meanSquaredError, numbers],
  [relu, losses.halfSquaredError, numbers],
  [identity, losses.meanAbsoluteError, numbers],
  [identity, losses.huber, numbers],
  [tanh, losses.hinge, signs],
  [softmax, losses.meanSquaredError, classes],
  [sigmoid, losses.halfSquaredError, labels],
];
const hidden: readonly Activation[] = [...Object.values<Activation>(activations), leakyRelu({ negativeSlope: 0.3 })];

/** One network with everything that its gradients depend on. */
interface Case {
  readonly name: string;
  readonly net: Network;
  readonly loss: Loss;
  readonly X: NDArray;
  readonly Y: NDArray;
  readonly params: readonly LayerParams[];
  readonly l2: number;
  readonly weights: readonly number[] | undefined;
  readonly training: boolean;
  /** The seed of dropout's masks: drawn again for each pass, they stay the same. */
  readonly maskSeed: number;
}

function draw(k: number, rs: RandomState): Case {
  const [last, loss, targets] = endings[k % endings.length] as (typeof endings)[number]; // in range
  const depth = 1 + (Math.floor(k / endings.length) % 4);
  const sizes = Array.from({ length: depth }, () => rs.randint(2, 7));
  const chance = (probability: number): boolean => rs.rand() < probability;
  const layers = sizes.map((units, i) => {
    const isLast = i === depth - 1;
    const activation = isLast ? last : (hidden[(k + 5 * i) % hidden.length] as Activation); // in range
    return dense(units, activation, {
      initializer: randomNormal({ stddev: 0.8 }),
      ...(!isLast && chance(0.4) ? { dropout: 0.1 + 0.5 * rs.rand() } : {}),
      ...(chance(0.4) ? { batchNorm: { epsilon: 0.05 } } : {}),
    });
  });
  const net: Network = network(rs.randint(1, 7), ...layers);
  const m = rs.randint(4, 9);
  const outputs = sizes[depth - 1] ?? 0;
  const params = net.initialize(rs).map((layer): LayerParams => {
    const column = layer.b.shape;
    const b = np.multiply(rs.standardNormal(column), 0.5);
    if (layer.gamma === undefined) return { W: layer.W, b };
    const runningVariance = np.add(rs.random(column), 0.5);
    return {
      W: layer.W,
      b,
      gamma: np.add(rs.random(column), 0.5),
      runningMean: rs.standardNormal(column),
      runningVariance,
    };
  });
  const training = k % 5 !== 4;
  const l2 = k % 3 === 0 ? 0.2 : 0;
  const weights = k % 4 === 1 ? Array.from({ length: m }, () => rs.randint(0, 4)) : undefined;
  const kinds = layers.map(({ activation, dropout, batchNorm }) =>
    [activation.name, dropout > 0 ? 'dropout' : '', batchNorm === undefined ? '' : 'batchNorm'].join(' '),
  );
  const name = `network ${k}: ${net.nX}-${sizes.join('-')}, m ${m}, ${kinds.join(', ')}, ${loss.name}, l2 ${l2}, ${
    training ? 'training' : 'inference'
  }${weights === undefined ? '' : ', weights'}`;
  const [X, Y] = [rs.standardNormal([net.nX, m]), targets(rs, outputs, m)];
  return { name, net, loss, X, Y, params, l2, weights, training, maskSeed: k };
}

const modeOf = ({ training, maskSeed }: Case): object => ({ training, rng: randomState(maskSeed) });

/** A step may not carry a z over its activation's kink, nor an output over its loss's. */
function nearKink({ net, loss, Y }: Case, caches: readonly AnyLayerCache[]): boolean {
  const near = (values: NDArray, at: number): boolean => np.any(np.less(np.abs(np.subtract(values, at)), 2e-3));
  const output = caches[caches.length - 1]?.A as NDArray; // there is a layer
  return (
    net.layers.some(({ activation }, i) => {
      const Z = caches[i]?.Z as NDArray; // one a layer
      return activation.kind === 'elementwise' && activation.kinks.some(([z]) => near(Z, z));
    }) ||
    (loss.name === 'hinge' && near(np.multiply(output, Y), 1)) ||
    (loss.name === 'meanAbsoluteError' && near(np.subtract(output, Y), 0)) ||
    (loss.name === 'huber' && near(np.abs(np.subtract(output, Y)), 1))
  );
}

function flatten(trainable: readonly object[]): number[] {
  return trainable.flatMap((layer) =>
    Object.values<NDArray>({ ...layer }).flatMap((array) => [...np.contiguousData(array)]),
  );
}

/** The parameters with other numbers. */
function unflatten(params: readonly LayerParams[], flat: Float64Array): readonly LayerParams[] {
  let start = 0;
  const take = (array: NDArray): NDArray => {
    start += array.size;
    return np.asArray(flat.slice(start - array.size, start), { shape: array.shape });
  };
  const trained = trainableParams(params).map((layer) =>
    Object.fromEntries(Object.entries<NDArray>({ ...layer }).map(([name, array]) => [name, take(array)])),
  );
  return withTrained(params, trained as unknown as Trainable[]);
}

/** J as a graph of nodes, from `@keepdims/autograd` alone: the passes' formulas written a second time. */
function costNode(given: Case, caches: readonly AnyLayerCache[], trainable: readonly Record<string, Node>[]): Node {
  const { net, loss, X, Y, params, l2, weights, training } = given;
  let A: Node = ag.constant<NDArray>(X);
  let Z: Node = A;
  let penalty: Node = ag.constant(0);
  net.layers.forEach(({ activation, dropout, batchNorm }, i) => {
    const { W, b, gamma } = trainable[i] as { W: Node; b: Node; gamma?: Node }; // as the parameters
    const U = ag.matmul<Node, Node>(W, A) as Node;
    Z = ag.add<Node, Node>(U, b);
    if (batchNorm !== undefined && gamma !== undefined) {
      const own = params[i] as Required<LayerParams>; // there is gamma
      const mean: Node = training
        ? ag.mean<Node, 1, true>(U, { axis: 1, keepDims: true })
        : ag.constant(own.runningMean);
      const centered: Node = ag.subtract<Node, Node>(U, mean);
      const variance: Node = training
        ? ag.mean<Node, 1, true>(ag.square(centered), { axis: 1, keepDims: true })
        : ag.constant(own.runningVariance);
      const normalized: Node = ag.divide<Node, Node>(
        centered,
        ag.sqrt(ag.add<Node, number>(variance, batchNorm.epsilon)),
      );
      Z = ag.add<Node, Node>(ag.multiply<Node, Node>(gamma, normalized), b);
    }
    A = ag.activate<Node>(activation, Z);
    const mask = caches[i]?.dropout?.mask;
    if (mask !== undefined) A = ag.multiply<Node, NDArray>(A, np.multiply(mask, 1 / (1 - dropout)));
    penalty = ag.add<Node, Node>(penalty, ag.multiply<Node, number>(ag.sum<Node>(ag.square(W)), l2 / 2));
  });
  const last = net.layers[net.layers.length - 1];
  const logits = loss.fromLogits?.activation === last?.activation.name ? loss.fromLogits : undefined;
  const [costOf, outputs] = logits === undefined ? [loss, A] : [logits, Z];
  if (weights === undefined) return ag.add<Node, Node>(ag.cost(costOf, outputs, Y), penalty);
  // Each example's cost by itself.
  return weights.reduce<Node>((sum, weight, j) => {
    const column = [j, j + 1] as const;
    const example = ag.cost(costOf, ag.slice(outputs, ':', column), np.slice(Y, ':', column)) as Node;
    return ag.add<Node, Node>(sum, ag.multiply<Node, number>(example, weight / weights.length));
  }, penalty);
}

it('explicit backward = autograd = numeric gradient on 200 random networks', () => {
  const rs = randomState(2026);
  let [agreed, largest] = [0, 0];
  const seen = new Set<string>();
  for (let k = 0; k < 200; k++) {
    let given: Case;
    let explicit: number[];
    let caches: readonly AnyLayerCache[];
    do {
      given = draw(k, rs);
      const { net, params, X, Y, loss, l2, weights } = given;
      ({ caches } = net.forward(params, X, modeOf(given)));
      const target = { loss, Y, l2, ...(weights === undefined ? {} : { weights }) };
      explicit = flatten(parameterGradients(net.backward(params, caches, target)));
      // Where nothing passes, only rounding would be compared.
    } while (nearKink(given, caches) || Math.hypot(...explicit) < 1e-3);
    const { net, params, X, Y, loss, l2, weights } = given;

    const trainable = trainableParams(params) as readonly object[] as readonly Record<string, NDArray>[]; // layers hold nothing else
    const tree = ag.grad<readonly Record<string, NDArray>[]>(
      (variables) => costNode(given, caches, variables),
      trainable,
    );
    const byGraph = flatten(tree);
    const numeric = numericGradient((flat) => {
      const options = { l2, ...modeOf(given), ...(weights === undefined ? {} : { weights }) };
      return net.cost(unflatten(params, flat), X, Y, loss, options);
    }, flatten(trainable));

    const differences = [
      relativeDifference(explicit, byGraph),
      relativeDifference(explicit, numeric),
      relativeDifference(byGraph, numeric),
    ];
    for (const difference of differences) expect(difference, given.name).toBeLessThan(1e-7);
    largest = Math.max(largest, ...differences);
    agreed++;
    net.layers.forEach(({ activation, dropout, batchNorm }) => {
      seen.add(activation.name);
      if (dropout > 0 && given.training) seen.add('dropout');
      if (batchNorm !== undefined) seen.add(`batch norm in ${given.training ? 'training' : 'inference'}`);
    });
    seen
      .add(loss.name)
      .add(l2 > 0 ? 'l2' : '')
      .add(weights === undefined ? '' : 'weights');
  }
  console.log(
    `${agreed} of 200 networks: explicit backward = autograd = numeric gradient; the largest relative difference is ${largest.toExponential(1)}`,
  );
  expect(agreed).toBe(200);
  const everything = [
    ...[...Object.keys(activations), ...Object.keys(losses), '', 'l2', 'weights', 'dropout'],
    ...['batch norm in training', 'batch norm in inference'],
  ];
  expect([...seen].sort()).toEqual(everything.sort());
});
