import type { Loss } from './loss.js';

/** What is asked of an output layer's activation: `Activation` of `@keepdims/activations` is one. */
export interface OutputActivation {
  readonly name: string;
  /** 'columnwise' for softmax, whose columns sum to 1. */
  readonly kind: 'elementwise' | 'columnwise';
  /** All its values lie between these two; undefined where nobody knows. */
  readonly range?: readonly [low: number, high: number] | undefined;
}

/**
 * Refuse a loss that means nothing, or can't get small, on what the output layer says: probabilities are asked of tanh, say.
 *
 * @param operation - The call as messages show it.
 * @param loss - The loss; its `outputs` says what it is made for.
 * @param activation - The output layer's. One whose range isn't stated is taken to fit.
 * @param units - How many units the output layer has.
 * @throws RangeError with the activations, or the losses, that would fit.
 * @example requireOutputFits('f(net)', binaryCrossEntropy, { name: 'mine', kind: 'elementwise', range: [0, 1] }, 1) // undefined
 */
export function requireOutputFits(
  operation: string,
  loss: Pick<Loss, 'name' | 'targets' | 'outputs'>,
  activation: OutputActivation,
  units: number,
): void {
  const { name, kind, range } = activation;
  if (kind === 'columnwise' && units === 1) {
    throw new RangeError(
      `${operation}: the output layer is one unit with ${name}, whose output is always 1, so that nothing can be learnt. ` +
        'For two classes use one unit with sigmoid and binaryCrossEntropy, or two units with softmax.',
    );
  }
  if (range === undefined) return;
  const [low, high] = range;
  const rule = `${operation}: ${loss.name} takes`;
  const layer = `but the output layer is ${units === 1 ? 'one unit' : `${units} units`} with ${name}`;
  switch (loss.outputs) {
    case 'any':
      return;
    case 'probabilities':
      // Each output is to answer a question of its own, which columns that sum to 1 can't.
      if (kind === 'columnwise') {
        throw new RangeError(
          `${rule} outputs that don't depend on each other, ${layer}, whose columns sum to 1. ` +
            `${name} goes with categoricalCrossEntropy or sparseCategoricalCrossEntropy; for questions of their own use sigmoid there.`,
        );
      }
      if (low >= 0 && high <= 1) return;
      throw new RangeError(
        `${rule} outputs from 0 to 1, ${layer}, whose values lie ${between(low, high)}. Use sigmoid there, or meanSquaredError.`,
      );
    case 'distributions':
      if (kind === 'columnwise' && low >= 0 && high <= 1) return;
      throw new RangeError(
        `${rule} columns of probabilities that sum to 1, ${layer}. ` +
          (units === 1
            ? 'For two classes use sigmoid and binaryCrossEntropy; for more, one unit a class with softmax.'
            : 'Use softmax there.'),
      );
    case 'signed':
      if (low < 0 && high > 0) return;
      throw new RangeError(
        `${rule} outputs of both signs, ${layer}, whose values lie ${between(low, high)}. Use identity or tanh there.`,
      );
  }
}

function between(low: number, high: number): string {
  if (high === Infinity) return low === -Infinity ? 'anywhere' : `from ${low} up`;
  return low === -Infinity ? `up to ${high}` : `from ${low} to ${high}`;
}
