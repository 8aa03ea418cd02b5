import { identity, leakyRelu, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { randomNormal } from '@keepdims/initializers';
import { binaryCrossEntropy, categoricalCrossEntropy, halfSquaredError, meanSquaredError } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { RandomState } from '@keepdims/random';
import { numericGradient, relativeDifference } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';
import { dense, network } from './index.js';
import type { AnyLayerParams, LayerCache, LayerParams, Network } from './index.js';

interface Ending {
  readonly activation: Activation;
  readonly loss: Loss;
  readonly targets: (rs: RandomState, outputs: number, m: number) => NDArray<[number, number], 'float64'>;
}

const numbers: Ending['targets'] = (rs, outputs, m) => rs.standardNormal([outputs, m]);
const labels: Ending['targets'] = (rs, outputs, m) => np.round(rs.random([outputs, m]));
const classes: Ending['targets'] = (rs, outputs, m) => {
  const Y = np.zeros([outputs, m]);
  for (let j = 0; j < m; j++) Y.data[rs.randint(outputs) * m + j] = 1;
  return Y;
};

/** How a network may end. The first two are fused with their loss; the last two losses go through the activation's own derivative. */
const endings: readonly Ending[] = [
  { activation: sigmoid, loss: binaryCrossEntropy, targets: labels },
  { activation: softmax, loss: categoricalCrossEntropy, targets: classes },
  { activation: identity, loss: meanSquaredError, targets: numbers },
  { activation: relu, loss: halfSquaredError, targets: numbers },
  { activation: softmax, loss: meanSquaredError, targets: classes },
  { activation: sigmoid, loss: halfSquaredError, targets: labels },
];
const hidden: readonly Activation[] = [
  relu,
  tanh,
  sigmoid,
  leakyRelu,
  identity,
  leakyRelu({ negativeSlope: 0.3 }),
  softmax,
];

/** A step may not carry any z over a kink at 0. */
function nearKink(net: Network, caches: readonly LayerCache[]): boolean {
  return net.layers.some(({ activation }, i) => {
    const kinked = activation.kind === 'elementwise' && activation.kinks.length > 0;
    return kinked && caches[i]?.Z.data.some((z) => Math.abs(z) < 1e-3) === true;
  });
}

function flatten(params: readonly AnyLayerParams[]): number[] {
  return params.flatMap(({ W, b }) => [...W.data, ...b.data]);
}

function unflatten(net: Network, flat: Float64Array): LayerParams[] {
  let [start, inputs] = [0, net.nX];
  const take = <const R extends number, const C extends number>(rows: R, columns: C) => {
    start += rows * columns;
    return np.asArray(flat.slice(start - rows * columns, start), { shape: [rows, columns] });
  };
  return net.layers.map(({ units }) => {
    const layer = { W: take(units, inputs), b: take(units, 1) };
    inputs = units;
    return layer;
  });
}

it('explicit gradients agree with central differences on 84 random networks', () => {
  const rs = randomState(2026);
  let checked = 0;
  let redrawn = 0;
  const seen = new Set<string>();
  for (let k = 0; k < 84; k++) {
    const ending = endings[k % endings.length] as Ending; // in range
    const depth = 1 + (Math.floor(k / endings.length) % 4);
    const sizes = Array.from({ length: depth }, () => rs.randint(1, 7));
    const layers = sizes.map((units, i) => {
      const activation = i === depth - 1 ? ending.activation : (hidden[(k + i) % hidden.length] as Activation); // in range
      seen.add(`${activation.name} ${JSON.stringify(activation.options)}`);
      return dense(units, activation, { initializer: randomNormal({ stddev: 0.8 }) });
    });
    const net = network(rs.randint(1, 7), ...layers);
    const m = rs.randint(1, 6);
    const Y = ending.targets(rs, sizes[depth - 1] ?? 0, m);

    let params: LayerParams[];
    let X: NDArray;
    let caches: LayerCache[];
    for (;;) {
      params = net.initialize(rs).map(({ W }) => ({ W, b: np.multiply(rs.standardNormal([W.shape[0], 1]), 0.5) }));
      X = rs.standardNormal([net.nX, m]);
      ({ caches } = net.forward(params, X) as { caches: LayerCache[] });
      if (!nearKink(net, caches)) break;
      redrawn++;
    }
    const gradients = net.backward(params, caches, { loss: ending.loss, Y });
    const explicit = gradients.flatMap(({ dW, db }) => [...dW.data, ...db.data]);
    const numeric = numericGradient((flat) => net.cost(unflatten(net, flat), X, Y, ending.loss), flatten(params));
    const difference = relativeDifference(explicit, numeric);
    const where = `network ${k}: ${net.nX}-${sizes.join('-')}, ${layers.map(({ activation }) => activation.name).join(', ')}, ${ending.loss.name}`;
    // Where a relu is off for all examples both are 0; the rounding of the costs is then all that is left.
    const scale = Math.hypot(...explicit);
    expect(scale < 1e-9 ? Math.hypot(...numeric) : difference, where).toBeLessThan(1e-7);
    checked++;
  }
  expect(checked).toBe(84);
  expect(redrawn).toBeLessThan(84);
  expect([...seen].sort()).toEqual([
    'identity {}',
    'leakyRelu {"negativeSlope":0.01}',
    'leakyRelu {"negativeSlope":0.3}',
    'relu {}',
    'sigmoid {}',
    'softmax {}',
    'tanh {}',
  ]);
});

it('dA[L] given by hand leads to the same gradients as the loss', () => {
  const rs = randomState(3);
  for (const { activation, loss, targets } of endings) {
    const net = network(3, dense(4, tanh), dense(3, activation));
    const params = net.initialize(rs);
    const X = rs.randn(3, 6);
    const Y = targets(rs, 3, 6);
    const { output, caches } = net.forward(params, X);
    const dAL = np.multiply(loss.gradient(output, Y), 6);
    const byHand = net.backward(params, caches, dAL);
    const byLoss = net.backward(params, caches, { loss, Y });
    for (const [i, layer] of byHand.entries()) {
      const other = byLoss[i];
      for (const name of ['dW', 'db', 'dZ', 'dA', 'dAPrev'] as const) {
        expect(
          np.allClose(layer[name], other?.[name] ?? NaN, { rtol: 1e-10, atol: 1e-13 }),
          `${loss.name} ${name}`,
        ).toBe(true);
      }
    }
  }
});
