import type { Floats, NetworkKernels } from '../network.js';
import { updates as reference } from '../reference/updates.js';
import { addressOf } from './instance.js';
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

/** Optimizers' updates of weights on the heap. */
export function updates({ heap, exports }: Instance): Updates {
  /** Where an array begins; 0 when it isn't on the heap. */
  const start = (data: Floats): number => addressOf(heap, { data, offset: 0 });

  return {
    gradientDescent(n, w, g, learningRate) {
      const [pw, pg] = [start(w), start(g)];
      if (pw === 0 || pg === 0) reference.gradientDescent(n, w, g, learningRate);
      else if (floatBytes(w) === 8) exports.gradientDescentF64(n, pw, pg, learningRate);
      else exports.gradientDescentF32(n, pw, pg, learningRate);
    },

    momentum(n, w, g, v, learningRate, beta) {
      const [pw, pg, pv] = [start(w), start(g), start(v)];
      if (pw === 0 || pg === 0 || pv === 0) reference.momentum(n, w, g, v, learningRate, beta);
      else if (floatBytes(w) === 8) exports.momentumF64(n, pw, pg, pv, learningRate, beta);
      else exports.momentumF32(n, pw, pg, pv, learningRate, beta);
    },

    nesterov(n, w, g, v, learningRate, beta) {
      const [pw, pg, pv] = [start(w), start(g), start(v)];
      if (pw === 0 || pg === 0 || pv === 0) reference.nesterov(n, w, g, v, learningRate, beta);
      else if (floatBytes(w) === 8) exports.nesterovF64(n, pw, pg, pv, learningRate, beta);
      else exports.nesterovF32(n, pw, pg, pv, learningRate, beta);
    },

    adagrad(n, w, g, s, learningRate, initial, epsilon) {
      const [pw, pg, ps] = [start(w), start(g), start(s)];
      if (pw === 0 || pg === 0 || ps === 0) reference.adagrad(n, w, g, s, learningRate, initial, epsilon);
      else if (floatBytes(w) === 8) exports.adagradF64(n, pw, pg, ps, learningRate, initial, epsilon);
      else exports.adagradF32(n, pw, pg, ps, learningRate, initial, epsilon);
    },

    rmsprop(n, w, g, s, learningRate, beta, epsilon) {
      const [pw, pg, ps] = [start(w), start(g), start(s)];
      if (pw === 0 || pg === 0 || ps === 0) reference.rmsprop(n, w, g, s, learningRate, beta, epsilon);
      else if (floatBytes(w) === 8) exports.rmspropF64(n, pw, pg, ps, learningRate, beta, 1 - beta, epsilon);
      else exports.rmspropF32(n, pw, pg, ps, learningRate, beta, 1 - beta, epsilon);
    },

    adam(n, w, g, m, v, learningRate, beta1, beta2, epsilon, correction1, correction2, decay) {
      const [pw, pg, pm, pv] = [start(w), start(g), start(m), start(v)];
      if (pw === 0 || pg === 0 || pm === 0 || pv === 0) {
        reference.adam(n, w, g, m, v, learningRate, beta1, beta2, epsilon, correction1, correction2, decay);
        return;
      }
      const loop = floatBytes(w) === 8 ? exports.adamF64 : exports.adamF32;
      loop(
        n, pw, pg, pm, pv, learningRate, beta1, 1 - beta1, beta2, 1 - beta2, epsilon, correction1, correction2, 1 - learningRate * decay,
      ); // prettier-ignore
    },
  };
}
