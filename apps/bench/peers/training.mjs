import { trainingData } from './data.mjs';

/**
 * A training step for libraries of arrays: forward, cost, backward by hand, update, one example a column.
 *
 * `ops` are the library's operations: make, zeros, matmul(a, b, transposeA, transposeB), addColumn, relu, tanh, sigmoid, softmax (down the
 * columns), logOf, sum, sub, mul, add, div, scale, addScalar, square, sqrt, rowSums, backRelu(dA, A), backTanh(dA, A), and
 * `scope(f)`, which frees all that f made but what it returns.
 */
export function trainingTask(ops, job) {
  const { X: x, Y: y, weights } = trainingData(job);
  const { layers, examples: m, output, hidden, learningRate } = job;
  const isAdam = job.optimizer === 'adam';
  const X = ops.make(x, [layers[0], m]);
  const Y = ops.make(y, [layers.at(-1), m]);
  const others =
    output === 'sigmoid'
      ? ops.make(
          y.map((v) => 1 - v),
          [layers.at(-1), m],
        )
      : undefined;
  let params = [];
  let moments = [];
  let t = 0;
  const free = () => {
    for (const array of [...params, ...moments.flat()]) ops.free?.(array);
  };
  const reset = () => {
    free();
    const shapes = weights.flatMap((_, l) => [
      [layers[l + 1], layers[l]],
      [layers[l + 1], 1],
    ]);
    params = weights.flatMap((W, l) => [ops.make(W.slice(), shapes[2 * l]), ops.zeros(shapes[2 * l + 1])]);
    moments = isAdam ? shapes.map((shape) => [ops.zeros(shape), ops.zeros(shape)]) : [];
    t = 0;
  };

  const step = () => {
    const A = [X];
    weights.forEach((_, l) => {
      const Z = ops.addColumn(ops.matmul(params[2 * l], A[l], false, false), params[2 * l + 1]);
      A.push(ops[l === weights.length - 1 ? output : hidden](Z));
    });
    const AL = A.at(-1);
    let cost = -ops.sum(ops.mul(Y, ops.logOf(AL))) / m;
    if (others !== undefined) cost -= ops.sum(ops.mul(others, ops.logOf(ops.addScalar(ops.scale(AL, -1), 1)))) / m;
    const gradients = [];
    let dZ = ops.sub(AL, Y);
    for (let l = weights.length - 1; l >= 0; l--) {
      gradients[2 * l] = ops.scale(ops.matmul(dZ, A[l], false, true), 1 / m);
      gradients[2 * l + 1] = ops.scale(ops.rowSums(dZ), 1 / m);
      if (l > 0) {
        const dA = ops.matmul(params[2 * l], dZ, true, false);
        dZ = hidden === 'tanh' ? ops.backTanh(dA, A[l]) : ops.backRelu(dA, A[l]);
      }
    }
    if (!isAdam)
      return { cost, params: params.map((p, i) => ops.sub(p, ops.scale(gradients[i], learningRate))), moments };
    const [first, second] = [1 - 0.9 ** (t + 1), 1 - 0.999 ** (t + 1)];
    const next = moments.map(([v, r], i) => [
      ops.add(ops.scale(v, 0.9), ops.scale(gradients[i], 0.1)),
      ops.add(ops.scale(r, 0.999), ops.scale(ops.square(gradients[i]), 0.001)),
    ]);
    const updated = params.map((p, i) => {
      const [v, r] = next[i];
      const root = ops.addScalar(ops.sqrt(ops.scale(r, 1 / second)), 1e-8);
      return ops.sub(p, ops.div(ops.scale(v, learningRate / first), root));
    });
    return { cost, params: updated, moments: next };
  };

  const run = () => {
    let cost;
    const kept = ops.scope(() => {
      const result = step();
      cost = result.cost;
      return [...result.params, ...result.moments.flat()];
    });
    free();
    params = kept.slice(0, params.length);
    moments = moments.map((_, i) => kept.slice(params.length + 2 * i, params.length + 2 * i + 2));
    t++;
    return cost;
  };
  return {
    run,
    reset,
    first: run,
    answer: () => {
      reset();
      return [run(), run(), run()];
    },
    end: () => {
      free();
      for (const array of [X, Y, others]) if (array !== undefined) ops.free?.(array);
    },
  };
}
