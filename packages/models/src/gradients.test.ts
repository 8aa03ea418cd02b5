import { identity, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { binaryCrossEntropy, categoricalCrossEntropy, halfSquaredError, meanSquaredError } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { RandomState } from '@keepdims/random';
import { expect, it } from 'vitest';
import { dense, network } from './index.js';

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
