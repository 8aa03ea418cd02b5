import type { IsLess } from './arithmetic.js';
import type { Show } from './message.js';
import type { IsLiteral, Shape } from './shape.js';
import { ShapeError, showShape } from './shapeError.js';

/** Which axes: one (negative counts from the end), several, or null for all. */
export type Axis = number | readonly number[] | null;

/** The non-negative form of an axis, or never when it is out of range. */
export type NormAxis<S extends Shape, A extends number> = `${A}` extends `-${infer P extends number}`
  ? FromEnd<S, P>
  : `${A}` extends Extract<keyof S, string>
    ? A
    : never;

type FromEnd<S extends Shape, P, Count extends 0[] = []> = S extends readonly [...infer R extends Shape, unknown]
  ? [...Count, 0]['length'] extends P
    ? R['length']
    : FromEnd<R, P, [...Count, 0]>
  : never;

/** The message for an axis that isn't there. */
export type AxisMessage<
  S extends Shape,
  A,
  Op extends string,
> = `${Op}: axis ${A & number} is out of range for ${Show<S>} (rank ${S['length']})`;

/** True when position H, of the list P, is known to be outside of size D, of the shape S; negative positions count from the end. */
export type OutOfRange<H extends number, D extends number, P, S> =
  IsLiteral<H, P> extends true
    ? IsLiteral<D, S> extends true
      ? H extends number // one by one, where it is a union
        ? `${H}` extends `-${infer FromEnd extends number}`
          ? IsLess<D, FromEnd>
          : IsLess<H, D> extends true
            ? false
            : true
        : never
      : false
    : false;

/**
 * The non-negative form of an axis.
 *
 * @throws ShapeError if it is out of range or not an integer.
 * @example normalizeAxis('sum', [2, 3], -1) // 1
 */
export function normalizeAxis(operation: string, shape: Shape, axis: number): number {
  const rank = shape.length;
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ShapeError(
      `${operation}(a): axis ${String(axis)} is out of range for shape ${showShape(shape)} (rank ${rank}).` +
        (rank > 0 ? ` Axes go from ${-rank} to ${rank - 1}.` : ''),
    );
  }
  return axis < 0 ? axis + rank : axis;
}

/**
 * The non-negative axes, in increasing order; null means all.
 *
 * @throws ShapeError if one is out of range or named twice.
 * @example normalizeAxes('sum', [2, 3, 4], [-1, 0]) // [0, 2]
 */
export function normalizeAxes(operation: string, shape: Shape, axis: Axis | undefined): number[] {
  if (axis === null || axis === undefined) return shape.map((_, i) => i);
  if (typeof axis === 'number') return [normalizeAxis(operation, shape, axis)];
  const axes = axis.map((one) => normalizeAxis(operation, shape, one));
  if (new Set(axes).size !== axes.length) {
    throw new ShapeError(
      `${operation}(a): axes ${showShape(axis)} name an axis of shape ${showShape(shape)} twice. Name each once.`,
    );
  }
  return axes.sort((a, b) => a - b);
}
