import type { Floats } from '@keepdims/kernels';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { mapTrees } from './mapTrees.js';
import { numberOptions, type OptionTable, type OptionValues } from '@keepdims/shapes';
import type { KnownSteps, Optimizer, OptimizerFactory, OptimizerState } from './optimizer.js';
import { requireFloats } from './requireFloats.js';

/** What makes an optimizer: everything that is known about it, in one place. */
export interface OptimizerDefinition<K extends string, Slot extends string> {
  readonly name: string;
  readonly options: OptionTable<K>;
  /** The names of the arrays that it remembers for each parameter; zero at first. */
  readonly slots: readonly Slot[];
  /**
   * The rule: change the weights w (and the slots) in place, given their gradients g. All have the same length and element type.
   * `step` is 1 at the first update.
   */
  readonly rule: (
    w: Floats,
    g: Floats,
    slots: Readonly<Record<Slot, Floats>>,
    options: OptionValues<K>,
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
export function defineOptimizer<K extends string, const Slot extends string>(
  definition: OptimizerDefinition<K, Slot>,
): OptimizerFactory<K> {
  const { name, options: table, knownSteps, reference } = definition;
  const factory = (given: object = {}): Optimizer => {
    const options = numberOptions(name, table, given);
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

function initAndUpdate<K extends string, Slot extends string>(
  definition: OptimizerDefinition<K, Slot>,
  options: OptionValues<K>,
): Pick<Optimizer, 'init' | 'update' | 'slots' | 'updateInPlace'> {
  const { name, slots: slotNames, rule } = definition;

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
  ): { params: P; state: OptimizerState<P> } => {
    const operation = `${name}.update(params, grads, state)`;
    requireState(operation, slotNames, state);
    const step = state.step + 1;
    const slotTrees = slotNames.map((slot) => ({ name: `state.slots.${slot}`, node: state.slots[slot] }));
    const [newParams, ...newSlots] = mapTrees(
      operation,
      [{ name: 'params', node: params }, { name: 'grads', node: grads }, ...slotTrees],
      1 + slotNames.length,
      ([parameter, gradient, ...slots], path) => {
        requireFloats(operation, path, parameter);
        const w = floatCopy(parameter);
        const changed = slots.map(floatCopy);
        const numbers = changed.map((slot) => np.contiguousData(slot));
        const g = gradient.dtype === w.dtype ? gradient : gradient.astype(w.dtype);
        // g has w's dtype
        rule(np.contiguousData(w), np.contiguousData(g) as Floats, named(slotNames, numbers), options, step);
        return [w, ...changed];
      },
    );
    // mapTrees keeps the structure, floatCopy shape and dtype
    return { params: newParams as P, state: { step, slots: named(slotNames, newSlots as P[]) } };
  };

  const updateInPlace: Optimizer['updateInPlace'] = (w, g, slots, step) => {
    rule(w, g, slots, options, step); // the caller made one for each name in `slots`
  };
  return { init, update, slots: slotNames, updateInPlace };
}

/** A contiguous copy; `requireFloats` has seen the parameter, and slots have its dtype. */
function floatCopy(a: NDArray): NDArray<readonly number[], 'float64' | 'float32'> {
  return a.astype(a.dtype === 'float32' ? 'float32' : 'float64');
}

/** Values by the slots' names. */
function named<Slot extends string, T>(names: readonly Slot[], values: readonly T[]): Record<Slot, T> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<Slot, T>; // one value a name
}

function requireState(operation: string, slotNames: readonly string[], state: OptimizerState<unknown>): void {
  const expected = `state must be what init or update returned, { step, slots: { ${slotNames.join(', ')} } }`;
  const remedy = 'Begin with init(params).';
  if (typeof state !== 'object' || state === null || typeof state.slots !== 'object' || state.slots === null) {
    throw new TypeError(`${operation}: ${expected}, but it has no slots. ${remedy}`);
  }
  if (!Number.isSafeInteger(state.step) || state.step < 0) {
    throw new TypeError(`${operation}: ${expected}, but step is ${String(state.step)}. ${remedy}`);
  }
  const found = Object.keys(state.slots);
  if (found.length !== slotNames.length || !slotNames.every((slot) => Object.hasOwn(state.slots, slot))) {
    throw new TypeError(
      `${operation}: ${expected}, but its slots are { ${found.join(', ')} }: another optimizer's. ${remedy}`,
    );
  }
}
