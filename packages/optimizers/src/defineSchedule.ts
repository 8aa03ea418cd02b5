import { notNegative } from '@keepdims/shapes';
import { makeSchedule, type Schedule, type ScheduleJSON } from './schedule.js';

/**
 * A schedule of your own formula, for whatever takes one: `fit`, or `then` of `warmup`.
 *
 * Functions can't be saved, so a checkpoint keeps its name and options only, and a training that is resumed must be given the schedule again:
 * under the same name and options it has to be the same formula. So put the numbers it depends on into the options. `scheduleByName` doesn't
 * know it.
 *
 * @param name - Its name in checkpoints and messages.
 * @param factorAt - The factor at time t, in epochs: finite, >= 0. It must give the same for the same t.
 * @param options - What the formula depends on, as plain JSON. Default: nothing.
 * @returns The schedule; it checks t, and what the formula gives.
 * @throws TypeError if name is no text, factorAt no function or options no object. RangeError, when the schedule is called, if t or the
 *   factor is out of range.
 * @example
 * const halving = (every) => defineSchedule('halving', (t) => 0.5 ** (t / every), { every });
 * [halving(2)(0), halving(2)(4), halving(2).options.every] // [1, 0.25, 2]
 */
export function defineSchedule(
  name: string,
  factorAt: (t: number) => number,
  options: ScheduleJSON['options'] = {},
): Schedule {
  const call = 'defineSchedule(name, factorAt)';
  const given: readonly unknown[] = [name, factorAt, options];
  if (typeof given[0] !== 'string' || name === '') {
    throw new TypeError(`${call}: name must be a text such as 'halving', but it is ${describe(name)}.`);
  }
  if (typeof given[1] !== 'function') {
    throw new TypeError(
      `${call}: factorAt must be a function such as (t) => 0.5 ** t, but it is ${describe(factorAt)}.`,
    );
  }
  if (typeof given[2] !== 'object' || given[2] === null || Array.isArray(given[2])) {
    throw new TypeError(`${call}: options must be an object such as { every: 2 }, but they are ${describe(options)}.`);
  }
  return makeSchedule(name, options, (t) => {
    const factor: unknown = factorAt(t);
    if (typeof factor === 'number' && notNegative.holds(factor)) return factor;
    throw new RangeError(
      `${name}(t): the factor must be ${notNegative.words}, but at t = ${t} the formula gives ${describe(factor)}.`,
    );
  });
}

function describe(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  return typeof value === 'number' ? String(value) : String(JSON.stringify(value));
}
