import { identity, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { binaryCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { Dim, NDArray } from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import {
  dense,
  logisticRegression,
  network,
  parameterGradients,
  paramsFromArrays,
  paramsToArrays,
  trainableParams,
  withTrained,
} from './index.js';
import type { Loss } from '@keepdims/losses';
import type { Dense, FloatDType, LayerParams, Network } from './index.js';

/** True when A and B are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function is<A>(): <B>(value: B, same: Same<A, B>) => void;

declare const m: Dim<'m'>;
declare const n: number;
declare const unknownShape: NDArray;
const rng = randomState(1);

// Parameters, caches and gradients carry the sizes.
const net = network(12288, dense(20, relu), dense(7, relu), dense(1, sigmoid));
const params = net.initialize(rng);
is<NDArray<[20, 12288], 'float64'>>()(params[0].W, true);
is<NDArray<[7, 20], 'float64'>>()(params[1].W, true);
is<NDArray<[7, 1], 'float64'>>()(params[1].b, true);
is<NDArray<[1, 7], 'float64'>>()(params[2].W, true);
is<3>()(params.length, true);
is<NDArray<[7, 20], 'float32'>>()(net.initialize(rng, { dtype: 'float32' })[1].W, true);

const X = np.zeros([12288, m]);
const Y = np.zeros([1, m]);
const { output, caches } = net.forward(params, X);
is<NDArray<[1, Dim<'m'>], 'float64'>>()(output, true);
is<NDArray<[12288, Dim<'m'>], 'float64'>>()(caches[0].APrev, true);
is<NDArray<[20, Dim<'m'>], 'float64'>>()(caches[1].APrev, true);
is<NDArray<[7, Dim<'m'>], 'float64'>>()(caches[1].Z, true);
const bytes = net.forward(params, np.zeros([12288, 5], { dtype: 'uint8' }));
is<NDArray<[12288, 5], 'uint8'>>()(bytes.caches[0].APrev, true);
is<NDArray<[1, 5], 'float64'>>()(bytes.output, true);
is<NDArray<[1, 5], 'float32'>>()(
  net.forward(net.initialize(rng, { dtype: 'float32' }), np.zeros([12288, 5], { dtype: 'float32' })).output,
  true,
);

const gradients = net.backward(params, caches, { loss: binaryCrossEntropy, Y });
is<NDArray<[7, 20], 'float64'>>()(gradients[1].dW, true);
is<NDArray<[7, 1], 'float64'>>()(gradients[1].db, true);
is<NDArray<[7, Dim<'m'>], 'float64'>>()(gradients[1].dZ, true);
is<NDArray<[20, Dim<'m'>], 'float64'>>()(gradients[1].dAPrev, true);
is<NDArray<[1, Dim<'m'>], 'float64'>>()(net.backward(params, caches, Y)[2].dA, true);
is<number>()(net.cost(params, X, Y, binaryCrossEntropy), true);
is<Dim<'m'>>()(net.predict(params, X).shape[1], true);

// Sizes that are known only at run time fit.
net.forward(params, np.zeros([n, n]));
net.forward(params, unknownShape);
net.cost(params, X, np.zeros([1, n]), binaryCrossEntropy);
const sized = network(n, dense(n, tanh), dense(2, softmax));
is<NDArray<[2, number], 'float64'>>()(sized.initialize(rng)[1].W, true);
const list: Dense[] = [dense(3, relu)];
const listed = network(4, ...list);
is<NDArray<[number, number], 'float64'>[]>()(
  listed.initialize(rng).map(({ W }) => W),
  true,
);
listed.forward(listed.initialize(rng), np.zeros([4, 5]));
const general: Network = net;
general.forward(general.initialize(rng), np.zeros([12288, 5]));
const plain: readonly LayerParams[] = params;
net.forward(plain, X);
const layer: Dense = dense(20, relu, { inputs: 12 });

// A stated fan-in that fits.
network(2, dense(4, tanh, { inputs: 2 }), dense(1, sigmoid, { inputs: 4 }));
is<[1, 2]>()(logisticRegression(2).initialize(rng)[0].W.shape, true);

// An optimizer's result is again the network's parameters.
const optimizer = adam();
const updated = optimizer.update(params, parameterGradients(gradients), optimizer.init(params));
is<NDArray<[7, 20], 'float64'>>()(updated.params[1].W, true);
net.forward(updated.params, X);

// Batch normalisation and dropout: a training step of one's own.
const normal = network(3, dense(4, relu, { batchNorm: true, dropout: 0.5 }), dense(2, softmax));
let weights = normal.initialize(rng);
is<NDArray<[4, 1], 'float64'> | undefined>()(weights[0].gamma, true);
is<NDArray<[4, 1], 'float64'> | undefined>()(weights[0].runningVariance, true);
const pass = normal.forward(weights, np.zeros([3, m]), { training: true, rng });
is<NDArray<[4, Dim<'m'>], 'float64'> | undefined>()(pass.caches[0].dropout?.mask, true);
is<NDArray<[4, 1], 'float64'> | undefined>()(pass.caches[0].normalization?.mean, true);
const Y1 = np.zeros([1, m]);
const back = normal.backward(weights, pass.caches, {
  loss: sparseCategoricalCrossEntropy,
  Y: Y1,
  l2: 0.1,
  weights: [1],
});
is<NDArray<[4, 1], 'float64'> | undefined>()(back[0].dGamma, true);
const trainable = trainableParams(weights);
is<NDArray<[4, 1], 'float64'> | undefined>()(trainable[0].gamma, true);
// @ts-expect-error: not trained by gradients
void trainable[0].runningMean;
const trained = optimizer.update(trainable, parameterGradients(back), optimizer.init(trainable));
weights = withTrained(normal.updateStatistics(weights, pass.caches), trained.params);
// Targets have one row for a loss of class indices, as many as the output for others, and any for one that isn't known.
normal.cost(weights, np.zeros([3, m]), Y1, sparseCategoricalCrossEntropy, { training: true, rng });
declare const anyLoss: Loss;
normal.cost(weights, np.zeros([3, m]), Y1, anyLoss);
// @ts-expect-error: one-hot columns
normal.cost(weights, np.zeros([3, m]), np.zeros([2, m]), sparseCategoricalCrossEntropy);
// @ts-expect-error: a rate isn't a switch
dense(4, relu, { dropout: true });
// @ts-expect-error: false is what leaving it out is for
dense(4, relu, { batchNorm: false });

// A layer alone, in a function that is generic in its sizes.
function step<O extends number, I extends number, M extends number>(
  generic: Dense<O, I>,
  own: LayerParams<O, I, 'float64'>,
  APrev: NDArray<[I, M], 'float64'>,
  dA: NDArray<[O, M], 'float64'>,
) {
  const cache = generic.forward(own, APrev);
  return generic.backward(own, dA, cache);
}
const one = step(
  dense(4, tanh, { inputs: 3 }),
  { W: np.zeros([4, 3]), b: np.zeros([4, 1]) },
  np.zeros([3, 5]),
  np.zeros([4, 5]),
);
is<NDArray<[4, 3], 'float64'>>()(one.dW, true);
is<NDArray<[3, 5], 'float64'>>()(one.dAPrev, true);

// From a file, with the network's shapes.
const read = paramsFromArrays(network(12288, dense(20, relu), dense(1, sigmoid)), paramsToArrays(params));
is<NDArray<[1, 20], FloatDType>>()(read[1].W, true);
// @ts-expect-error: two layers
read[2].W;

// @ts-expect-error: 21 inputs after 20 units
network(12288, dense(20, relu), dense(7, relu, { inputs: 21 }));
// @ts-expect-error: the first layer's inputs aren't nX
network(12288, dense(20, relu, { inputs: 3 }));
// @ts-expect-error: no units
dense(0, relu);
// @ts-expect-error: half a unit
dense(2.5, relu);
// @ts-expect-error: X has other rows
net.forward(params, np.zeros([12287, m]));
// @ts-expect-error: a vector
net.forward(params, np.zeros([12288]));
// @ts-expect-error: Y has another m
net.cost(params, np.zeros([12288, 5]), np.zeros([1, 6]), binaryCrossEntropy);
// @ts-expect-error: a vector of targets
net.cost(params, np.zeros([12288, 5]), np.zeros([5]), binaryCrossEntropy);
// @ts-expect-error: targets as a column
net.backward(params, net.forward(params, np.zeros([12288, 5])).caches, { loss: meanSquaredError, Y: np.zeros([5, 1]) });
// @ts-expect-error: derivatives of another m
net.backward(params, caches, np.zeros([1, 5]));
// @ts-expect-error: parameters of another network
net.forward(network(12288, dense(20, relu), dense(6, relu), dense(1, sigmoid)).initialize(rng), X);
// @ts-expect-error: parameters of a network with fewer layers
net.predict(logisticRegression(12288).initialize(rng), X);
// @ts-expect-error: weights of another layer
layer.forward({ W: np.zeros([20, 12]), b: np.zeros([20]) }, np.zeros([12, 5]));
// @ts-expect-error: dA of another m
dense(4, identity).backward({ W: np.zeros([4, 3]), b: np.zeros([4, 1]) }, np.zeros([4, 6]), { APrev: np.zeros([3, 5]), Z: np.zeros([4, 5]), A: np.zeros([4, 5]) }); // prettier-ignore
