import * as np from 'numpy-ts';
import { numbers } from '../data.mjs';
import { trainingTask } from '../training.mjs';

/** numpy-ts. Its products of transposed views are many times slower than of copies, so it gets copies. */
export function open() {
  np.configureWasm?.({ maxMemory: 2 ** 31 });
  const shapeSize = (shape) => shape.reduce((product, n) => product * n, 1);
  const task = (inputs, f) => ({
    run: () => f()?.dispose?.(),
    answer: () => {
      const result = f();
      return typeof result === 'number' || typeof result === 'bigint'
        ? Number(result)
        : result.tolist().flat(Infinity).map(Number);
    },
    end: () => inputs.forEach((array) => array.dispose?.()),
  });
  const make = (dtype) => (values, shape) => np.array(Array.from(values), dtype).reshape(shape);
  const random = ({ dtype }, shape, seed, low, high) =>
    make(dtype)(numbers(dtype, shapeSize(shape), seed, low, high), shape);

  /** All that is made while a scope is open is freed at its end, but for what it returns. */
  let made;
  const note = (array) => {
    made?.push(array);
    return array;
  };
  const sigmoid = (x) => note(np.reciprocal(note(np.add(note(np.exp(note(np.negative(x)))), 1))));
  const opsOf = (dtype) => ({
    make: make(dtype),
    zeros: (shape) => np.zeros(shape, dtype),
    free: (array) => array.dispose?.(),
    scope(f) {
      made = [];
      const kept = f();
      for (const array of made) if (!kept.includes(array)) array.dispose?.();
      made = undefined;
      return kept;
    },
    matmul: (a, b, transposeA, transposeB) =>
      note(
        np.matmul(
          transposeA ? note(note(np.transpose(a)).copy()) : a,
          transposeB ? note(note(np.transpose(b)).copy()) : b,
        ),
      ),
    addColumn: (a, b) => note(np.add(a, b)),
    relu: (a) => note(np.maximum(a, 0)),
    tanh: (a) => note(np.tanh(a)),
    sigmoid,
    softmax: (a) => {
      const e = note(np.exp(note(np.subtract(a, note(np.max(a, 0, true))))));
      return note(np.divide(e, note(np.sum(e, 0, true))));
    },
    logOf: (a) => note(np.log(a)),
    sum: (a) => Number(np.sum(a)),
    rowSums: (a) => note(np.sum(a, 1, true)),
    add: (a, b) => note(np.add(a, b)),
    sub: (a, b) => note(np.subtract(a, b)),
    mul: (a, b) => note(np.multiply(a, b)),
    div: (a, b) => note(np.divide(a, b)),
    scale: (a, k) => note(np.multiply(a, k)),
    addScalar: (a, k) => note(np.add(a, k)),
    square: (a) => note(np.square(a)),
    sqrt: (a) => note(np.sqrt(a)),
    backRelu: (dA, A) => note(np.multiply(dA, note(note(np.greater(A, 0)).astype(dtype)))),
    backTanh: (dA, A) => note(np.multiply(dA, note(np.add(note(np.negative(note(np.square(A)))), 1)))),
  });

  return {
    version: np.__version__,
    matmul(job) {
      const A = random(job, [job.m, job.k], 1, -1, 1);
      const B = random(job, [job.k, job.n], 2, -1, 1);
      return task([A, B], () => np.matmul(A, B));
    },
    dot(job) {
      const [a, b] = [1, 2].map((seed) => random(job, [job.n], seed, 0, 1));
      return task([a, b], () => np.dot(a, b));
    },
    unary(job) {
      const x = random(job, [job.n], 1, job.low, job.high);
      if (job.name === 'sigmoid') {
        return task([x], () => {
          const parts = [np.negative(x)];
          parts.push(np.exp(parts[0]));
          parts.push(np.add(parts[1], 1));
          const result = np.reciprocal(parts[2]);
          for (const part of parts) part.dispose?.();
          return result;
        });
      }
      if (job.name === 'relu') return task([x], () => np.maximum(x, 0));
      const f = np[job.name];
      return f === undefined ? `it has no ${job.name}` : task([x], () => f(x));
    },
    reduce(job) {
      const x = random(job, [job.rows, job.columns], 1, 0, 1);
      const f = np[job.name];
      return task([x], job.axis === null ? () => f(x) : () => f(x, job.axis));
    },
    binary(job) {
      if (job.out) return 'it writes into new arrays only';
      const a = random(job, job.a, 1, -1, 1);
      const b = job.b.length === 0 ? 0.5 : random(job, job.b, 2, -1, 1);
      return task([a], job.name === 'add' ? () => np.add(a, b) : () => np.multiply(a, b));
    },
    train: (job) => trainingTask(opsOf(job.dtype), job),
  };
}
