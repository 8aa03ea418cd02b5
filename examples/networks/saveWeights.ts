// Weights to a file and back, as npz: NumPy reads and writes it too, np.load('flower.npz')['params.0.W'].
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sigmoid, tanh } from '@keepdims/activations';
import { flower } from '@keepdims/datasets';
import { readNpz, writeNpz } from '@keepdims/formats';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network, networkFromJSON, paramsFromArrays, paramsToArrays } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';

const { X, Y } = flower(); // [2, 400] and [1, 400]
const net = network(2, dense(4, tanh), dense(1, sigmoid));
const optimizer = adam({ learningRate: 0.05 });
const { params } = fit(net, { X, Y, loss: binaryCrossEntropy, optimizer, epochs: 200 });

const folder = mkdtempSync(join(tmpdir(), 'weights-'));
const file = join(folder, 'flower.npz');
writeFileSync(file, writeNpz(paramsToArrays(params)));

const arrays = readNpz(readFileSync(file));
for (const [name, { shape }] of Object.entries(arrays)) console.log(`${name} [${shape.join(', ')}]`);
// prints params.0.W [4, 2]
// prints params.0.b [4, 1]
// prints params.1.W [1, 4]
// prints params.1.b [1, 1]
const loaded = paramsFromArrays(net, arrays); // checks that they fit: the shapes of loaded are known to the compiler again
console.log(np.arrayEqual(net.predict(loaded, X), net.predict(params, X)));
// prints true

// With the layers too, so that the reading program needs to know nothing: one JSON text.
writeFileSync(join(folder, 'flower.json'), JSON.stringify(net.toJSON(params)));
const whole = networkFromJSON(JSON.parse(readFileSync(join(folder, 'flower.json'), 'utf8')));
console.log(whole.net.layers.map(({ units, activation }) => `${units} ${activation.name}`).join(', '));
// prints 4 tanh, 1 sigmoid
rmSync(folder, { recursive: true });
