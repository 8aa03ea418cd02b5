// Is the backward pass right? The same gradient three ways: by the course's formulas, by the graph, by differences.
import { sigmoid, tanh } from '@keepdims/activations';
import { activate, add, cost, grad, matmul, numericGradient } from '@keepdims/autograd';
import type { Node } from '@keepdims/autograd';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network, parameterGradients } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';

const rng = randomState(1);
const X = rng.randn(3, 20);
const Y = np.greater(np.sum(X, { axis: 0, keepDims: true }), 0); // [1, 20]
const net = network(3, dense(4, tanh), dense(1, sigmoid));
const params = net.initialize(rng);

// 1. The explicit backward pass: dZ = dA * g'(Z), dW = dZ A[l-1].T / m, layer by layer.
const { caches } = net.forward(params, X);
const explicit = parameterGradients(net.backward(params, caches, { loss: binaryCrossEntropy, Y }));

// 2. The cost as a graph, differentiated by the chain rule.
type Layer = { readonly W: Node; readonly b: Node };
const J = ([hidden, output]: readonly [Layer, Layer]): Node => {
  const A1 = activate(tanh, add(matmul(hidden.W, X), hidden.b));
  const A2 = activate(sigmoid, add(matmul(output.W, A1), output.b));
  return cost(binaryCrossEntropy, A2, np.astype(Y, 'float64'));
};
const byGraph = grad(J, params);

// 3. (J(w + h) - J(w - h)) / 2h, one weight at a time.
const byDifferences = numericGradient(J, params);

const dW = [explicit, byGraph, byDifferences].map((gradients) => gradients[0].W);
for (const each of dW) console.log(each.at(0, 0).toFixed(6));
// prints -0.009170
// prints -0.009170
// prints -0.009170

// The library's own check compares the first and the third for any network, dropout and batch normalisation included.
console.log(net.gradientCheck(params, X, Y, binaryCrossEntropy).agrees);
// prints true
