import { stateWords } from './mt19937.js';
import { describe } from './describe.js';

/**
 * Everything that decides the numbers a `RandomState` gives next; `np.random.get_state(legacy=False)` with flat names.
 *
 * Plain data: it survives `JSON.parse(JSON.stringify(…))`.
 */
export interface RandomStateSnapshot {
  readonly algorithm: 'MT19937';
  /** 624 words, integers in [0, 2^32). */
  readonly key: readonly number[] | Uint32Array;
  /** Index in `key` of the next word; 624 means that all are used. */
  readonly pos: number;
  /** True when the second value of a pair of normals is waiting. */
  readonly hasGauss: boolean;
  /** That value; 0 when none is waiting. */
  readonly cachedGaussian: number;
}

/**
 * Refuse anything that isn't a usable state: it comes from files.
 *
 * @throws TypeError if it isn't an object or names another algorithm. RangeError if a field is out of range.
 */
export function validSnapshot(state: unknown): RandomStateSnapshot {
  if (typeof state !== 'object' || state === null) {
    throw new TypeError(`setState(state): a state is an object as getState() gives, but got ${describe(state)}.`);
  }
  const fields: { readonly [K in keyof RandomStateSnapshot]?: unknown } = state;
  const { algorithm, key, pos, hasGauss, cachedGaussian } = fields;
  if (algorithm !== 'MT19937') {
    throw new TypeError(`setState(state): algorithm must be 'MT19937', but is ${describe(algorithm)}.`);
  }
  const words = validKey(key);
  if (typeof pos !== 'number' || !Number.isInteger(pos) || pos < 0 || pos > stateWords) {
    throw new RangeError(`setState(state): pos must be an integer from 0 to ${stateWords}, but is ${describe(pos)}.`);
  }
  if (typeof hasGauss !== 'boolean') {
    throw new TypeError(`setState(state): hasGauss must be true or false, but is ${describe(hasGauss)}.`);
  }
  if (typeof cachedGaussian !== 'number' || !Number.isFinite(cachedGaussian)) {
    throw new RangeError(
      `setState(state): cachedGaussian must be a finite number, but is ${describe(cachedGaussian)}.`,
    );
  }
  return { algorithm, key: words, pos, hasGauss, cachedGaussian };
}

function validKey(key: unknown): Uint32Array {
  if (!Array.isArray(key) && !(key instanceof Uint32Array)) {
    throw new TypeError(`setState(state): key must be an array of ${stateWords} words, but is ${describe(key)}.`);
  }
  if (key.length !== stateWords) {
    throw new RangeError(`setState(state): key must have ${stateWords} words, but has ${key.length}.`);
  }
  const words = new Uint32Array(stateWords);
  for (let i = 0; i < stateWords; i++) {
    const word: unknown = key[i];
    if (typeof word !== 'number' || word >>> 0 !== word) {
      throw new RangeError(
        `setState(state): key must hold integers in [0, 4294967296), but word ${i} is ${describe(word)}.`,
      );
    }
    words[i] = word;
  }
  // The recurrence reads one bit of word 0 and all of the others. When these are 0 it gives zeros for ever, and the
  // rejection loops of normal and integer draws would never end.
  if ((words[0] ?? 0) < 0x80000000 && words.every((word, i) => i === 0 || word === 0)) {
    throw new RangeError(
      'setState(state): key must not be all zeros: it would give zeros for ever. Restore a whole state.',
    );
  }
  return words;
}
