import type { Difference, IsLess } from './arithmetic.js';
import type { OutOfRange } from './axis.js';
import type { First, Show, Unboxed } from './message.js';
import type { IsLiteral, Shape } from './shape.js';
import { ShapeError, showShape } from './shapeError.js';

/** A range [start, stop] or [start, stop, step] of one axis; null leaves an end open. Negative positions count from the end. */
export type Range =
  | readonly [start: number | null, stop: number | null]
  | readonly [start: number | null, stop: number | null, step: number];

/** What a slice says of one axis. */
export type SliceItem = number | ':' | 'newaxis' | '...' | Range;

/** An item as callers write it: any text passes, so that the rule can say what is wrong with it. (`Record`: else no completion.) */
export type SliceArgument = SliceItem | (string & Record<never, never>);

type IsNegative<N extends number> = `${N}` extends `-${string}` ? true : false;

/** The length of [start, stop] on an axis of size D, of the shape S, where all is literal and not negative; otherwise unknown. */
type RangeLength<D extends number, H, S> = H extends readonly [infer A, infer B]
  ? IsLiteral<D, S> extends true
    ? (A extends null ? 0 : A) extends infer From extends number
      ? (B extends null ? D : B) extends infer To extends number
        ? [IsLiteral<From, H>, IsLiteral<To, H>, IsNegative<From>, IsNegative<To>] extends [true, true, false, false]
          ? (IsLess<D, To> extends true ? D : To) extends infer End extends number
            ? IsLess<From, End> extends true
              ? Difference<End, From>
              : 0
            : never
          : number
        : never
      : never
    : A extends null | 0
      ? B extends null
        ? D
        : number
      : number
  : number;

/** How many axes the items use. */
type Used<P extends readonly SliceItem[], Count extends 0[] = []> = P extends readonly [
  infer H,
  ...infer R extends readonly SliceItem[],
]
  ? H extends 'newaxis' | '...'
    ? Used<R, Count>
    : Used<R, [...Count, 0]>
  : Count;

/** As many ':' as '...' stands for. */
type Spread<S extends Shape, N extends 0[]> = N extends [0, ...infer NR extends 0[]]
  ? S extends readonly [unknown, ...infer SR extends Shape]
    ? Spread<SR, NR>
    : []
  : { [K in keyof S]: ':' };

/** What among the items is none. Of arguments that are no text either, the compiler itself says what is wrong. */
type NoItem<P extends readonly SliceArgument[]> = SliceArgument extends P[number]
  ? never
  : { [K in keyof P]: P[K] extends SliceItem ? never : P[K] }[number];

/** Slicing, as a rule. */
export type SliceR<S extends Shape, P extends readonly SliceArgument[]> = [NoItem<P>] extends [never]
  ? number extends S['length'] | P['length']
    ? [number[]]
    : Walk<S, P, S>
  : `slice: an item is an index, ':', [start, stop], [start, stop, step], 'newaxis' or '...', but one is '${First<P, NoItem<P>> & string}'`;

type Walk<
  S extends Shape,
  P extends readonly unknown[],
  Whole extends Shape,
  Acc extends number[] = [],
> = P extends readonly [infer H, ...infer R extends readonly SliceItem[]]
  ? H extends 'newaxis'
    ? Walk<S, R, Whole, [...Acc, 1]>
    : H extends '...'
      ? Walk<S, [...Spread<S, Used<R>>, ...R], Whole, Acc>
      : S extends readonly [infer D extends number, ...infer SR extends Shape]
        ? H extends ':'
          ? Walk<SR, R, Whole, [...Acc, D]>
          : H extends number
            ? OutOfRange<H, D, P, S> extends true
              ? `slice: index ${H} is out of range for size ${D} of ${Show<Whole>}`
              : Walk<SR, R, Whole, Acc>
            : Walk<SR, R, Whole, [...Acc, RangeLength<D, H, S>]>
        : `slice: too many items for ${Show<Whole>} (rank ${Whole['length']})`
  : [[...Acc, ...S]];

/** The sliced shape, or the message. */
export type Slice<S extends Shape, P extends readonly SliceArgument[]> = Unboxed<SliceR<S, P>>;

/** Where a slice begins and how it walks: one entry an axis of the result. */
export interface SlicePlan {
  readonly offset: number;
  readonly shape: number[];
  readonly strides: number[];
}

/**
 * Work out a slice: NumPy's basic indexing.
 *
 * @param shape - The array's sizes. @param strides - Its strides, in elements. @param offset - Its first element.
 * @param items - One an axis; see `SliceItem`. Axes not mentioned are taken whole.
 * @throws ShapeError if an index is out of range, there are too many items, or a step is 0.
 * @example planSlice([4, 3], [3, 1], 0, [[1, 3], 0]) // { offset: 3, shape: [2], strides: [3] }
 */
export function planSlice(
  shape: Shape,
  strides: readonly number[],
  offset: number,
  items: readonly SliceItem[],
): SlicePlan {
  const plan: { offset: number; shape: number[]; strides: number[] } = { offset, shape: [], strides: [] };
  let axis = 0;
  const keep = () => {
    plan.shape.push(shape[axis] ?? 0);
    plan.strides.push(strides[axis] ?? 0);
    axis += 1;
  };
  items.forEach(checkItem);
  const used = items.filter((item) => item !== 'newaxis' && item !== '...').length;
  if (items.filter((item) => item === '...').length > 1) {
    throw new ShapeError(`slice(a, …): '...' may stand once.`);
  }
  if (used > shape.length) {
    throw new ShapeError(
      `slice(a, …): too many items: ${used} for shape ${showShape(shape)} (rank ${shape.length}). Give at most one an axis.`,
    );
  }
  for (const item of items) {
    if (item === 'newaxis') {
      plan.shape.push(1);
      plan.strides.push(0);
    } else if (item === '...') {
      for (let left = shape.length - used; left > 0; left--) keep();
    } else if (item === ':') {
      keep();
    } else {
      const size = shape[axis] ?? 0;
      const stride = strides[axis] ?? 0;
      if (typeof item === 'number') {
        plan.offset += indexOf(item, size, axis, shape) * stride;
      } else {
        const { start, length, step } = resolveRange(item, size, axis, shape);
        if (length > 0) plan.offset += start * stride;
        plan.shape.push(length);
        plan.strides.push(step * stride);
      }
      axis += 1;
    }
  }
  while (axis < shape.length) keep();
  return plan;
}

/** JavaScript callers have no compiler to refuse what isn't an item. */
function checkItem(item: unknown): void {
  if (typeof item === 'number' || Array.isArray(item) || item === ':' || item === 'newaxis' || item === '...') return;
  throw new TypeError(
    `slice(a, …): an item is an index, ':', [start, stop], [start, stop, step], 'newaxis' or '...', but one is ` +
      `${typeof item === 'string' ? `'${item}'` : String(item)}.`,
  );
}

function indexOf(index: number, size: number, axis: number, shape: Shape): number {
  if (!Number.isInteger(index) || index < -size || index >= size) {
    throw new ShapeError(
      `slice(a, …): index ${String(index)} is out of range for axis ${axis} of shape ${showShape(shape)} (size ${size}).` +
        (size > 0 ? ` Indices go from ${-size} to ${size - 1}.` : ''),
    );
  }
  return index < 0 ? index + size : index;
}

/** Python's slice rules: ends are clipped, never out of range. */
function resolveRange(
  range: Range,
  size: number,
  axis: number,
  shape: Shape,
): { start: number; length: number; step: number } {
  const [start, stop, step = 1] = range;
  const bad = [start, stop, step].find((part) => part !== null && !Number.isInteger(part));
  if (bad !== undefined || step === 0) {
    throw new ShapeError(
      `slice(a, …): [${range.map(String).join(', ')}] on axis ${axis} of shape ${showShape(shape)}: ` +
        (step === 0 ? `the step can't be 0.` : `start, stop and step are integers, or null for an open end.`),
    );
  }
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? size : size - 1;
  const clip = (position: number) => Math.min(Math.max(position < 0 ? position + size : position, low), high);
  const from = start === null ? (step > 0 ? low : high) : clip(start);
  const to = stop === null ? (step > 0 ? high : low) : clip(stop);
  return { start: from, length: Math.max(0, Math.ceil((to - from) / step)), step };
}
