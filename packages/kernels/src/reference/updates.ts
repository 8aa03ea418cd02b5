// Assertions: an index below n is inside every array, which is the contract of `NetworkKernels`.
import type { NetworkKernels } from '../network.js';

/** The optimizers' updates of the reference implementation, in the order of operations of `@keepdims/optimizers`. */
export const updates: Pick<
  NetworkKernels,
  'gradientDescent' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adam'
> = {
  gradientDescent(n, w, g, learningRate) {
    for (let i = 0; i < n; i++) w[i] = (w[i] as number) - learningRate * (g[i] as number);
  },

  momentum(n, w, g, v, learningRate, beta) {
    for (let i = 0; i < n; i++) {
      const velocity = beta * (v[i] as number) + (g[i] as number);
      v[i] = velocity;
      w[i] = (w[i] as number) - learningRate * velocity;
    }
  },

  nesterov(n, w, g, v, learningRate, beta) {
    for (let i = 0; i < n; i++) {
      const slope = g[i] as number;
      const velocity = beta * (v[i] as number) + slope;
      v[i] = velocity;
      w[i] = (w[i] as number) - learningRate * (slope + beta * velocity);
    }
  },

  adagrad(n, w, g, s, learningRate, initial, epsilon) {
    for (let i = 0; i < n; i++) {
      const slope = g[i] as number;
      const sum = (s[i] as number) + slope * slope;
      s[i] = sum;
      w[i] = (w[i] as number) - (learningRate * slope) / (Math.sqrt(initial + sum) + epsilon);
    }
  },

  rmsprop(n, w, g, s, learningRate, beta, epsilon) {
    for (let i = 0; i < n; i++) {
      const slope = g[i] as number;
      const meanSquare = beta * (s[i] as number) + (1 - beta) * slope * slope;
      s[i] = meanSquare;
      w[i] = (w[i] as number) - (learningRate * slope) / (Math.sqrt(meanSquare) + epsilon);
    }
  },

  adam(n, w, g, m, v, learningRate, beta1, beta2, epsilon, correction1, correction2, decay) {
    const kept = 1 - learningRate * decay;
    for (let i = 0; i < n; i++) {
      const slope = g[i] as number;
      const mean = beta1 * (m[i] as number) + (1 - beta1) * slope;
      const meanSquare = beta2 * (v[i] as number) + (1 - beta2) * slope * slope;
      m[i] = mean;
      v[i] = meanSquare;
      const step = (learningRate * (mean / correction1)) / (Math.sqrt(meanSquare / correction2) + epsilon);
      w[i] = kept * (w[i] as number) - step;
    }
  },
};
