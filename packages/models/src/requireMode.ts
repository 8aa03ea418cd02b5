/** Run-time checks of how a layer or network is to run. */
import { refuseUnknownOptions } from '@keepdims/shapes';
import { describeValue } from './describeValue.js';
import type { ForwardOptions } from './layer.js';
import type { CheckedLayer } from './requireLayer.js';

/**
 * Refuse options of forward that the layers can't train by.
 *
 * @param m - How many examples there are.
 * @returns The options.
 * @throws TypeError if options is no object, training no boolean, or a generator is needed and missing. RangeError if an option is unknown,
 *   or batch normalisation would have to learn from fewer than 2 examples.
 */
export function requireMode(
  operation: string,
  layers: readonly CheckedLayer[],
  options: ForwardOptions,
  m: number,
): ForwardOptions {
  requireOptions(operation, ['training', 'rng'], options);
  const { training = false, rng } = options;
  if (typeof training !== 'boolean') {
    throw new TypeError(`${operation}: training must be true or false, but is ${describeValue(training)}.`);
  }
  if (!training) return inference;
  if (layers.some(({ dropout }) => dropout > 0)) requireRng(operation, rng);
  requireBatch(operation, layers, m);
  return rng === undefined ? { training } : { training, rng };
}

/**
 * Refuse fewer than 2 examples to train batch normalisation by: the variance of one is 0, and what it estimates is undefined.
 *
 * @throws RangeError
 */
export function requireBatch(operation: string, layers: readonly CheckedLayer[], m: number): void {
  if (m >= 2 || layers.every(({ batchNorm }) => batchNorm === undefined)) return;
  throw new RangeError(
    `${operation}: batch normalisation learns from 2 examples or more, but there ${m === 1 ? 'is 1' : 'are none'}. ` +
      'Choose a batch size that leaves no batch of one.',
  );
}

const inference: ForwardOptions = { training: false };

/**
 * Refuse anything but a generator, even where nothing would be drawn.
 *
 * @throws TypeError
 */
export function requireRng(operation: string, rng: unknown): void {
  const isObject = typeof rng === 'object' && rng !== null;
  if (isObject && 'standardNormal' in rng && typeof rng.standardNormal === 'function') return;
  throw new TypeError(
    `${operation}: rng must be a generator of random numbers, but is ${describeValue(rng)}. Make one with randomState(seed).`,
  );
}

/**
 * Refuse anything but an object of known options.
 *
 * @throws TypeError if it is no object. RangeError if an option is unknown.
 */
export function requireOptions(operation: string, names: readonly string[], options: unknown): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(
      `${operation}: options must be an object with ${names.join(', ')}, but is ${describeValue(options)}. Leave it out for the defaults.`,
    );
  }
  refuseUnknownOptions(operation, options, names);
}
