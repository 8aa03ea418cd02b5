import { contiguousData } from '@keepdims/ndarray';
import type { AnyLayerCache } from '../layer.js';
import type { Network } from '../network.js';

/** Whether some unit lies on another side of a kink of its activation in one forward pass than in the other. */
export function crossesKink(net: Network, a: readonly AnyLayerCache[], b: readonly AnyLayerCache[]): boolean {
  return net.layers.some(({ activation }, i) => {
    const [before, after] = [a[i]?.Z, b[i]?.Z];
    if (activation.kind !== 'elementwise' || before === undefined || after === undefined) return false;
    const [z, moved] = [contiguousData(before), contiguousData(after)];
    return activation.kinks.some(([kink]) => z.some((value, k) => side(value, kink) !== side(moved[k] ?? NaN, kink)));
  });
}

/** −1, 0 or 1; NaN is on no side, and so never crosses. */
function side(z: number, kink: number): number {
  return z > kink ? 1 : z < kink ? -1 : 0;
}
