import { positive } from '@keepdims/shapes';
import { constant } from './constant.js';
import { makeSchedule, type Schedule } from '../schedule.js';
import { scheduleOptions } from '../scheduleOptions.js';

/**
 * A straight way up from 0 to where another schedule begins, which then takes over: t / epochs · then(0) while t < epochs, then(t − epochs)
 * from there on. So `then` counts its epochs from the end of the warm-up.
 *
 * @param options.epochs - How long the way up takes, in epochs; finite, > 0.
 * @param options.then - The schedule after it. Default constant().
 * @returns The schedule; its option `then` is the other's JSON.
 * @throws RangeError if an option is out of range or unknown. TypeError if `epochs` is missing, or `then` is not a schedule.
 * @remarks At t = 0 the factor is 0: the very first step moves nothing.
 * @example
 * const schedule = warmup({ epochs: 4, then: exponentialDecay({ rate: 0.5 }) });
 * [schedule(0), schedule(1), schedule(4), schedule(5)] // [0, 0.25, 1, 0.5]
 * @see Goyal et al. (2017), section 2.2. https://arxiv.org/abs/1706.02677
 */
export function warmup(options: { readonly epochs: number; readonly then?: Schedule }): Schedule {
  const { epochs } = scheduleOptions('warmup', { epochs: { rule: positive } }, options, ['then']);
  const { then = constant() } = options;
  if (!isSchedule(then)) {
    const found = typeof then === 'function' ? 'a function without name and options' : JSON.stringify(then);
    throw new TypeError(
      `warmup: then must be a schedule, but it is ${found}. One is cosineDecay({ epochs: 10 }); scheduleByName makes one from JSON.`,
    );
  }
  return makeSchedule('warmup', { epochs, then: { name: then.name, options: then.options } }, (t) => {
    return t < epochs ? (t / epochs) * then(0) : then(t - epochs);
  });
}

function isSchedule(value: unknown): value is Schedule {
  return typeof value === 'function' && 'options' in value && typeof value.options === 'object';
}
