import type { Network } from '@keepdims/models';
import { count, formatInteger } from './numbers.js';

/** A network in a line: `30 inputs → 16 relu → 1 sigmoid`. */
export function networkLine(net: Network): string {
  const layers = net.layers.map(({ units, activation }) => `${formatInteger(units)} ${activation.name}`);
  return [count(net.nX, 'input'), ...layers].join(' → ');
}
