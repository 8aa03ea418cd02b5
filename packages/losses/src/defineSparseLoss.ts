import { kernels } from '@keepdims/kernels';
import type { Floats } from '@keepdims/kernels';
import { at, costFunctions, type CostLoops } from './cost.js';
import { callable } from './defineLoss.js';
import type { CostAndGradient, CostFromLogits, KnownCost, OutputDomain, SparseLoss } from './loss.js';
import { requireClassIndices } from './requireClassIndices.js';

/** What makes a loss of class indices: what an example costs, given the probability of its class. */
export interface SparseLossDefinition {
  readonly name: string;
  /** What an example costs whose class has probability p, a number from 0 to 1. */
  readonly value: (p: number) => number;
  /** Its derivative in p. */
  readonly derivative: (p: number) => number;
  readonly outputs: OutputDomain;
  readonly knownCosts: readonly KnownCost[];
  readonly reference: string;
}

/**
 * Make a loss whose targets are class indices [1, m]. Its form on logits is the cross-entropy after a softmax: `value` must be −log p.
 *
 * @param definition - The formulas of one example; the mean over examples and the division by m are done here.
 * @returns The loss.
 */
export function defineSparseLoss(definition: SparseLossDefinition): SparseLoss {
  const { name, value, derivative, outputs, knownCosts, reference } = definition;

  const plain: CostLoops = {
    perExample: (p, indices, rows, costs) => {
      const m = costs.length;
      for (let j = 0; j < m; j++) {
        let cost = value(at(p, at(indices, j) * m + j));
        for (let i = 0; i < rows; i++) if (!isProbability(at(p, i * m + j))) cost = NaN;
        costs[j] = cost;
      }
    },
    gradient: (p, indices, divisor, gradient) => {
      const m = indices.length;
      for (let k = 0; k < gradient.length; k++) gradient[k] = isProbability(at(p, k)) ? 0 : NaN;
      for (let j = 0; j < m; j++) {
        const k = at(indices, j) * m + j;
        if (isProbability(at(p, k))) gradient[k] = derivative(at(p, k)) / divisor;
      }
    },
  };
  const costAndGradient: CostAndGradient = (rows, m, p, indices, gradient) => {
    plain.gradient(p, indices, m, gradient, rows);
    let cost = 0;
    for (let k = 0; k < rows * m; k++) if (!isProbability(at(p, k))) cost = NaN;
    for (let j = 0; j < m; j++) cost += value(at(p, at(indices, j) * m + j));
    return cost / m;
  };

  const { cost, ...parts } = costFunctions(name, 'predictions', requireClassIndices, plain);
  const fromLogits = `${name}.fromLogits`;
  const { cost: logitsCost, ...logitsParts } = costFunctions(fromLogits, 'logits', requireClassIndices, afterSoftmax);
  const facts = {
    ...parts,
    costAndGradient,
    targets: 'class indices',
    outputs,
    options: {},
    knownCosts,
    reference,
    fromLogits: callable(fromLogits, logitsCost, {
      ...logitsParts,
      activation: 'softmax',
      costAndGradient: softmaxCostAndGradient,
    }),
  };
  // The interface says in types what `requireClassIndices` checks at run time.
  return callable(name, cost, facts) as unknown as SparseLoss;
}

function isProbability(p: number): boolean {
  return p >= 0 && p <= 1;
}

/** The cross-entropy after a softmax: log Σ e^z − z of the class. */
const afterSoftmax: CostLoops = {
  perExample: (z, indices, rows, costs) => {
    const m = costs.length;
    for (let j = 0; j < m; j++) {
      let largest = -Infinity;
      for (let k = j; k < rows * m; k += m) largest = Math.max(largest, at(z, k));
      let total = 0;
      for (let k = j; k < rows * m; k += m) total += Math.exp(at(z, k) - largest);
      // largest − z first: exact where log Σ e^z − z would cancel.
      costs[j] = largest - at(z, at(indices, j) * m + j) + Math.log(total);
    }
  },
  gradient: (z, indices, divisor, gradient, rows) => {
    kernels().softmaxColumns(rows, indices.length, z, gradient);
    lessOneHot(indices, 1 / divisor, gradient, gradient);
  },
};

const softmaxCostAndGradient: CostFromLogits['costAndGradient'] = (rows, m, Z, indices, A, dZ) => {
  kernels().softmaxColumns(rows, m, Z, A);
  let cost = 0;
  for (let j = 0; j < m; j++) {
    let top = j;
    for (let k = j; k < rows * m; k += m) if (at(Z, k) > at(Z, top)) top = k;
    cost += at(Z, top) - at(Z, at(indices, j) * m + j) - Math.log(at(A, top)); // the largest's probability is 1 / Σ e^(z − largest)
  }
  lessOneHot(indices, 1 / m, A, dZ);
  return cost / m;
};

/** dZ = scale · (A − Y), where Y has the indices' one-hot columns; dZ may be A. */
function lessOneHot(indices: Floats, scale: number, A: Floats, dZ: Floats): void {
  const m = indices.length;
  for (let k = 0; k < dZ.length; k++) dZ[k] = scale * at(A, k);
  for (let j = 0; j < m; j++) {
    const k = at(indices, j) * m + j;
    dZ[k] = at(dZ, k) - scale;
  }
}
