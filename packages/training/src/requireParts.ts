import { losses } from '@keepdims/losses';
import { optimizers, schedules } from '@keepdims/optimizers';
import { refuseUnknownOptions } from '@keepdims/shapes';
import { metrics as knownMetrics } from './metrics/metricByName.js';
import type { CheckpointOptions } from './options.js';
import type { AnyOptions, Plan } from './plan.js';
import {
  isObject,
  kindOf,
  requireAmount,
  requireCount,
  requireFunction,
  requireList,
  requireObject,
} from './requireKinds.js';

/**
 * Check the options that are definitions, functions or objects of their own.
 *
 * @throws TypeError for another kind, with the way from what was given to what is needed. RangeError if a number is out of range.
 */
export function requireParts(call: string, options: AnyOptions & Pick<Plan, 'metrics' | 'callbacks'>): void {
  const { loss, optimizer, metrics, callbacks, schedule, l2, clip, onStep, checkpoint, signal } = options;
  requireLoss(call, loss);
  requireOptimizer(call, optimizer);
  requireList(call, 'metrics', metrics);
  requireList(call, 'callbacks', callbacks);
  for (const [i, metric] of metrics.entries()) {
    requireMetric(call, `metrics[${i}]`, metric);
    const first = metrics.findIndex(({ name }) => name === metric.name);
    if (first !== i) {
      throw new RangeError(
        `${call}: metrics[${first}] and metrics[${i}] are both named '${metric.name}'. ` +
          'Name one otherwise: defineMetric(name, formula).',
      );
    }
  }
  for (const [i, callback] of callbacks.entries()) requireFunction(call, `callbacks[${i}]`, callback);
  if (schedule !== undefined) requireSchedule(call, schedule);
  if (onStep !== undefined) requireFunction(call, 'onStep', onStep);
  if (l2 !== undefined) requireAmount(call, 'l2', l2, '>= 0');
  if (clip !== undefined) {
    requireObject(call, 'clip', 'an object such as { norm: 1 }', clip);
    refuseUnknownOptions(`${call}: clip`, clip, ['norm', 'value']);
    for (const [name, value] of Object.entries(clip)) {
      if (value !== undefined) requireAmount(call, `clip.${name}`, value, '> 0');
    }
  }
  if (checkpoint !== undefined) requireCheckpointOptions(call, checkpoint);
  if (signal !== undefined && !(isObject(signal) && 'aborted' in signal)) {
    throw new TypeError(`${call}: signal must be an AbortSignal, but is ${kindOf(signal)}.`);
  }
}

function requireLoss(call: string, value: unknown): void {
  if (hasMethod(value, 'gradient')) return;
  const remedy = typeof value === 'string' ? byName('lossByName', losses, value) : '';
  throw new TypeError(`${call}: loss must be a loss such as binaryCrossEntropy, but is ${shown(value)}.${remedy}`);
}

function requireOptimizer(call: string, value: unknown): void {
  if (hasMethod(value, 'update')) return;
  const rule = `${call}: optimizer must be an optimizer such as adam(), but is`;
  const uncalled = nameOf(optimizers, value);
  if (uncalled !== undefined) throw new TypeError(`${rule} the function that makes one. Call it: ${uncalled}().`);
  const remedy = typeof value === 'string' ? byName('optimizerByName', optimizers, value) : '';
  throw new TypeError(`${rule} ${shown(value)}.${remedy}`);
}

function requireMetric(call: string, name: string, value: unknown): void {
  if (typeof value === 'function') return;
  const remedy = typeof value === 'string' ? byName('metricByName', knownMetrics, value) : '';
  throw new TypeError(`${call}: ${name} must be a metric such as accuracy, but is ${shown(value)}.${remedy}`);
}

/** A schedule has a name and options, which a checkpoint keeps. */
function requireSchedule(call: string, value: unknown): void {
  if (typeof value === 'function' && 'options' in value && isObject(value.options)) return;
  const rule = `${call}: schedule must be a schedule such as cosineDecay({ epochs: 20 }), but is`;
  const uncalled = nameOf(schedules, value);
  if (uncalled !== undefined) {
    throw new TypeError(
      `${rule} the function that makes one. Call it: ${uncalled}(${uncalled === 'constant' ? '' : '{ … }'}).`,
    );
  }
  const remedy = typeof value === 'function' ? " Make one of it: defineSchedule('mine', (t) => …)." : '';
  throw new TypeError(`${rule} ${typeof value === 'function' ? 'a function without options' : shown(value)}.${remedy}`);
}

function requireCheckpointOptions(call: string, given: CheckpointOptions): void {
  requireObject(call, 'checkpoint', 'an object such as { save: (checkpoint) => … }', given);
  refuseUnknownOptions(`${call}: checkpoint`, given, ['every', 'everySteps', 'everySeconds', 'save', 'preprocessing']);
  const { every, everySteps, everySeconds, save } = given;
  requireFunction(call, 'checkpoint.save', save);
  if (every !== undefined) requireCount(call, 'checkpoint.every', every);
  if (everySteps !== undefined) requireCount(call, 'checkpoint.everySteps', everySteps);
  if (everySeconds !== undefined) requireAmount(call, 'checkpoint.everySeconds', everySeconds, '>= 0');
}

function hasMethod(value: unknown, method: string): boolean {
  const isAny = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isAny && method in value && typeof (value as Record<string, unknown>)[method] === 'function'; // has it
}

/** The name under which a table holds this very value. */
function nameOf(table: object, value: unknown): string | undefined {
  return Object.entries(table).find(([, entry]) => entry === value)?.[0];
}

/** How to come from a name to what it names. */
function byName(lookUp: string, table: object, name: string): string {
  return Object.hasOwn(table, name) ? ` Give ${lookUp}('${name}').` : ` ${lookUp}(name) gives one by its name.`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : kindOf(value);
}
