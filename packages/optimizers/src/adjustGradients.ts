import { kernels } from '@keepdims/kernels';
import type { Floats } from '@keepdims/kernels';
import { clipGradients } from './clipGradients.js';
import type { GradientOption } from './optimizer.js';

type GradientOptions = Readonly<Partial<Record<GradientOption, number>>>;

/** Whether the options change gradients at all. */
export function adjustsGradients({ l2 = 0, clipNorm, clipValue }: GradientOptions): boolean {
  return l2 !== 0 || clipNorm !== undefined || clipValue !== undefined;
}

/**
 * Clip the loss's gradients, then add those of the L2 term, in place: what `GradientOption` says, for all parameters at once.
 *
 * @param blocks - Weights w and their gradients g, of the same length and type.
 */
export function adjustGradients(
  blocks: readonly { readonly w: Floats; readonly g: Floats }[],
  { l2 = 0, clipNorm, clipValue }: GradientOptions,
): void {
  if (clipNorm !== undefined || clipValue !== undefined) {
    clipGradients(blocks.map(({ g }) => g), { norm: clipNorm, value: clipValue }); // prettier-ignore
  }
  if (l2 === 0) return;
  // A step up along w: g := g − (−l2) · w.
  for (const { w, g } of blocks) kernels().gradientDescent(g.length, g, w, -l2);
}
