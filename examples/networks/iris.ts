// Three species of iris, told apart by a small network, start to end: split, scale, train, look at what went wrong.
import { relu, softmax } from '@keepdims/activations';
import { splitIndices, standardScaler } from '@keepdims/data';
import { loadIris } from '@keepdims/datasets';
import { categoricalCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, cosineDecay, warmup } from '@keepdims/optimizers';
import { accuracy, confusionMatrix, fit } from '@keepdims/training';

const { X, Y, labels, classNames } = await loadIris(); // X [4, 150] in cm, Y [3, 150] one-hot

// 90 examples to learn from, 30 to decide when to stop, 30 that nothing sees before the end; the species in equal shares.
const parts = splitIndices(150, { testSize: 30, validationSize: 30, stratify: np.ravel(labels).toArray(), seed: 1 });
const scaler = standardScaler().fit(np.take(X, np.asArray(parts.train), { axis: 1 }));
function columns(examples: Int32Array) {
  const at = np.asArray(examples);
  return { X: scaler.transform(np.take(X, at, { axis: 1 })), Y: np.take(Y, at, { axis: 1 }) };
}
const test = columns(parts.test);

const net = network(4, dense(16, relu, { dropout: 0.1 }), dense(3, softmax));
const { params, history, stoppedBy } = fit(net, {
  ...columns(parts.train),
  validation: columns(parts.validation),
  loss: categoricalCrossEntropy,
  optimizer: adam({ learningRate: 0.02 }),
  schedule: warmup({ epochs: 5, then: cosineDecay({ epochs: 95 }) }),
  batchSize: 16,
  epochs: 100,
  metrics: [accuracy],
  earlyStopping: { monitor: 'validationMetrics.accuracy', patience: 30 },
  seed: 1,
});

const { output } = net.forward(params, test.X); // [3, 30]: a column of probabilities an example
console.log(`${history.cost.length < 100 ? 'fewer than' : 'all'} 100 epochs: stopped by ${stoppedBy}`);
// prints fewer than 100 epochs: stopped by earlyStopping
console.log(`${Math.round(30 * accuracy(output, test.Y))} of 30 unseen flowers right`);
// prints 30 of 30 unseen flowers right
console.log(`actual (down), predicted (across): ${classNames.join(', ')}`);
// prints actual (down), predicted (across): setosa, versicolor, virginica
console.log(String(confusionMatrix(output, test.Y)));
// prints [[10  0  0]
// prints  [ 0 10  0]
// prints  [ 0  0 10]]
