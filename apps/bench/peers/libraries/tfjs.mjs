import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { numbers } from '../data.mjs';
import { trainingTask } from '../training.mjs';

const require = createRequire(import.meta.url);

/** TensorFlow.js; the argument is its backend, wasm or cpu. */
export async function open([backend]) {
  const tf = require('@tensorflow/tfjs');
  if (backend === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(`${join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist')}/`);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`the backend ${backend} doesn't start`);
  await tf.ready();

  const make = (values, shape) => tf.tensor(values, shape, 'float32');
  /** One operation on tensors that stay: the result is freed at once. */
  const task = (inputs, f) => ({
    run: () => f().dispose(),
    answer: () => {
      const result = f();
      const values = result.dataSync();
      result.dispose();
      return values;
    },
    end: () => inputs.forEach((tensor) => tensor.dispose()),
  });
  const float64 = ({ dtype }) => dtype === 'float64';
  const no64 = 'it has no float64';
  const ops = {
    make,
    zeros: (shape) => tf.zeros(shape),
    free: (tensor) => tensor.dispose(),
    scope: (f) => tf.tidy(f),
    matmul: (a, b, transposeA, transposeB) => tf.matMul(a, b, transposeA, transposeB),
    addColumn: (a, b) => a.add(b),
    relu: (a) => a.relu(),
    tanh: (a) => a.tanh(),
    sigmoid: (a) => a.sigmoid(),
    softmax: (a) => {
      const e = a.sub(a.max(0, true)).exp();
      return e.div(e.sum(0, true));
    },
    logOf: (a) => a.log(),
    sum: (a) => a.sum().dataSync()[0],
    rowSums: (a) => a.sum(1, true),
    add: (a, b) => a.add(b),
    sub: (a, b) => a.sub(b),
    mul: (a, b) => a.mul(b),
    div: (a, b) => a.div(b),
    scale: (a, k) => a.mul(k),
    addScalar: (a, k) => a.add(k),
    square: (a) => a.square(),
    sqrt: (a) => a.sqrt(),
    backRelu: (dA, A) => dA.mul(A.greater(0).toFloat()),
    backTanh: (dA, A) => dA.mul(tf.sub(1, A.square())),
  };

  return {
    version: `${tf.version.tfjs} on ${tf.getBackend()}`,
    matmul(job) {
      if (float64(job)) return no64;
      const { m, k, n } = job;
      const A = make(numbers('float32', m * k, 1, -1, 1), [m, k]);
      const B = make(numbers('float32', k * n, 2, -1, 1), [k, n]);
      return task([A, B], () => A.matMul(B));
    },
    dot(job) {
      if (float64(job)) return no64;
      const [a, b] = [1, 2].map((seed) => tf.tensor1d(numbers('float32', job.n, seed, 0, 1)));
      return task([a, b], () => tf.tidy(() => a.dot(b)));
    },
    unary(job) {
      if (float64(job)) return no64;
      const f = tf[{ negative: 'neg', leakyRelu: 'leakyRelu' }[job.name] ?? job.name];
      if (f === undefined) return `it has no ${job.name}`;
      const x = tf.tensor1d(numbers('float32', job.n, 1, job.low, job.high));
      return task([x], job.name === 'leakyRelu' ? () => f(x, 0.01) : () => f(x));
    },
    reduce(job) {
      if (float64(job)) return no64;
      const x = make(numbers('float32', job.rows * job.columns, 1, 0, 1), [job.rows, job.columns]);
      const axis = job.axis ?? undefined;
      const f = {
        sum: () => x.sum(axis),
        mean: () => x.mean(axis),
        max: () => x.max(axis),
        argmax: () => x.argMax(axis),
        std: () => tf.tidy(() => tf.moments(x, axis).variance.sqrt()),
      }[job.name];
      if (job.name === 'argmax' && job.axis === null) return 'its argMax needs an axis';
      return task([x], f);
    },
    binary(job) {
      if (float64(job)) return no64;
      if (job.out) return 'it writes into new arrays only';
      const size = (shape) => shape.reduce((product, n) => product * n, 1);
      const a = make(numbers('float32', size(job.a), 1, -1, 1), job.a);
      const b = job.b.length === 0 ? tf.scalar(0.5) : make(numbers('float32', size(job.b), 2, -1, 1), job.b);
      return task([a, b], job.name === 'add' ? () => a.add(b) : () => a.mul(b));
    },
    train: (job) => (float64(job) ? no64 : trainingTask(ops, job)),
  };
}
