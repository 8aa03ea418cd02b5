import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { parameterName, trainableParams } from '@keepdims/models';
import type { LayerParams } from '@keepdims/models';
import type { Optimizer } from '@keepdims/optimizers';
import type { LoopState, PartialEpoch } from '../loopState.js';
import type { History } from '../options.js';
import type { Plan } from '../plan.js';
import { isObject } from '../requireKinds.js';
import type { Checkpoint } from './checkpoint.js';
import type { LayerSetup } from './trainingSetup.js';

/**
 * The state that a checkpoint holds, of a training whose setup has been compared.
 *
 * @throws RangeError if an array is missing.
 */
export function fromCheckpoint(
  call: string,
  checkpoint: Checkpoint,
  { optimizer, metrics, validation, stopping }: Pick<Plan, 'optimizer' | 'metrics' | 'validation' | 'stopping'>,
): LoopState {
  const read = new Reader(call, checkpoint);
  const { state } = checkpoint;
  const { epoch, step, steps, random } = state;
  const params = read.params('params');
  const names = metrics.map(({ name }) => name);
  return {
    epoch,
    step,
    steps,
    params,
    optimizerState: optimizerState(read, optimizer, params, state.optimizerStep),
    random,
    partial: step === 0 ? undefined : partialEpoch(read, names.length > 0),
    history: historyOf(read, names, validation !== undefined),
    stopping: { ...state.stopping, bestValue: read.number('best.value') },
    best: stopping?.restoreBest === true && state.stopping.bestEpoch > 0 ? read.params('best') : undefined,
  };
}

/**
 * Refuse anything but a checkpoint of this version.
 *
 * @throws TypeError
 */
export function requireCheckpoint(call: string, name: string, given: unknown): Checkpoint {
  if (isObject(given) && 'state' in given && isObject(given.state) && 'arrays' in given && isObject(given.arrays)) {
    const { state } = given;
    const { format, version, data } = state as Partial<Checkpoint['state']>; // any object may be asked for keys
    if (format === 'keepdims-checkpoint' && version === 1 && isObject(data)) {
      return given as unknown as Checkpoint; // of that format
    }
  }
  throw new TypeError(
    `${call}: ${name} must be a checkpoint of this version, as checkpoint.save got it or checkpointFromBytes gives it.`,
  );
}

/** The parameters under a prefix, as many layers as the setup has, each with the arrays that such a layer has. */
export function paramsOf(call: string, checkpoint: Checkpoint, prefix: 'params' | 'best'): LayerParams[] {
  return new Reader(call, checkpoint).params(prefix);
}

function optimizerState(
  read: Reader,
  optimizer: Optimizer,
  params: readonly LayerParams[],
  step: number,
): LoopState['optimizerState'] {
  const layers = trainableParams(params);
  const slots = optimizer.slots.map((slot) => [
    slot,
    layers.map((layer, i) =>
      Object.fromEntries(
        Object.keys(layer).map((name) => [name, read.array(parameterName(`optimizer.${slot}`, i, name))]),
      ),
    ),
  ]);
  // The structure of the trainable parameters, by construction.
  return { step, slots: Object.fromEntries(slots) as NonNullable<LoopState['optimizerState']>['slots'] };
}

function partialEpoch(read: Reader, measured: boolean): PartialEpoch {
  return {
    order: read.order(),
    cost: read.number('epoch.cost'),
    outputs: measured ? read.array('epoch.outputs') : undefined,
  };
}

function historyOf(read: Reader, metrics: readonly string[], validated: boolean): History {
  const group = (name: string): Record<string, number[]> =>
    Object.fromEntries(metrics.map((metric) => [metric, read.numbers(`history.${name}.${metric}`)]));
  return {
    cost: read.numbers('history.cost'),
    ...(metrics.length > 0 ? { metrics: group('metrics') } : {}),
    ...(validated ? { validationCost: read.numbers('history.validationCost') } : {}),
    ...(validated && metrics.length > 0 ? { validationMetrics: group('validationMetrics') } : {}),
  };
}

/** Takes arrays out of a checkpoint: copies, so that it isn't changed. */
class Reader {
  readonly #call: string;
  readonly #checkpoint: Checkpoint;

  constructor(call: string, checkpoint: Checkpoint) {
    this.#call = call;
    this.#checkpoint = checkpoint;
  }

  array(name: string): NDArray {
    const { shape, data } = this.#find(name);
    return np.copy(np.asArray(data, { shape }));
  }

  numbers(name: string): number[] {
    return Array.from(this.#find(name).data);
  }

  number(name: string): number {
    return this.#find(name).data[0] ?? NaN;
  }

  order(): Int32Array {
    return Int32Array.from(this.#find('epoch.order').data);
  }

  params(prefix: string): LayerParams[] {
    return this.#checkpoint.state.setup.layers.map((layer, i) => {
      const names = namesOf(layer).map((name) => [name, this.array(parameterName(prefix, i, name))]);
      return Object.fromEntries(names) as LayerParams; // the names that such a layer has
    });
  }

  #find(name: string): Checkpoint['arrays'][string] {
    const { arrays } = this.#checkpoint;
    const found = Object.hasOwn(arrays, name) ? arrays[name] : undefined;
    if (found !== undefined) return found;
    throw new RangeError(`${this.#call}: the checkpoint has no array '${name}'. Resume from a whole one.`);
  }
}

function namesOf({ batchNorm }: LayerSetup): string[] {
  return batchNorm === null ? ['W', 'b'] : ['W', 'b', 'gamma', 'runningMean', 'runningVariance'];
}
