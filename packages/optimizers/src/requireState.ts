import type { OptimizerState } from './optimizer.js';

/**
 * Refuse a state that isn't this optimizer's.
 *
 * @param slotNames - The names of its slots.
 * @throws TypeError naming what is wrong.
 */
export function requireState(operation: string, slotNames: readonly string[], state: OptimizerState<unknown>): void {
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
