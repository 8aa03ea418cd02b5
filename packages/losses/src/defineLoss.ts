import { kernels } from '@keepdims/kernels';
import type { NDArray } from '@keepdims/ndarray';
import { columnwiseCost, costAndGradientOf, elementwiseCost, elementwiseGradient } from './cost.js';
import type { ColumnValue, CostFunctions, ElementFormulas, GradientLoop } from './cost.js';
import type { CostFromLogits, ElementwiseLoss, KnownCost, LossWithLogits, OutputDomain } from './loss.js';

/** What makes a loss: everything that is known about it, in one place. */
export interface LossDefinition extends ElementFormulas {
  readonly name: string;
  /** Which targets it is made for. */
  readonly targets: ElementwiseLoss['targets'];
  /** Which outputs of a model it is made for. Default 'any'. */
  readonly outputs?: OutputDomain;
  readonly options?: Readonly<Record<string, number>>;
  readonly knownCosts: readonly KnownCost[];
  readonly reference: string;
}

/**
 * The stable form on logits: what an element costs after a sigmoid, what a column costs after a softmax. Both are cross-entropies, whose
 * gradients kernels compute: the activation less the targets.
 */
export type LogitsFormulas =
  | { readonly activation: 'sigmoid'; readonly value: ElementFormulas['value'] }
  | { readonly activation: 'softmax'; readonly value: ColumnValue };

/**
 * Make a loss from the formulas of one output.
 *
 * @param definition - `value(p, y)` is what one output costs, `derivative(p, y)` its derivative in p; with `fromLogits`, the same of the
 *   logits z. The sum over outputs, the mean over examples and the division by m are done here.
 * @returns The loss.
 */
export function defineLoss(definition: LossDefinition & { readonly fromLogits: LogitsFormulas }): LossWithLogits;
export function defineLoss(definition: LossDefinition): ElementwiseLoss;
export function defineLoss(definition: LossDefinition & { readonly fromLogits?: LogitsFormulas }): ElementwiseLoss {
  const { name, targets, outputs = 'any', options = {}, knownCosts, reference, fromLogits } = definition;
  const { cost, ...parts } = elementwiseCost(name, 'predictions', definition, elementwiseGradient(definition));
  const costAndGradient = costAndGradientOf(definition);
  const logits = fromLogits === undefined ? {} : { fromLogits: costFromLogits(`${name}.fromLogits`, fromLogits) };
  const facts = { ...parts, costAndGradient, targets, outputs, options, knownCosts, reference, ...logits };
  // The interface says in types what `cost.ts` checks at run time: equal shapes [outputs, m].
  return callable(name, cost, facts) as unknown as ElementwiseLoss;
}

/** A function of this name that calls `cost`, with the facts as properties; frozen. */
export function callable(name: string, cost: CostFunctions['cost'], facts: object): object {
  const loss = (predictions: NDArray, targets: NDArray): number => cost(predictions, targets);
  Object.defineProperty(loss, 'name', { value: name, enumerable: true });
  return Object.freeze(Object.assign(loss, facts));
}

function costFromLogits(name: string, formulas: LogitsFormulas): object {
  const { cost, ...parts } =
    formulas.activation === 'sigmoid'
      ? elementwiseCost(name, 'logits', formulas, sigmoidGradient)
      : columnwiseCost(name, 'logits', formulas.value, softmaxGradient);
  const costAndGradient = formulas.activation === 'sigmoid' ? sigmoidCrossEntropy : softmaxCrossEntropy;
  return callable(name, cost, { ...parts, activation: formulas.activation, costAndGradient });
}

// The two stable forms are the cross-entropies, and kernels compute them.
const sigmoidCrossEntropy: CostFromLogits['costAndGradient'] = (rows, m, Z, Y, A, dZ) =>
  kernels().sigmoidCrossEntropy(rows * m, 1 / m, Z, Y, A, dZ) / m;

const softmaxCrossEntropy: CostFromLogits['costAndGradient'] = (rows, m, Z, Y, A, dZ) =>
  kernels().softmaxCrossEntropy(rows, m, 1 / m, Z, Y, A, dZ) / m;

const sigmoidGradient: GradientLoop = (z, y, divisor, gradient) => {
  kernels().sigmoidCrossEntropy(z.length, 1 / divisor, z, y, gradient, gradient);
};

const softmaxGradient: GradientLoop = (z, y, divisor, gradient, outputs) => {
  kernels().softmaxCrossEntropy(outputs, z.length / outputs, 1 / divisor, z, y, gradient, gradient);
};
