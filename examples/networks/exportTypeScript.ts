// A trained network as one TypeScript file that needs no package, to be read beside the course's formulas.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sigmoid, tanh } from '@keepdims/activations';
import { xor } from '@keepdims/datasets';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';

const { X, Y } = xor(); // points of four quadrants, [2, 400]
const net = network(2, dense(8, tanh), dense(1, sigmoid));
const optimizer = adam({ learningRate: 0.1 });
const { params } = fit(net, { X, Y, loss: binaryCrossEntropy, optimizer, epochs: 300, seed: 1 });
console.log(`${np.sum(np.equal(net.predict(params, X), Y))} of 400 right`);
// prints 395 of 400 right

const source = net.toTypeScript(params); // net.toNumPy(params) writes the same in Python
const folder = mkdtempSync(join(tmpdir(), 'export-'));
writeFileSync(join(folder, 'quadrants.ts'), source); // your program imports { forward, predict } from it
rmSync(folder, { recursive: true });

// Every bit of W[1] and b[1] is in the text; here is what computes the layers from them.
const lines = source.split('\n');
const first = lines.findIndex((line) => line.startsWith('export function forward'));
console.log(lines.slice(first, first + 7).join('\n'));
// prints export function forward(x: readonly number[]): number[] {
// prints   if (x.length !== 2) throw new RangeError(`x must have 2 numbers, but has ${x.length}.`);
// prints   const z1 = plus(product(W1, x), b1); // z[1] = W[1] x + b[1]: 8 numbers
// prints   const a1 = z1.map(Math.tanh);
// prints   const z2 = plus(product(W2, a1), b2); // z[2] = W[2] a[1] + b[2]: 1 number
// prints   return z2.map(sigmoid);
// prints }
