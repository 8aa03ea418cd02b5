// Assertions: indices stay inside arrays of the lengths that the caller states.
import type { Floats, NetworkKernels } from '../network.js';
import { activationFormulas, sigmoid, softplus } from './activations.js';
import { products } from './matmul.js';

type Steps = Pick<
  NetworkKernels,
  'activate' | 'activateBackward' | 'dense' | 'softmaxColumns' | 'sigmoidCrossEntropy' | 'softmaxCrossEntropy'
>;

/** A weighted term that counts for nothing at weight 0, even when it is infinite. */
const times = (weight: number, term: number): number => (weight === 0 ? 0 : weight * term);

const activate: Steps['activate'] = (f, parameter, n, z, out) => {
  const { value } = activationFormulas[f];
  for (let i = 0; i < n; i++) out[i] = value(z[i] as number, parameter);
};

/** The largest number of a column, NaN if there is one. */
function largestOf(z: Floats, rows: number, columns: number, j: number): number {
  let largest = -Infinity;
  for (let k = j; k < rows * columns; k += columns) largest = Math.max(largest, z[k] as number);
  return largest;
}

/** The steps of dense networks but the updates, in plain loops. */
export const networkSteps: Steps = {
  activate,

  activateBackward(f, parameter, n, z, a, da, out) {
    const { derivative } = activationFormulas[f];
    for (let i = 0; i < n; i++) out[i] = (da[i] as number) * derivative(z[i] as number, a[i] as number, parameter);
  },

  dense(f, parameter, m, n, k, w, x, b, z, a) {
    const [W, Z] = [w, z].map((data, i) => ({ data, offset: 0, strides: [i === 0 ? k : n, 1] }));
    if (W === undefined || Z === undefined) return;
    products.matmul(m, n, k, W, x, Z);
    for (let i = 0; i < m; i++) {
      for (let at = i * n; at < (i + 1) * n; at++) z[at] = (z[at] as number) + (b[i] as number);
    }
    activate(f, parameter, m * n, z, a);
  },

  softmaxColumns(rows, columns, z, out) {
    for (let j = 0; j < columns; j++) {
      const largest = largestOf(z, rows, columns, j);
      let total = 0;
      for (let k = j; k < rows * columns; k += columns) {
        const e = Math.exp((z[k] as number) - largest);
        out[k] = e;
        total += e;
      }
      for (let k = j; k < rows * columns; k += columns) out[k] = (out[k] as number) / total;
    }
  },

  sigmoidCrossEntropy(n, scale, z, y, a, dz) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const [logit, label] = [z[i] as number, y[i] as number];
      sum += times(label, softplus(-logit)) + times(1 - label, softplus(logit));
      const p = sigmoid(logit);
      a[i] = p;
      dz[i] = scale * (p - label);
    }
    return sum;
  },

  softmaxCrossEntropy(rows, columns, scale, z, y, a, dz) {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const largest = largestOf(z, rows, columns, j);
      let total = 0;
      let weight = 0;
      for (let k = j; k < rows * columns; k += columns) {
        total += Math.exp((z[k] as number) - largest);
        weight += y[k] as number;
      }
      const logTotal = Math.log(total);
      sum += 0 * logTotal; // NaN and infinity show even where no class has weight
      for (let k = j; k < rows * columns; k += columns) {
        const [logit, part] = [z[k] as number, y[k] as number];
        // largest − z first: exact where log Σ e^z − z would cancel.
        if (part !== 0) sum += part * (largest - logit + logTotal);
        const p = Math.exp(logit - largest) / total;
        a[k] = p;
        dz[k] = scale * (weight * p - part);
      }
    }
    return sum;
  },
};
