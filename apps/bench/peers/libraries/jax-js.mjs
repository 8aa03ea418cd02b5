import { numbers, trainingData, versionOf } from '../data.mjs';

// Its arrays are made from any typed array, among which it looks for this one, which Node 20 doesn't have.
globalThis.Float16Array ??= class Float16Array {};

/** jax-js on its WebAssembly device; a training step is compiled by `jit`, gradients by its automatic differentiation. */
export async function open() {
  const { blockUntilReady, defaultDevice, init, jit, nn, numpy: np, valueAndGrad } = await import('@jax-js/jax');
  await init('wasm');
  defaultDevice('wasm');
  setInterval(() => undefined, 1000); // it doesn't keep the process alive while it works

  const size = (shape) => shape.reduce((product, n) => product * n, 1);
  const make = (dtype, values, shape) => np.array(values, { dtype: np[dtype] }).reshape(shape);
  const random = ({ dtype }, shape, seed, low, high) =>
    make(dtype, numbers(dtype, size(shape), seed, low, high), shape);
  const zeros = (dtype, shape) => np.zeros(shape, { dtype: np[dtype] });
  const task = (inputs, f) => ({
    isAsync: true,
    run: async () => {
      const result = f();
      await blockUntilReady(result);
      result.dispose();
    },
    answer: async () => Array.from(await f().data()),
    end: () => inputs.forEach((array) => array.dispose()),
  });

  return {
    version: `${versionOf('@jax-js/jax')} on wasm`,
    matmul(job) {
      const A = random(job, [job.m, job.k], 1, -1, 1);
      const B = random(job, [job.k, job.n], 2, -1, 1);
      return task([A, B], () => np.matmul(A.ref, B.ref));
    },
    dot(job) {
      const [a, b] = [1, 2].map((seed) => random(job, [job.n], seed, 0, 1));
      return task([a, b], () => np.dot(a.ref, b.ref));
    },
    unary(job) {
      const f =
        { sigmoid: nn.sigmoid, relu: nn.relu, leakyRelu: nn.leakyRelu, softplus: nn.softplus, round: np.round }[
          job.name
        ] ?? np[job.name];
      if (f === undefined) return `it has no ${job.name}`;
      const x = random(job, [job.n], 1, job.low, job.high);
      return task([x], () => f(x.ref));
    },
    reduce(job) {
      const x = random(job, [job.rows, job.columns], 1, 0, 1);
      const f = np[job.name];
      return task([x], job.axis === null ? () => f(x.ref) : () => f(x.ref, job.axis));
    },
    binary(job) {
      if (job.out) return 'it writes into new arrays only';
      const a = random(job, job.a, 1, -1, 1);
      const b = job.b.length === 0 ? undefined : random(job, job.b, 2, -1, 1);
      const f = job.name === 'add' ? 'add' : 'mul';
      return task(b === undefined ? [a] : [a, b], () => a.ref[f](b === undefined ? 0.5 : b.ref));
    },
    train(job) {
      if (job.optimizer === 'adam') return "it isn't asked for Adam: its optimizers are a package of their own";
      const { X: x, Y: y, weights } = trainingData(job);
      const { dtype, layers, examples: m, hidden, output, learningRate } = job;
      const X = make(dtype, x, [layers[0], m]);
      const Y = make(dtype, y, [layers.at(-1), m]);
      const cost = (params, X, Y) => {
        let A = X;
        weights.forEach((_, l) => {
          const Z = np.matmul(params[2 * l], A).add(params[2 * l + 1]);
          A = l === weights.length - 1 ? Z : hidden === 'tanh' ? np.tanh(Z) : nn.relu(Z);
        });
        if (output === 'softmax') return np.sum(nn.logSoftmax(A, 0).mul(Y)).mul(-1 / m);
        // log(1 + e^z) - y z, stable for either sign.
        return np.sum(nn.softplus(A.ref).sub(Y.mul(A))).mul(1 / m);
      };
      const step = jit((params, X, Y) => {
        const [value, gradients] = valueAndGrad(cost)(
          params.map((p) => p.ref),
          X,
          Y,
        );
        return [value, params.map((p, i) => p.sub(gradients[i].mul(learningRate)))];
      });
      let params = [];
      const reset = () => {
        params.forEach((p) => p.dispose());
        params = weights.flatMap((W, l) => [
          make(dtype, W.slice(), [layers[l + 1], layers[l]]),
          zeros(dtype, [layers[l + 1], 1]),
        ]);
      };
      const run = async () => {
        const [value, next] = step(params, X.ref, Y.ref);
        params = next;
        for (const p of params) await blockUntilReady(p);
        return (await value.data())[0];
      };
      return {
        isAsync: true,
        run,
        reset,
        first: run,
        answer: async () => {
          reset();
          return [await run(), await run(), await run()];
        },
        end: () => [...params, X, Y].forEach((array) => array.dispose()),
      };
    },
  };
}
