import type { NDArray } from '@keepdims/ndarray';
import type { Optimizer, OptimizerState } from '@keepdims/optimizers';
import { notNegative, numberOptions, positive, sameShape, ShapeError, showShape } from '@keepdims/shapes';
import { describeValue } from '../describeValue.js';
import type { AnyLayerParams } from '../layer.js';
import { requireArray } from '../requireLayer.js';
import { requireOptions, requireRng } from '../requireMode.js';
import { requireParams } from '../requireParams.js';
import { trainableParams } from '../trainableParams.js';
import type { TrainableLayer } from '../trainableParams.js';
import type { TrainingRunOptions } from './trainingRun.js';

const names: readonly (keyof TrainingRunOptions)[] = [
  'net',
  'params',
  'loss',
  'optimizer',
  'l2',
  'clip',
  'rng',
  'optimizerState',
];

/**
 * Refuse what no run can begin with.
 *
 * @throws TypeError, ShapeError, DTypeError or RangeError, as `trainingRun`.
 */
export function requireRunOptions(options: TrainingRunOptions): void {
  const operation = 'trainingRun(options)';
  requireOptions(operation, names, options);
  const { net, params, optimizer, l2, clip, rng, optimizerState } = options;
  requireParams('trainingRun({ params })', net, params);
  numberOptions(operation, { l2: { default: 0, rule: notNegative } }, { l2 });
  if (clip !== undefined) requireClip(`${operation}: clip`, clip);
  if (rng !== undefined || net.layers.some(({ dropout }) => dropout > 0)) requireRng(operation, rng);
  if (optimizerState !== undefined) requireOptimizerState(optimizer, params, optimizerState);
}

function requireClip(operation: string, clip: object): void {
  // 1 stands for what isn't given: the rule holds for it.
  numberOptions(operation, { norm: { default: 1, rule: positive }, value: { default: 1, rule: positive } }, clip);
}

/** The state is this optimizer's, for parameters of these shapes. */
function requireOptimizerState(
  optimizer: Optimizer,
  params: readonly AnyLayerParams[],
  state: OptimizerState<readonly TrainableLayer[]>,
): void {
  const operation = 'trainingRun({ optimizerState })';
  const remedy = 'Pass what run.optimizerState() gave, or leave it out to begin anew.';
  const { step, slots }: { step?: unknown; slots?: unknown } = isObject(state) ? state : {};
  if (!isObject(slots) || !Number.isSafeInteger(step) || Number(step) < 0) {
    throw new TypeError(
      `${operation}: the state must be { step, slots }, step an integer >= 0, but is ${describeValue(isObject(slots) ? step : state)}. ${remedy}`,
    );
  }
  const [wanted, found] = [[...optimizer.slots].sort().join(', '), Object.keys(slots).sort().join(', ')];
  if (wanted !== found) {
    throw new TypeError(
      `${operation}: the slots of ${optimizer.name} are { ${wanted} }, but the state's are { ${found} }: another optimizer's. ${remedy}`,
    );
  }
  for (const name of optimizer.slots) {
    const layers = state.slots[name];
    if (!Array.isArray(layers) || layers.length !== params.length) {
      throw new ShapeError(
        `${operation}: slots.${name} must be a list of ${params.length} layers, as params, but is ${describeValue(layers)}. ${remedy}`,
      );
    }
    for (const [i, layer] of trainableParams(params).entries())
      requireSlot(operation, `slots.${name}[${i}]`, layer, layers[i], remedy);
  }
}

function requireSlot(operation: string, place: string, layer: TrainableLayer, slot: unknown, remedy: string): void {
  const [wanted, found] = [Object.keys(layer), isObject(slot) ? Object.keys(slot) : []];
  if (wanted.length !== found.length || wanted.some((name) => !found.includes(name))) {
    throw new ShapeError(
      `${operation}: ${place} must be { ${wanted.join(', ')} }, as params, but is ${isObject(slot) ? `{ ${found.join(', ')} }` : describeValue(slot)}. ${remedy}`,
    );
  }
  for (const [name, own] of Object.entries<NDArray>({ ...layer })) {
    const other = (slot as Readonly<Record<string, unknown>>)[name]; // it has these names
    requireArray(operation, `${place}.${name}`, other);
    if (!sameShape(own.shape, other.shape)) {
      throw new ShapeError(
        `${operation}: ${place}.${name} must have the parameter's shape ${showShape(own.shape)}, but has shape ${showShape(other.shape)}. ${remedy}`,
      );
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
