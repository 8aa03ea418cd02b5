import { positive } from '@keepdims/shapes';
import { integerPower } from '../integerPower.js';
import { makeSchedule, type Schedule } from '../schedule.js';
import { decay, scheduleOptions } from '../scheduleOptions.js';

/**
 * A staircase: factor^⌊t / every⌋.
 *
 * @param options.every - The length of a stair in epochs; finite, > 0.
 * @param options.factor - What each stair multiplies by, without unit; in (0, 1].
 * @returns The schedule.
 * @throws RangeError if an option is out of range or unknown. TypeError if one is missing.
 * @remarks PyTorch's StepLR, with `factor` for gamma.
 * @example
 * const schedule = stepDecay({ every: 10, factor: 0.5 });
 * [schedule(0), schedule(9.9), schedule(10), schedule(25)] // [1, 1, 0.5, 0.25]
 */
export function stepDecay(options: { readonly every: number; readonly factor: number }): Schedule {
  const checked = scheduleOptions('stepDecay', { every: { rule: positive }, factor: { rule: decay } }, options);
  const { every, factor } = checked;
  // At a stair's edge t / every may be rounded down to just below a whole number, as 0.3 / 0.1 is.
  return makeSchedule('stepDecay', checked, (t) => integerPower(factor, Math.floor(t / every + 1e-9)));
}
