import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { FormatError, ShapeError, showShape } from '@keepdims/shapes';
import { matrixRows } from './matrixRows.js';

/** Scaled values: X's shape; float32 stays float32, everything else becomes float64. */
export type Scaled<X extends NDArray> = NDArray<X['shape'], X['dtype'] extends 'float32' ? 'float32' : 'float64'>;

/** The plain data of a fitted scaler. */
export interface ScalerJSON {
  readonly kind: 'standard' | 'minMax';
  readonly shift: readonly number[];
  readonly scale: readonly number[];
}

/** A scaler before it has seen data. */
export interface Scaler {
  /**
   * Measure the features.
   *
   * @param X - Shape [n_x, m], m ≥ 1; a feature is a row.
   * @throws ShapeError if X does not have two axes. RangeError if there are no examples, or a value is NaN or infinite (it names the
   *   feature and the example).
   */
  fit(X: NDArray): FittedScaler;
}

/** A fitted scaler: every feature (row) i becomes (x − shift[i]) / scale[i]. */
export class FittedScaler {
  readonly kind: ScalerJSON['kind'];
  /** One a feature, in its unit. */
  readonly shift: readonly number[];
  /** One a feature, in its unit, > 0; 1 for a feature that is constant. */
  readonly scale: readonly number[];

  /** Callers use `standardScaler().fit(X)`, `minMaxScaler().fit(X)` or `scalerFromJSON`, which check the parts. */
  constructor(parts: ScalerJSON) {
    this.kind = parts.kind;
    this.shift = parts.shift;
    this.scale = parts.scale;
  }

  /**
   * Scale.
   *
   * @param X - Shape [n_x, m] with the n_x of fitting; any m.
   * @returns (X − shift) / scale, a new array of X's shape. NaN stays NaN.
   * @throws ShapeError if X has another number of rows.
   */
  transform<X extends NDArray>(X: X): Scaled<X> {
    return this.#map(X, 'transform', (value, shift, scale) => (value - shift) / scale);
  }

  /** Undo `transform`: X · scale + shift, of X's shape. @throws ShapeError if X has another number of rows. */
  inverse<X extends NDArray>(X: X): Scaled<X> {
    return this.#map(X, 'inverse', (value, shift, scale) => value * scale + shift);
  }

  /** Plain data that `scalerFromJSON` turns back into an equal scaler. */
  toJSON(): ScalerJSON {
    return { kind: this.kind, shift: this.shift, scale: this.scale };
  }

  #map<X extends NDArray>(
    X: X,
    operation: string,
    f: (value: number, shift: number, scale: number) => number,
  ): Scaled<X> {
    const rows = matrixRows(X, `scaler.${operation}(X)`);
    if (rows.length !== this.shift.length) {
      throw new ShapeError(
        `scaler.${operation}(X): X has shape ${showShape(X.shape)}: ${rows.length} features (rows), but the scaler was fitted on ${this.shift.length}.`,
      );
    }
    const m = X.shape[1] ?? 0;
    const scaled = np.empty([...X.shape], { dtype: X.dtype === 'float32' ? 'float32' : 'float64' });
    const out = np.contiguousData(scaled);
    rows.forEach((row, i) => {
      // One shift and one scale a row: checked above.
      out.set(
        row.map((value) => f(value, this.shift[i] ?? 0, this.scale[i] ?? 1)),
        i * m,
      );
    });
    // The dtype follows from the typed array chosen above, the shape is X's.
    return scaled as NDArray as Scaled<X>;
  }
}

/** Fit by measuring each row on its own; `what` names it in messages. */
export function fitRows(
  X: NDArray,
  kind: ScalerJSON['kind'],
  measure: (row: Float64Array, what: string) => { readonly shift: number; readonly scale: number },
): FittedScaler {
  const rows = matrixRows(X, `${kind}Scaler.fit(X)`);
  const measured = rows.map((row, i) => {
    if (row.length === 0)
      throw new RangeError(`${kind}Scaler.fit(X): X has shape ${showShape(X.shape)}: there are no examples.`);
    const bad = row.findIndex((value) => !Number.isFinite(value));
    if (bad !== -1) {
      throw new RangeError(
        `${kind}Scaler.fit(X): feature ${i} is ${row[bad]} for example ${bad}; replace or remove such values first.`,
      );
    }
    return measure(row, `${kind}Scaler.fit(X): feature ${i}`);
  });
  return new FittedScaler({
    kind,
    shift: measured.map(({ shift }) => shift),
    scale: measured.map(({ scale }) => scale),
  });
}

/**
 * Make a fitted scaler from what its `toJSON` gave.
 *
 * @param json - Parsed JSON.
 * @throws FormatError if it is not the data of a scaler.
 * @example scalerFromJSON({ kind: 'standard', shift: [2], scale: [0.5] }).transform(np.array([[3]])).toArray() // [[2]]
 */
export function scalerFromJSON(json: unknown): FittedScaler {
  const { kind, shift, scale } = (json ?? {}) as Record<string, unknown>; // any value but null and undefined may be asked for keys
  const isNumbers = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every((value) => Number.isFinite(value));
  if (
    (kind !== 'standard' && kind !== 'minMax') ||
    !isNumbers(shift) ||
    !isNumbers(scale) ||
    shift.length !== scale.length ||
    scale.some((value) => value <= 0)
  ) {
    throw new FormatError(
      "a saved scaler needs kind 'standard' or 'minMax', and shift and scale: lists of finite numbers, equally long, scales above 0.",
      { expected: 'a saved scaler' },
    );
  }
  return new FittedScaler({ kind, shift, scale });
}
