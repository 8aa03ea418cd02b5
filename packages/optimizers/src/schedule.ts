import { notNegative } from '@keepdims/shapes';

/** A schedule as plain JSON: `scheduleByName(name, options)` makes it again. */
export interface ScheduleJSON {
  readonly name: string;
  readonly options: Readonly<Record<string, number | ScheduleJSON>>;
}

/**
 * What to multiply the learning rate by at time t, in epochs, with fractions inside an epoch: `learningRateFactor` of `update`. Time begins
 * at 0, and so does training. Its name and options say all there is to know about it, and its enumerable properties are just these, so that
 * `{ ...schedule }` is its `ScheduleJSON`.
 */
export interface Schedule extends ScheduleJSON {
  /**
   * @param t - Epochs so far; finite, >= 0.
   * @returns The factor, >= 0.
   * @throws RangeError if t is out of range.
   */
  (t: number): number;
}

/** A schedule of its formula; t is checked. */
export function makeSchedule(
  name: string,
  options: ScheduleJSON['options'],
  factorAt: (t: number) => number,
): Schedule {
  const schedule = (t: number): number => {
    if (notNegative.holds(t)) return factorAt(t);
    throw new RangeError(`${name}(t): t, in epochs, must be ${notNegative.words}, but it is ${String(t)}.`);
  };
  Object.defineProperty(schedule, 'name', { value: name, enumerable: true });
  return Object.freeze(Object.assign(schedule, { options: Object.freeze({ ...options }) }));
}
