import { relu, sigmoid, softmax } from '@keepdims/activations';
import { binaryCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { dense, network, traceNonFinite } from '../index.js';
import type { GradientCheck, Network, NonFinite } from '../index.js';

const net = network(2, dense(3, relu), dense(1, sigmoid));
const params = net.initialize(randomState(1));
const [X, Y] = [np.ones([2, 5]), np.ones([1, 5])];

const check: GradientCheck = net.gradientCheck(params, X, Y, binaryCrossEntropy, { l2: 0.1, sample: 10 });
const findings: readonly string[] = net
  .diagnose(params, X, { loss: binaryCrossEntropy, Y })
  .findings.map((f) => f.kind);
const sources: string[] = [
  net.toTypeScript(params),
  net.toNumPy(params),
  net.summary({ batchSize: 2, dtype: 'float32' }),
];
const found: NonFinite | undefined = traceNonFinite(net, params, X, { loss: binaryCrossEntropy, Y });
const general: Network = net;
general.gradientCheck(general.initialize(randomState(1)), X, Y, binaryCrossEntropy);

// Class indices are one row.
const classes = network(2, dense(3, softmax));
classes.gradientCheck(classes.initialize(randomState(1)), X, Y, sparseCategoricalCrossEntropy);

// @ts-expect-error -- X has 3 rows, not 2
net.gradientCheck(params, np.ones([3, 5]), Y, binaryCrossEntropy);
// @ts-expect-error -- Y has other examples than X
net.gradientCheck(params, X, np.ones([1, 4]), binaryCrossEntropy);
// @ts-expect-error -- an array of 2 rows isn't the parameters
net.diagnose(X, X);
// @ts-expect-error -- parameters of another network
net.toTypeScript(classes.initialize(randomState(1)));
// @ts-expect-error -- not an option
net.summary({ batch: 3 });

export { check, findings, found, sources };
