// Assertions: indices stay inside arrays of the lengths that the caller states.
/**
 * Inverted dropout (Srivastava et al., 2014) on contiguous numbers, for arrays and for training runs alike.
 */
import type { Floats } from '@keepdims/kernels';
import { contiguousData, scope } from '@keepdims/ndarray';
import type { Rng } from '@keepdims/random';

/** Draw a mask, (units, m) in row-major order: 0, the unit is dropped, where `rng.random([units, m])` is below the rate, else 1. */
export function drawMask(rng: Rng, rate: number, units: number, m: number, mask: Floats): void {
  scope(() => {
    const drawn = contiguousData(rng.random([units, m]));
    for (let k = 0; k < units * m; k++) mask[k] = (drawn[k] as number) < rate ? 0 : 1;
  });
}

/** to = from ∗ mask / (1 − rate), n numbers: on the average over masks nothing changes. It is its own backward pass; `to` may be `from`. */
export function applyMask(n: number, rate: number, mask: Floats, from: Floats, to: Floats): void {
  const scale = 1 / (1 - rate);
  for (let k = 0; k < n; k++) to[k] = (from[k] as number) * ((mask[k] as number) * scale);
}
