/** Operands for the suite: arrays of any strides, holding what is hard to get right. */
import fc from 'fast-check';
import { allocate } from '../../index.js';
import type { Data, DType, Strided } from '../../index.js';

export interface Operand extends Strided {
  readonly strides: number[];
}

const specials = [0, -0, 1, -1, 0.5, 1.5, 2.5, -2.5, 3, 1e-8, 1e8, NaN, Infinity, -Infinity];
const value = fc.oneof(
  fc.constantFrom(...specials),
  fc
    .double({ min: -100, max: 100, noNaN: true })
    .map((x) => (Math.abs(x) < 1e-9 ? 0 : x)) /* products of tiny numbers vanish in float32 */,
);
const size = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constantFrom(0, 9, 17, 37));

/** Shapes of up to three axes, empty ones too. */
export const shapes = fc.array(size, { maxLength: 3 }).filter((shape) => shape.reduce((n, d) => n * d, 1) <= 6000);

export const dtypes = fc.constantFrom<DType>('float64', 'float32', 'int32', 'uint8');

/** A view of a shape: any order of axes, any step (reversed ones too), stretched axes where allowed. */
export function view(shape: readonly number[], dtype: DType, mayStretch: boolean): fc.Arbitrary<Operand> {
  return fc
    .record({
      order: fc.oneof(fc.constant(shape.map((_, i) => i).reverse()), fc.shuffledSubarray(shape.map((_, i) => i), { minLength: shape.length })),
      steps: fc.array(fc.constantFrom(1, 1, 1, -1, 2, ...(mayStretch ? [0] : [])), { minLength: shape.length, maxLength: shape.length }),
      values: fc.array(dtype === 'float64' || dtype === 'float32' ? value : fc.integer({ min: dtype === 'int32' ? -99 : 0, max: 99 }), { minLength: 1, maxLength: 30 }),
    })
    .map(({ order, steps, values }) => {
      const strides = new Array<number>(shape.length).fill(0);
      let offset = 3;
      let step = 1;
      for (const axis of order) {
        const by = (steps[axis] ?? 1) * step;
        strides[axis] = by;
        if (by < 0) offset -= by * Math.max(0, (shape[axis] ?? 1) - 1);
        step = Math.max(step, Math.abs(by) * (shape[axis] ?? 1) || step);
      }
      const data = allocate(dtype, offset + step + 3);
      for (let i = 0; i < data.length; i++) data[i] = values[i % values.length] ?? 0;
      return { data, offset, strides };
    }); // prettier-ignore
}

/** How a matrix may lie in memory; the last four broadcast or run backwards. */
export const layouts = ['rows', 'columns', 'row', 'column', 'one', 'backwards'] as const;

/** A matrix of one layout, with values that fast-check chooses. */
export function matrix(rows: number, columns: number, dtype: DType, layout: (typeof layouts)[number]): fc.Arbitrary<Operand> {
  const strides = { rows: [columns, 1], columns: [1, rows], row: [0, 1], column: [1, 0], one: [0, 0], backwards: [-columns, -1] }[layout];
  const last = (rows - 1) * (strides[0] ?? 0) + (columns - 1) * (strides[1] ?? 0);
  return fc.array(value, { minLength: 1, maxLength: 60 }).map((values) => {
    const data = allocate(dtype, Math.abs(last) + 1 + 2);
    for (let i = 0; i < data.length; i++) data[i] = values[i % values.length] ?? 0;
    return { data, offset: 1 + Math.max(0, -last), strides };
  });
} // prettier-ignore

/** A contiguous array of zeros. */
export function fresh(shape: readonly number[], dtype: DType): Operand {
  const strides: number[] = [];
  let step = 1;
  for (const d of [...shape].reverse()) {
    strides.unshift(step);
    step *= d;
  }
  return { data: allocate(dtype, step), offset: 0, strides };
}

/** Every index of a shape, the last axis fastest. */
export function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>((all, d) => all.flatMap((i) => Array.from({ length: d }, (_, k) => [...i, k])), [[]]);
}

export function read(x: Strided, index: readonly number[]): number {
  return x.data[index.reduce((at, i, axis) => at + i * (x.strides[axis] ?? 0), x.offset)] ?? NaN;
}

/** The elements in the order of their indices. */
export function elements(shape: readonly number[], x: Strided): number[] {
  return indices(shape).map((index) => read(x, index));
}

/** What the typed array makes of a number. */
export function stored(data: Data, x: number): number {
  const one = data.slice(0, 1);
  one[0] = x;
  return one[0] ?? NaN;
}

/** Equal (NaN equals NaN), or off by no more than the tolerance, relative above 1. */
export function close(got: number, want: number, tolerance: number): boolean {
  return (
    got === want || (got !== got && want !== want) || Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want))
  );
}

/** The same operand with 1 in place of what isn't finite. */
export function finite(x: Operand): Operand {
  return { ...x, data: x.data.map((v) => (Number.isFinite(v) ? v : 1)) };
}

/** What `f` is where neither operand is NaN, NaN elsewhere. */
export function propagating(f: (a: number, b: number) => number): (a: number, b: number) => number {
  return (a, b) => (a !== a || b !== b ? NaN : f(a, b));
}
