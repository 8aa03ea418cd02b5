import { refuseUnknownOptions, ShapeError } from '@keepdims/shapes';

/**
 * A shift and a scale for each feature, in the feature's unit: the plain data of a fitted scaler of `@keepdims/data`, which fits as it
 * stands.
 */
export interface Scaling {
  /** One a feature, finite. */
  readonly shift: ArrayLike<number>;
  /** One a feature, finite and not 0. */
  readonly scale: ArrayLike<number>;
}

/** What happens to a network's inputs before it, and to its outputs after it. */
export interface Preprocessing {
  /** Input i becomes (x − shift[i]) / scale[i]. */
  readonly input?: Scaling | undefined;
  /** Output i becomes y · scale[i] + shift[i]: back to the unit of a scaled target. */
  readonly output?: Scaling | undefined;
  /**
   * What a graph of numbers can't hold (the categories of text columns, the names of classes), as JSON: kept beside it under the key
   * `keepdims.preprocessing`.
   */
  readonly description?: unknown;
}

/** The key of the description among a file's metadata. */
export const descriptionKey = 'keepdims.preprocessing';

/**
 * Refuse a scaling that doesn't fit.
 *
 * @param name - Such as 'preprocessing.input'. @param features - How many, and of what: [3, "the network's inputs"].
 * @throws TypeError if it isn't one. ShapeError for another number of features. RangeError for a shift or scale that can't be applied.
 */
export function requireScaling(operation: string, name: string, scaling: unknown, features: [number, string]): Scaling {
  const given: unknown = scaling;
  if (typeof given !== 'object' || given === null || !('shift' in given) || !('scale' in given)) {
    throw new TypeError(
      `${operation}: ${name} must be { shift, scale } with a number a feature in each, such as a fitted scaler.`,
    );
  }
  refuseUnknownOptions(`${operation}: ${name}`, given, ['shift', 'scale', 'kind']);
  const [count, what] = features;
  for (const key of ['shift', 'scale'] as const) {
    const values: unknown = given[key];
    if (!Array.isArray(values) && !ArrayBuffer.isView(values)) {
      throw new TypeError(`${operation}: ${name}.${key} must be a list of numbers.`);
    }
    const numbers = values as ArrayLike<unknown>; // a list or a typed array; a DataView has no length, and is refused by it
    if (numbers.length !== count) {
      throw new ShapeError(
        `${operation}: ${name}.${key} has ${numbers.length} numbers, but there are ${count} of ${what}. Fit the scaling on these.`,
      );
    }
    for (let i = 0; i < count; i++) {
      const value = numbers[i];
      if (typeof value !== 'number' || !Number.isFinite(value) || (key === 'scale' && value === 0)) {
        throw new RangeError(
          `${operation}: ${name}.${key}[${i}] must be finite${key === 'scale' ? ' and not 0' : ''}, but is ${String(value)}.`,
        );
      }
    }
  }
  return given as Scaling; // every part was looked at
}
