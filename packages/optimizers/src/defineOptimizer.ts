import type { Floats } from '@keepdims/kernels';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { adjustGradients, adjustsGradients } from './adjustGradients.js';
import { mapTrees } from './mapTrees.js';
import { notNegative, numberOptions, type OptionTable, type OptionValues } from '@keepdims/shapes';
import type { KnownSteps, Optimizer, OptimizerFactory, OptimizerState, UpdateOptions } from './optimizer.js';
import { optimizerOptions, type OptimizerOptions } from './optimizerOptions.js';
import { requireFloats } from './requireFloats.js';
import { requireState } from './requireState.js';

/** What makes an optimizer: everything that is known about it, in one place. */
export interface OptimizerDefinition<K extends string, Slot extends string, Optional extends string = never> {
  readonly name: string;
  /** Those of this rule, `learningRate` among them; l2, clipNorm and clipValue come by themselves. */
  readonly options: OptionTable<K> & OptionTable<'learningRate'>;
  /** The names of the arrays that it remembers for each parameter; zero at first. */
  readonly slots: readonly Slot[];
  /** Further ones, each with whether the options call for it. */
  readonly optionalSlots?: Readonly<Record<Optional, (options: OptionValues<K | 'learningRate'>) => boolean>>;
  /**
   * The rule: change the weights w (and the slots) in place, given their gradients g. All have the same length and element type.
   * `step` is 1 at the first update; `options.learningRate` is that of this step.
   */
  readonly rule: (
    w: Floats,
    g: Floats,
    slots: Readonly<Record<Slot, Floats>> & Readonly<Partial<Record<Optional, Floats>>>,
    options: OptionValues<K | 'learningRate'>,
    step: number,
  ) => void;
  readonly knownSteps: readonly KnownSteps[];
  readonly reference: string;
}

/**
 * Make an optimizer from its rule.
 *
 * @param definition - Options with defaults, the slots, the rule for one array, steps known by hand.
 * @returns The function that takes the options and gives the optimizer.
 */
export function defineOptimizer<K extends string, const Slot extends string, const Optional extends string = never>(
  definition: OptimizerDefinition<K, Slot, Optional>,
): OptimizerFactory<K | 'learningRate'> {
  const { name, options: table, knownSteps, reference } = definition;
  const factory = (given: object = {}): Optimizer => {
    const options = optimizerOptions<K | 'learningRate'>(name, table, given);
    const optimizer: Optimizer = Object.freeze({ name, options, ...initAndUpdate(definition, options) });
    defined.add(optimizer);
    return optimizer;
  };
  Object.defineProperty(factory, 'name', { value: name, enumerable: true });
  return Object.freeze(Object.assign(factory, { knownSteps, reference }));
}

/** The optimizers made here, whose `updateInPlace` is known to be their `update`. */
const defined = /* @__PURE__ */ new WeakSet<Optimizer>();

/**
 * Whether `updateInPlace` does what `update` does: true for the optimizers of `defineOptimizer`, not for one that was put together from
 * parts, `{ ...adam(), update: mine }`.
 *
 * @example updatesInPlace(adam()) // true
 */
export function updatesInPlace(optimizer: Optimizer): boolean {
  return defined.has(optimizer);
}

/** An array's new weights and slots, which still hold the old values, and its gradient. */
interface Place {
  readonly w: FloatArray;
  readonly g: FloatArray;
  readonly slots: readonly FloatArray[];
}

type FloatArray = NDArray<readonly number[], 'float64' | 'float32'>;

function initAndUpdate<K extends string, Slot extends string, Optional extends string>(
  { name, slots: always, optionalSlots, rule }: OptimizerDefinition<K, Slot, Optional>,
  options: OptimizerOptions<K | 'learningRate'>,
): Pick<Optimizer, 'init' | 'update' | 'slots' | 'updateInPlace'> {
  const optional = Object.entries<(options: OptionValues<K | 'learningRate'>) => boolean>(optionalSlots ?? {});
  const slotNames = Object.freeze([...always, ...optional.filter(([, needs]) => needs(options)).map(([slot]) => slot)]);
  const adjusts = adjustsGradients(options);

  /** One step of blocks that make up all parameters; `slots` has one for each name in `slotNames`. */
  const move = (blocks: readonly Block[], step: number, learningRateFactor: number): void => {
    if (adjusts) adjustGradients(blocks, options);
    const { learningRate } = options;
    const now = learningRateFactor === 1 ? options : { ...options, learningRate: learningRate * learningRateFactor };
    // A block has the slots that the options call for.
    for (const { w, g, slots } of blocks) rule(w, g, slots as Parameters<typeof rule>[2], now, step);
  };

  const init = <P extends object>(params: P): OptimizerState<P> => {
    const operation = `${name}.init(params)`;
    const trees = mapTrees(operation, [{ name: 'params', node: params }], slotNames.length, ([parameter], path) => {
      requireFloats(operation, path, parameter);
      return slotNames.map(() => np.zerosLike(parameter));
    });
    return { step: 0, slots: named(slotNames, trees as P[]) }; // mapTrees keeps the structure, zerosLike shape and dtype
  };

  const update = <P extends object>(
    params: P,
    grads: object,
    state: OptimizerState<P>,
    given?: UpdateOptions,
  ): { params: P; state: OptimizerState<P> } => {
    const operation = `${name}.update(params, grads, state)`;
    requireState(operation, slotNames, state);
    const learningRateFactor = given === undefined ? 1 : factorOf(name, given);
    const step = state.step + 1;
    const slotTrees = slotNames.map((slot) => ({ name: `state.slots.${slot}`, node: state.slots[slot] }));
    const places: Place[] = [];
    const [newParams, ...newSlots] = mapTrees(
      operation,
      [{ name: 'params', node: params }, { name: 'grads', node: grads }, ...slotTrees],
      1 + slotNames.length,
      ([parameter, gradient, ...slots], path) => {
        requireFloats(operation, path, parameter);
        const w = parameter.astype(parameter.dtype === 'float32' ? 'float32' : 'float64');
        const g = adjusts || gradient.dtype !== w.dtype ? gradient.astype(w.dtype) : (gradient as FloatArray); // w's dtype
        const place = { w, g, slots: slots.map((slot) => slot.astype(w.dtype)) };
        places.push(place);
        return [place.w, ...place.slots];
      },
    );
    // Only now: a norm over all gradients needs the whole tree.
    move(places.map(blockOf(slotNames)), step, learningRateFactor);
    // mapTrees keeps the structure, astype the shape, and w the dtype
    return { params: newParams as P, state: { step, slots: named(slotNames, newSlots as P[]) } };
  };

  const updateInPlace: Optimizer['updateInPlace'] = (w, g, slots, step, learningRateFactor = 1) => {
    move([{ w, g, slots }], step, learningRateFactor);
  };
  return { init, update, slots: slotNames, updateInPlace };
}

/** Plain numbers, and the slots by name. */
interface Block {
  readonly w: Floats;
  readonly g: Floats;
  readonly slots: Readonly<Record<string, Floats>>;
}

function blockOf(slotNames: readonly string[]): (place: Place) => Block {
  return ({ w, g, slots }) => ({
    w: np.contiguousData(w),
    g: np.contiguousData(g),
    slots: named(slotNames, slots.map((slot) => np.contiguousData(slot))),
  }); // prettier-ignore
}

function factorOf(name: string, given: UpdateOptions): number {
  const table = { learningRateFactor: { default: 1, rule: notNegative } };
  return numberOptions(`${name}.update(params, grads, state, options)`, table, given).learningRateFactor;
}

/** Values by the slots' names. */
function named<T>(names: readonly string[], values: readonly T[]): Record<string, T> {
  return Object.fromEntries(names.map((name, i) => [name, values[i] as T])); // one value a name
}
