/** A page that trains a network, as small as a user could write it: its size, bundled, is one of the targets. */
import { relu, sigmoid } from '@keepdims/activations';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { train } from '@keepdims/training';

const X = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]); // prettier-ignore
const Y = np.array([[0, 1, 1, 0]]);
const net = network(2, dense(8, relu), dense(1, sigmoid));
const options = { X, Y, loss: binaryCrossEntropy, optimizer: adam({ learningRate: 0.05 }), epochs: 500 };
for await (const { epoch, cost, params } of train(net, options)) {
  document.title = `${epoch}: ${cost.toFixed(4)}`;
  if (epoch === 500) document.body.textContent = net.predict(params, X).toString();
}
