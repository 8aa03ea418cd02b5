import { makeSchedule, type Schedule } from '../schedule.js';
import { decay, scheduleOptions } from '../scheduleOptions.js';

/**
 * Decay by the same share in every epoch: rate^t, smoothly inside an epoch too.
 *
 * @param options.rate - What is left after one epoch, without unit; in (0, 1]. Such as 0.95.
 * @returns The schedule.
 * @throws RangeError if the option is out of range, or another is given. TypeError if it is missing.
 * @remarks PyTorch's ExponentialLR, with `rate` for gamma. For e^(−k · t), `rate` is Math.exp(−k).
 * @example exponentialDecay({ rate: 0.5 })(3) // 0.125
 */
export function exponentialDecay(options: { readonly rate: number }): Schedule {
  const checked = scheduleOptions('exponentialDecay', { rate: { rule: decay } }, options);
  return makeSchedule('exponentialDecay', checked, (t) => checked.rate ** t);
}
