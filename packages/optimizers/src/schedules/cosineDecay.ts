import { positive } from '@keepdims/shapes';
import { makeSchedule, type Schedule } from '../schedule.js';
import { part, scheduleOptions } from '../scheduleOptions.js';

/**
 * Half a cosine wave from 1 down to `floor`, which it keeps: floor + (1 − floor) · (1 + cos(π · min(t / epochs, 1))) / 2.
 *
 * @param options.epochs - How long the way down takes, in epochs; finite, > 0.
 * @param options.floor - What is left of the learning rate at the end, without unit; in [0, 1]. Default 0.
 * @returns The schedule.
 * @throws RangeError if an option is out of range or unknown. TypeError if `epochs` is missing.
 * @remarks PyTorch's CosineAnnealingLR up to `epochs`, with `floor` for eta_min over the learning rate; it doesn't rise again.
 * @example
 * const schedule = cosineDecay({ epochs: 10, floor: 0.5 });
 * [schedule(0), schedule(5), schedule(10), schedule(11)] // [1, 0.75, 0.5, 0.5]
 * @see Loshchilov, Hutter (2017), ICLR. https://arxiv.org/abs/1608.03983
 */
export function cosineDecay(options: { readonly epochs: number; readonly floor?: number }): Schedule {
  const table = { epochs: { rule: positive }, floor: { rule: part, default: 0 } };
  const checked = scheduleOptions('cosineDecay', table, options);
  const { epochs, floor } = checked;
  return makeSchedule('cosineDecay', checked, (t) => {
    return floor + ((1 - floor) * (1 + Math.cos(Math.PI * Math.min(t / epochs, 1)))) / 2;
  });
}
