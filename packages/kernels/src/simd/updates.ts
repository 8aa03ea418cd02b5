import type { Floats, NetworkKernels } from '../network.js';
import { updates as reference } from '../reference/updates.js';
import { onHeapDuring } from './during.js';
import type { Instance } from './instance.js';
import { floatBytes } from './operands.js';

type GradientDescent = (n: number, w: number, g: number, learningRate: number) => void;
type Momentum = (n: number, w: number, g: number, v: number, learningRate: number, beta: number) => void;
type Adagrad = (
  n: number, w: number, g: number, s: number, learningRate: number, initial: number, epsilon: number,
) => void; // prettier-ignore
type Rmsprop = (
  n: number, w: number, g: number, s: number, learningRate: number, beta: number, rest: number, epsilon: number,
) => void; // prettier-ignore
type Adam = (
  n: number, w: number, g: number, m: number, v: number, learningRate: number, beta1: number, rest1: number, beta2: number, rest2: number,
  epsilon: number, correction1: number, correction2: number, keep: number,
) => void; // prettier-ignore

export interface UpdateExports {
  readonly gradientDescentF32: GradientDescent;
  readonly gradientDescentF64: GradientDescent;
  readonly momentumF32: Momentum;
  readonly momentumF64: Momentum;
  readonly nesterovF32: Momentum;
  readonly nesterovF64: Momentum;
  readonly adagradF32: Adagrad;
  readonly adagradF64: Adagrad;
  readonly rmspropF32: Rmsprop;
  readonly rmspropF64: Rmsprop;
  readonly adamF32: Adam;
  readonly adamF64: Adam;
}

type Updates = Pick<NetworkKernels, 'gradientDescent' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adam'>;

/** Optimizers' updates of weights wherever they live: what isn't on the heap is copied there and back. */
export function updates({ heap, exports }: Instance): Updates {
  /** Whether `run` was done, given the addresses of g, which is read, and of w and the optimizer's slots, which change. */
  const during = (
    g: Floats,
    changing: readonly Floats[],
    run: (pg: number, pw: number, p: number, q: number) => void,
  ) =>
    onHeapDuring(heap, [g, ...changing], 1, ([pg = 0, pw = 0, p = 0, q = 0]) => {
      run(pg, pw, p, q);
      return true;
    }) === true;

  return {
    gradientDescent(n, w, g, learningRate) {
      const loop = floatBytes(w) === 8 ? exports.gradientDescentF64 : exports.gradientDescentF32;
      const done = during(g, [w], (pg, pw) => loop(n, pw, pg, learningRate));
      if (!done) reference.gradientDescent(n, w, g, learningRate);
    },

    momentum(n, w, g, v, learningRate, beta) {
      const loop = floatBytes(w) === 8 ? exports.momentumF64 : exports.momentumF32;
      const done = during(g, [w, v], (pg, pw, pv) => loop(n, pw, pg, pv, learningRate, beta));
      if (!done) reference.momentum(n, w, g, v, learningRate, beta);
    },

    nesterov(n, w, g, v, learningRate, beta) {
      const loop = floatBytes(w) === 8 ? exports.nesterovF64 : exports.nesterovF32;
      const done = during(g, [w, v], (pg, pw, pv) => loop(n, pw, pg, pv, learningRate, beta));
      if (!done) reference.nesterov(n, w, g, v, learningRate, beta);
    },

    adagrad(n, w, g, s, learningRate, initial, epsilon) {
      const loop = floatBytes(w) === 8 ? exports.adagradF64 : exports.adagradF32;
      const done = during(g, [w, s], (pg, pw, ps) => loop(n, pw, pg, ps, learningRate, initial, epsilon));
      if (!done) reference.adagrad(n, w, g, s, learningRate, initial, epsilon);
    },

    rmsprop(n, w, g, s, learningRate, beta, epsilon) {
      const loop = floatBytes(w) === 8 ? exports.rmspropF64 : exports.rmspropF32;
      const done = during(g, [w, s], (pg, pw, ps) => loop(n, pw, pg, ps, learningRate, beta, 1 - beta, epsilon));
      if (!done) reference.rmsprop(n, w, g, s, learningRate, beta, epsilon);
    },

    adam(n, w, g, m, v, learningRate, beta1, beta2, epsilon, correction1, correction2, decay) {
      const loop = floatBytes(w) === 8 ? exports.adamF64 : exports.adamF32;
      const keep = 1 - learningRate * decay;
      const done = during(g, [w, m, v], (pg, pw, pm, pv) => {
        loop(
          n,
          pw,
          pg,
          pm,
          pv,
          learningRate,
          beta1,
          1 - beta1,
          beta2,
          1 - beta2,
          epsilon,
          correction1,
          correction2,
          keep,
        );
      });
      if (!done) reference.adam(n, w, g, m, v, learningRate, beta1, beta2, epsilon, correction1, correction2, decay);
    },
  };
}
