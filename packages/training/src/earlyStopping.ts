import { refuseUnknownOptions } from '@keepdims/shapes';
import type { AnyMetric } from './metrics/metric.js';
import { metrics as metricsByName } from './metrics/metricByName.js';
import type { EpochRecord } from './options.js';
import { requireAmount, requireCount, requireObject } from './requireKinds.js';

/** A number of an epoch's record. */
export type Monitor = 'cost' | 'validationCost' | `metrics.${string}` | `validationMetrics.${string}`;

/** When to stop for want of improvement. */
export interface EarlyStopping {
  /** What to watch, such as 'validationMetrics.accuracy'. Default 'validationCost' if there is validation, else 'cost'. */
  readonly monitor?: Monitor;
  /** After how many epochs in a row without improvement to stop, an integer >= 1. */
  readonly patience: number;
  /** By how much a number must be better than the best one to count, in its unit; finite, >= 0. Default 0. */
  readonly minDelta?: number;
  /** Whether the result has the parameters of the best epoch, not the last. Default true. */
  readonly restoreBest?: boolean;
}

/** Early stopping with all defaults filled in and checked. */
export interface StoppingRule {
  readonly monitor: Monitor;
  readonly better: 'higher' | 'lower';
  readonly patience: number;
  readonly minDelta: number;
  readonly restoreBest: boolean;
}

/** How things stand. */
export interface StoppingState {
  /** From 1; 0 before the first number. */
  readonly bestEpoch: number;
  readonly bestValue: number;
  /** Epochs in a row without improvement. */
  readonly waited: number;
}

const names = Object.keys({ monitor: 1, patience: 1, minDelta: 1, restoreBest: 1 } satisfies Record<
  keyof EarlyStopping,
  1
>);

/**
 * Fill in the defaults of a checked option.
 *
 * @throws TypeError or RangeError if a part is of another kind or out of range, or the monitor is no number of the record. RangeError if
 *   it can't be told whether higher or lower is better.
 */
export function stoppingRule(
  call: string,
  given: EarlyStopping,
  { metrics, validated }: { readonly metrics: readonly AnyMetric[]; readonly validated: boolean },
): StoppingRule {
  requireObject(call, 'earlyStopping', 'an object such as { patience: 5 }', given);
  refuseUnknownOptions(`${call}: earlyStopping`, given, names);
  const { monitor = validated ? 'validationCost' : 'cost', patience, minDelta = 0, restoreBest = true } = given;
  requireCount(call, 'earlyStopping.patience', patience);
  requireAmount(call, 'earlyStopping.minDelta', minDelta, '>= 0');
  const restore: unknown = restoreBest;
  if (typeof restore !== 'boolean') {
    throw new TypeError(`${call}: earlyStopping.restoreBest must be true or false, but is ${typeof restore}.`);
  }
  const metricNames = metrics.map(({ name }) => `metrics.${name}`);
  const known = ['cost', ...metricNames];
  if (validated) known.push('validationCost', ...metrics.map(({ name }) => `validationMetrics.${name}`));
  if (!known.includes(monitor)) {
    throw new RangeError(
      `${call}: earlyStopping.monitor must be a number of the epoch's record, but is '${String(monitor)}'. ` +
        `${oneOf(known)}${missingOf(String(monitor), metrics.length > 0, validated)}`,
    );
  }
  const metric = metrics.find(({ name }) => monitor.endsWith(`etrics.${name}`));
  return { monitor, better: metric === undefined ? 'lower' : betterOf(call, metric), patience, minDelta, restoreBest };
}

function oneOf(known: readonly string[]): string {
  const names = known.map((name) => `'${name}'`);
  return names.length === 1 ? `There is only ${names.join('')}.` : `There are ${names.join(', ')}.`;
}

/** What this training would have to be given for more numbers. */
function missingOf(monitor: string, measured: boolean, validated: boolean): string {
  const wanted = monitor.split('.').at(-1) ?? '';
  const metric = Object.hasOwn(metricsByName, wanted) ? wanted : 'accuracy';
  if (!measured && !validated) {
    return (
      ` 'metrics.${metric}' needs metrics: [${metric}], 'validationCost' needs validation: { X, Y }, ` +
      `and 'validationMetrics.${metric}' needs both.`
    );
  }
  if (!measured) return ` 'metrics.${metric}' and 'validationMetrics.${metric}' need metrics: [${metric}].`;
  return validated ? '' : ` 'validationCost' and 'validationMetrics.${metric}' need validation: { X, Y }.`;
}

function betterOf(call: string, metric: AnyMetric): 'higher' | 'lower' {
  if (metric.better !== undefined) return metric.better;
  if ('perExampleGradient' in metric) return 'lower'; // a loss
  throw new RangeError(
    `${call}: earlyStopping can't watch the metric '${metric.name}': it doesn't say whether higher or lower is better. ` +
      "Make it with defineMetric(name, formula, { better: 'higher' }).",
  );
}

/** Before the first epoch. */
export const nothingSeen: StoppingState = Object.freeze({ bestEpoch: 0, bestValue: NaN, waited: 0 });

/** How things stand after another epoch. NaN never is an improvement. */
export function afterEpoch(
  { monitor, better, minDelta }: StoppingRule,
  state: StoppingState,
  record: Pick<EpochRecord, 'epoch' | 'cost' | 'metrics' | 'validationCost' | 'validationMetrics'>,
): StoppingState {
  const value = numberAt(monitor, record);
  const gain = better === 'lower' ? state.bestValue - value : value - state.bestValue;
  // The first number is the best so far; equal infinities have no gain (NaN).
  const improved = state.bestEpoch === 0 ? !Number.isNaN(value) : gain > minDelta;
  return improved ? { bestEpoch: record.epoch, bestValue: value, waited: 0 } : { ...state, waited: state.waited + 1 };
}

function numberAt(
  monitor: Monitor,
  record: Pick<EpochRecord, 'cost' | 'metrics' | 'validationCost' | 'validationMetrics'>,
): number {
  const [group = '', ...rest] = monitor.split('.');
  const name = rest.join('.');
  if (group === 'cost') return record.cost;
  if (group === 'validationCost') return record.validationCost ?? NaN;
  return (group === 'metrics' ? record.metrics : record.validationMetrics)?.[name] ?? NaN;
}
