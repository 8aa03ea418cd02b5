/** Checks of options that JavaScript callers may get wrong. */

/** Refuse anything but an integer >= 1. */
export function requireCount(call: string, name: string, value: unknown): void {
  if (Number.isSafeInteger(value) && Number(value) >= 1) return;
  throw new RangeError(`${call}: ${name} must be an integer, 1 or more, but is ${show(value)}.`);
}

/** Refuse anything but a finite number >= 0, or > 0. */
export function requireAmount(call: string, name: string, value: unknown, rule: '>= 0' | '> 0'): void {
  if (typeof value !== 'number') throw new TypeError(`${call}: ${name} must be a number, but is ${kindOf(value)}.`);
  if (Number.isFinite(value) && (value > 0 || (value === 0 && rule === '>= 0'))) return;
  throw new RangeError(`${call}: ${name} must be finite and ${rule}, but is ${value}.`);
}

export function requireList(call: string, name: string, value: unknown): void {
  if (!Array.isArray(value)) throw new TypeError(`${call}: ${name} must be a list, but is ${kindOf(value)}.`);
}

export function requireFunction(call: string, name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`${call}: ${name} must be a function, but is ${typeof value}.`);
}

export function requireObject(call: string, name: string, parts: string, value: unknown): asserts value is object {
  if (isObject(value)) return;
  throw new TypeError(`${call}: ${name} must be ${parts}, but is ${kindOf(value)}.`);
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** typeof, but null and lists by their own names. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value;
}

function show(value: unknown): string {
  return typeof value === 'object' && value !== null ? kindOf(value) : String(value);
}
