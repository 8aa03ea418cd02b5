// The training loop written out: forward, cost, backward, update. `fit` does these steps.
import { sigmoid, tanh } from '@keepdims/activations';
import { circles } from '@keepdims/datasets';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network, parameterGradients, trainableParams, withTrained } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';

const { X, Y } = circles({ factor: 0.5, noise: 0.1 }); // [2, 400] and [1, 400]
const [loss, batchSize] = [binaryCrossEntropy, 100];
const rng = randomState(1); // all randomness comes from here

const net = network(2, dense(8, tanh, { batchNorm: true, dropout: 0.1 }), dense(1, sigmoid));
const optimizer = adam({ learningRate: 0.02 });
let params = net.initialize(rng); // { W, b, gamma, runningMean, runningVariance } and { W, b }
let state = optimizer.init(trainableParams(params)); // running statistics aren't trained by gradients

for (let epoch = 1; epoch <= 100; epoch++) {
  const order = rng.permutation(400);
  let cost = 0;
  for (let start = 0; start < 400; start += batchSize) {
    const batch = order.slice([start, start + batchSize]);
    const [XBatch, YBatch] = [np.take(X, batch, { axis: 1 }), np.take(Y, batch, { axis: 1 })];

    const { output, caches } = net.forward(params, XBatch, { training: true, rng });
    cost += (loss(output, YBatch) * batchSize) / 400;
    const gradients = net.backward(params, caches, { loss, Y: YBatch });
    const update = optimizer.update(trainableParams(params), parameterGradients(gradients), state);

    // Batch normalisation's running mean and variance move towards this batch's; inference uses them.
    params = withTrained(net.updateStatistics(params, caches), update.params);
    state = update.state;
  }
  if (epoch === 1 || epoch === 100) console.log(`epoch ${epoch}: cost ${cost.toFixed(2)}`);
  // prints epoch 1: cost 0.70
  // prints epoch 100: cost 0.25
}
const right = np.sum(np.equal(net.predict(params, X), Y));
console.log(`${right} of 400 right`);
// prints 396 of 400 right
