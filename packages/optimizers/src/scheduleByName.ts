import { definitionByName } from '@keepdims/shapes';
import { schedules } from './schedules/index.js';
import type { Schedule, ScheduleJSON } from './schedule.js';

/**
 * The schedule of a name, as a checkpoint or a command line gives it.
 *
 * @param name - Such as 'cosineDecay'; `ScheduleName` lists them.
 * @param options - Option values as in `schedule.options`, where another schedule stands as its JSON. Default: none.
 * @throws RangeError if there is no such schedule, or an option is unknown or out of range. TypeError if one is missing or of another type.
 * @example
 * const { name, options } = JSON.parse(JSON.stringify({ ...warmup({ epochs: 2, then: stepDecay({ every: 5, factor: 0.1 }) }) }));
 * scheduleByName(name, options)(7) // 0.1
 */
export function scheduleByName(name: string, options: ScheduleJSON['options'] = {}): Schedule {
  const make = definitionByName<unknown>(`scheduleByName('${name}')`, 'schedule', schedules, name);
  // Each checks what it is given.
  return (make as (options: unknown) => Schedule)(withSchedules(options));
}

/** The options with schedules for their JSON. */
function withSchedules(options: unknown): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, isJSON(value) ? scheduleByName(value.name, value.options) : value])); // prettier-ignore
}

function isJSON(value: unknown): value is ScheduleJSON {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'options' in value
  );
}
