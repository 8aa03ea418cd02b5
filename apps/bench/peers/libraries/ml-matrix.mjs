import { Matrix } from 'ml-matrix';
import { numbers, versionOf } from '../data.mjs';
import { trainingTask } from '../training.mjs';

/** ml-matrix: matrices of float64 only, a typed array a row. */
export function open() {
  const make = (values, [rows, columns]) => {
    const matrix = new Matrix(rows, columns);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) matrix.set(i, j, values[i * columns + j]);
    }
    return matrix;
  };
  const random = (shape, seed, low, high) => make(numbers('float64', shape[0] * shape[1], seed, low, high), shape);
  const task = (f) => ({
    run: f,
    answer: () => {
      const result = f();
      return Matrix.isMatrix(result) ? result.to1DArray() : result;
    },
  });
  const no32 = 'it has no float32';
  const each = (A, f) => {
    const result = A.clone();
    for (let i = 0; i < A.rows; i++) for (let j = 0; j < A.columns; j++) result.set(i, j, f(A.get(i, j), i, j));
    return result;
  };
  const sigmoid = (Z) => Matrix.mul(Z, -1).exp().add(1).pow(-1);
  const ops = {
    make,
    zeros: ([rows, columns]) => Matrix.zeros(rows, columns),
    scope: (f) => f(),
    matmul: (a, b, transposeA, transposeB) => (transposeA ? a.transpose() : a).mmul(transposeB ? b.transpose() : b),
    addColumn: (a, b) => a.clone().addColumnVector(b),
    relu: (a) => each(a, (v) => Math.max(0, v)),
    tanh: (a) => Matrix.tanh(a),
    sigmoid,
    softmax: (a) => {
      const largest = Array.from({ length: a.columns }, (_, j) => a.maxColumn(j));
      const e = a.clone().subRowVector(largest).exp();
      return e.divRowVector(e.sum('column'));
    },
    logOf: (a) => Matrix.log(a),
    sum: (a) => a.sum(),
    rowSums: (a) => Matrix.columnVector(a.sum('row')),
    add: (a, b) => Matrix.add(a, b),
    sub: (a, b) => Matrix.sub(a, b),
    mul: (a, b) => Matrix.mul(a, b),
    div: (a, b) => Matrix.div(a, b),
    scale: (a, k) => Matrix.mul(a, k),
    addScalar: (a, k) => Matrix.add(a, k),
    square: (a) => Matrix.mul(a, a),
    sqrt: (a) => Matrix.sqrt(a),
    backRelu: (dA, A) => each(dA, (v, i, j) => (A.get(i, j) > 0 ? v : 0)),
    backTanh: (dA, A) => each(dA, (v, i, j) => v * (1 - A.get(i, j) ** 2)),
  };
  return {
    version: versionOf('ml-matrix'),
    matmul(job) {
      if (job.dtype === 'float32') return no32;
      const A = random([job.m, job.k], 1, -1, 1);
      const B = random([job.k, job.n], 2, -1, 1);
      return task(() => A.mmul(B));
    },
    dot(job) {
      if (job.dtype === 'float32') return no32;
      const [a, b] = [1, 2].map((seed) => random([1, job.n], seed, 0, 1));
      return task(() => a.dot(b));
    },
    unary(job) {
      if (job.dtype === 'float32') return no32;
      const x = random([1, job.n], 1, job.low, job.high);
      if (job.name === 'sigmoid') return task(() => sigmoid(x));
      const f = Matrix[job.name];
      return f === undefined ? `it has no ${job.name}` : task(() => f(x));
    },
    reduce(job) {
      if (job.dtype === 'float32') return no32;
      if (job.name !== 'sum' && job.name !== 'mean') return `it isn't asked for ${job.name}`;
      const x = random([job.rows, job.columns], 1, 0, 1);
      const by = [['column'], ['row'], []][job.axis ?? 2];
      return task(() => x[job.name](...by));
    },
    binary(job) {
      if (job.dtype === 'float32') return no32;
      if (job.out) return 'it writes into new matrices, or over an operand';
      const [rows, columns] = job.a;
      const a = random([rows, columns], 1, -1, 1);
      const f = job.name === 'add' ? 'add' : 'mul';
      if (job.b.length === 0) return task(() => Matrix[f](a, 0.5));
      const b = random(job.b, 2, -1, 1);
      if (job.b[0] === rows && job.b[1] === columns) return task(() => Matrix[f](a, b));
      if (job.b[0] === 1) return task(() => a.clone()[`${f}RowVector`](b));
      return task(() => a.clone()[`${f}ColumnVector`](b));
    },
    train: (job) => (job.dtype === 'float32' ? no32 : trainingTask(ops, job)),
  };
}
