import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { paramsToArrays } from '@keepdims/models';
import type { LoopState } from '../loopState.js';
import type { Checkpoint, CheckpointArray } from './checkpoint.js';

/** A training's state as plain data. Nothing of it is shared with the training. */
export function toCheckpoint(
  state: LoopState,
  { setup, data, preprocessing }: Pick<Checkpoint['state'], 'setup' | 'data' | 'preprocessing'>,
): Checkpoint {
  const { epoch, step, steps, params, optimizerState, random, partial, history, stopping, best } = state;
  const arrays: Record<string, CheckpointArray> = {};
  const addLayers = (prefix: string, layers: Parameters<typeof paramsToArrays>[0]): void => {
    for (const [name, array] of Object.entries(paramsToArrays(layers, { prefix }))) arrays[name] = plain(array);
  };
  const addNumbers = (name: string, numbers: readonly number[]): void => {
    arrays[name] = { shape: [numbers.length], data: Float64Array.from(numbers) };
  };
  addLayers('params', params);
  for (const [slot, layers] of Object.entries(optimizerState?.slots ?? {})) addLayers(`optimizer.${slot}`, layers);
  addNumbers('history.cost', history.cost);
  if (history.validationCost !== undefined) addNumbers('history.validationCost', history.validationCost);
  for (const group of ['metrics', 'validationMetrics'] as const) {
    for (const [name, numbers] of Object.entries(history[group] ?? {})) addNumbers(`history.${group}.${name}`, numbers);
  }
  // An array, since JSON has no NaN and no infinities.
  addNumbers('best.value', [stopping.bestValue]);
  if (best !== undefined) addLayers('best', best);
  if (partial !== undefined) {
    arrays['epoch.order'] = { shape: [partial.order.length], data: partial.order.slice() };
    addNumbers('epoch.cost', [partial.cost]);
    if (partial.outputs !== undefined) arrays['epoch.outputs'] = plain(partial.outputs);
  }
  return {
    state: {
      format: 'keepdims-checkpoint',
      version: 1,
      epoch,
      step,
      steps,
      optimizerStep: optimizerState?.step ?? 0,
      random,
      setup,
      data,
      stopping: { bestEpoch: stopping.bestEpoch, waited: stopping.waited },
      ...(preprocessing === undefined ? {} : { preprocessing }),
    },
    arrays,
  };
}

function plain(a: NDArray): CheckpointArray {
  const data = contiguousData(a);
  return { shape: a.shape, data: data instanceof Float32Array ? data.slice() : Float64Array.from(data) };
}
