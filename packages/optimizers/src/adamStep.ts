import { kernels } from '@keepdims/kernels';
import type { Floats } from '@keepdims/kernels';
import { integerPower } from './integerPower.js';

/** Options of Adam's family. */
interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Adam's step number `step` (from 1) in place, after w := (1 − learningRate · weightDecay) · w: one rule for `adam` and `adamw`. */
export function adamStep(
  w: Floats,
  g: Floats,
  { firstMoment, secondMoment }: Readonly<Record<'firstMoment' | 'secondMoment', Floats>>,
  { learningRate, beta1, beta2, epsilon }: AdamOptions,
  step: number,
  weightDecay: number,
): void {
  const correction1 = 1 - integerPower(beta1, step);
  const correction2 = 1 - integerPower(beta2, step);
  kernels().adam(
    w.length, w, g, firstMoment, secondMoment,
    learningRate, beta1, beta2, epsilon, correction1, correction2, weightDecay,
  ); // prettier-ignore
}
