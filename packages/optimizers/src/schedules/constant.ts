import { makeSchedule, type Schedule } from '../schedule.js';
import { scheduleOptions } from '../scheduleOptions.js';

/**
 * The learning rate as it is: factor 1 at any time.
 *
 * @returns The schedule.
 * @throws RangeError if an option is given: there is none.
 * @example constant()(7) // 1
 */
export function constant(options: Readonly<Record<string, never>> = {}): Schedule {
  scheduleOptions('constant', {}, options);
  return makeSchedule('constant', {}, () => 1);
}
