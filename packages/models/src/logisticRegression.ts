import { sigmoid } from '@keepdims/activations';
import { zeros } from '@keepdims/initializers';
import { dense } from './dense.js';
import type { Dense } from './dense.js';
import { network } from './network.js';
import type { Network } from './network.js';

/**
 * Logistic regression (§2.2): ŷ = σ(wᵀx + b), a network of one sigmoid unit that begins with zeros. Its W is the course's wᵀ.
 *
 * @param nX - How many inputs, n_x, an integer >= 1.
 * @returns The network.
 * @throws RangeError if nX isn't an integer >= 1.
 * @example
 * const net = logisticRegression(2);
 * net.initialize(randomState(1))[0].W // [[0, 0]]
 */
export function logisticRegression<const N extends number>(nX: N): Network<N, readonly [Dense<1, number>]> {
  return network(nX, dense(1, sigmoid, { initializer: zeros }));
}
