import { relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { binaryCrossEntropy, categoricalCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import type { LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { adam, gradientDescent } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import { arrayOf } from '../../data.js';
import type { TrainJob } from '../../job.js';
import { onThreads } from '../../onThreads.js';
import type { BenchCase, Family, Variant } from '../benchCase.js';
import { bytesOf, caseName, toleranceOf } from '../benchCase.js';
import { loopNetwork } from './loopNetwork.js';
import { trainingData } from './trainingData.js';
import type { TrainingData } from './trainingData.js';

/** How many costs make up the answer: the later ones come from parameters that were updated. */
const answerSteps = 3;

/**
 * A case that times a step of training (forward, cost, backward, update) on all examples.
 *
 * The library's step is timed through the public `fit`, as a user would: a training of one epoch is taken from one of several, so that
 * checking the data and planning are left out; each epoch is one step. The loops (gradient descent only) begin with the
 * same parameters at each sample, as `fit` and the peers do, and are timed from their second step too.
 */
export function trainingCase(
  family: Family,
  label: string,
  job: TrainJob,
  {
    size,
    named = label,
    threads = false,
  }: { readonly size?: number; readonly named?: string; readonly threads?: boolean } = {},
): BenchCase {
  return {
    name: caseName(family, named, job.dtype),
    family,
    label,
    ...(size === undefined ? {} : { size }),
    dtype: job.dtype,
    tolerance: toleranceOf(job.dtype),
    subject: 'fit',
    work: { flops: flopsOf(job), bytes: bytesTouched(job) },
    job,
    create: () => {
      const data = trainingData(job);
      const fitted = fitVariant(job, data);
      return [
        ...(job.optimizer === 'adam' ? [] : [loopsVariant(job, data)]),
        fitted,
        ...(threads ? onThreads(fitted, 2, 'fit, two threads') : []),
      ];
    },
  };
}

/** Multiplications and additions of the products: forward, dW and dA, the last not for the first layer. */
function flopsOf({ layers, examples }: TrainJob): number {
  return layers
    .slice(1)
    .reduce((sum, units, l) => sum + 2 * (l === 0 ? 2 : 3) * units * (layers[l] ?? 0) * examples, 0);
}

/** X is read twice, the weights read twice and written once, and dW written and read. */
function bytesTouched({ layers, examples, dtype }: TrainJob): number {
  const weights = layers.slice(1).reduce((sum, units, l) => sum + units * (layers[l] ?? 0), 0);
  return bytesOf(dtype) * (2 * (layers[0] ?? 0) * examples + 5 * weights);
}

function loopsVariant(job: TrainJob, data: TrainingData): Variant {
  const { step, reset } = loopNetwork(job, data);
  return {
    name: 'loops over units',
    kind: 'loops',
    run: () => {
      reset();
      return { costs: Array.from({ length: answerSteps }, step) };
    },
    elapsed: (calls, clock) => {
      reset();
      step();
      const start = clock();
      for (let call = 0; call < calls; call++) step();
      return clock() - start;
    },
  };
}

function fitVariant(job: TrainJob, data: TrainingData): Variant {
  const net = networkOf(job);
  const outputs = job.layers.at(-1) ?? 0;
  const zeros = (units: number): NDArray => np.zeros([units, 1], { dtype: job.dtype });
  // The sizes are known at run time only, and `fit` checks them then.
  const initialParams = data.weights.map((W, l) => {
    const units = job.layers[l + 1] ?? 0;
    return { W: arrayOf(W, [units, job.layers[l] ?? 0]), b: zeros(units) };
  }) as unknown as readonly LayerParams[];
  const options = {
    X: arrayOf(data.X, [job.layers[0] ?? 0, job.examples]),
    Y: arrayOf(data.Y, [outputs, job.examples]),
    loss: job.output === 'sigmoid' ? binaryCrossEntropy : categoricalCrossEntropy,
    optimizer:
      job.optimizer === 'adam'
        ? adam({ learningRate: job.learningRate })
        : gradientDescent({ learningRate: job.learningRate }),
    initialParams,
  };
  return {
    name: 'fit',
    run: () => ({ costs: fit(net, { ...options, epochs: answerSteps }).history.cost }),
    elapsed: (calls, clock) => {
      const start = clock();
      fit(net, { ...options, epochs: 1 });
      const planned = clock();
      fit(net, { ...options, epochs: calls + 1 });
      return Math.max(clock() - planned - (planned - start), 1e-6);
    },
  };
}

/** The network that a job describes. */
export function networkOf({ layers, hidden, output }: Pick<TrainJob, 'layers' | 'hidden' | 'output'>): Network {
  const inside = hidden === 'relu' ? relu : tanh;
  const outside = output === 'sigmoid' ? sigmoid : softmax;
  const [inputs = 0, ...units] = layers;
  return network(inputs, ...units.map((n, l) => dense(n, l === units.length - 1 ? outside : inside)));
}
