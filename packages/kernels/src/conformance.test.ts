/**
 * What every implementation of `Kernels` must do, checked element by element against the definitions, on strided, reversed, stretched and
 * empty operands. A new implementation is one more entry of `implementations`.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, reference } from './index.js';
import type { ArgReduceName, BinaryName, Data, DType, Kernels, ReduceName, Strided, UnaryName } from './index.js';

const implementations: readonly Kernels[] = [reference];

interface Operand extends Strided {
  readonly strides: number[];
}

const specials = [0, -0, 1, -1, 0.5, 1.5, 2.5, -2.5, 3, 1e-8, 1e8, NaN, Infinity, -Infinity];
const value = fc.oneof(
  fc.constantFrom(...specials),
  fc
    .double({ min: -100, max: 100, noNaN: true })
    .map((x) => (Math.abs(x) < 1e-9 ? 0 : x)) /* products of tiny numbers vanish in float32 */,
);
const size = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constantFrom(0, 9, 17));
const shapes = fc.array(size, { maxLength: 3 });

/** A view of a shape: any order of axes, any step (reversed ones too), stretched axes where allowed. */
function view(shape: readonly number[], dtype: DType, mayStretch: boolean): fc.Arbitrary<Operand> {
  return fc
    .record({
      order: fc.shuffledSubarray(shape.map((_, i) => i), { minLength: shape.length }),
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

const fresh = (shape: readonly number[], dtype: DType): Operand => {
  const strides: number[] = [];
  let step = 1;
  for (const d of [...shape].reverse()) {
    strides.unshift(step);
    step *= d;
  }
  return { data: allocate(dtype, step), offset: 0, strides };
};

function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>((all, d) => all.flatMap((i) => Array.from({ length: d }, (_, k) => [...i, k])), [[]]);
}

const read = (x: Strided, index: readonly number[]): number =>
  x.data[index.reduce((at, i, axis) => at + i * (x.strides[axis] ?? 0), x.offset)] ?? NaN;

/** What the typed array makes of a number. */
const stored = (data: Data, x: number): number => {
  const one = data.slice(0, 1);
  one[0] = x;
  return one[0] ?? NaN;
};

const dtypes = fc.constantFrom<DType>('float64', 'float32', 'int32', 'uint8');

const close = (got: number, want: number, tolerance: number): boolean =>
  Object.is(got, want) ||
  got === want ||
  (got !== got && want !== want) ||
  Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want));

describe.each(implementations.map((k) => [k.name, k] as const))('%s', (_, kernels) => {
  it('copies, to bool too', () => {
    const cases = fc
      .tuple(shapes, dtypes)
      .chain(([shape, dtype]) => fc.tuple(fc.constant(shape), view(shape, dtype, true)));
    fc.assert(
      fc.property(cases, fc.boolean(), ([shape, x], toBool) => {
        const out = fresh(shape, toBool ? 'bool' : 'float64');
        kernels.copy(shape, x, out, toBool);
        for (const i of indices(shape)) expect(read(out, i)).toBe(toBool ? Number(read(x, i) !== 0) : read(x, i));
      }),
    );
  });

  const unary: Record<UnaryName, (x: number) => number> = {
    negative: (x) => -x, abs: Math.abs, sign: (x) => Math.sign(x) + 0, sqrt: Math.sqrt, square: (x) => x * x, reciprocal: (x) => 1 / x,
    exp: Math.exp, expm1: Math.expm1, log: Math.log, log1p: Math.log1p, log2: Math.log2, sin: Math.sin, cos: Math.cos, tanh: Math.tanh,
    floor: Math.floor, ceil: Math.ceil,
    round: (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)),
    logicalNot: (x) => Number(x === 0), isNaN: (x) => Number(Number.isNaN(x)), isFinite: (x) => Number(Number.isFinite(x)),
    isInf: (x) => Number(Math.abs(x) === Infinity),
  }; // prettier-ignore

  it.each(Object.keys(unary) as UnaryName[])('%s', (name) => {
    const cases = shapes.chain((shape) =>
      fc.tuple(fc.constant(shape), view(shape, 'float64', true), view(shape, 'float32', false)),
    );
    fc.assert(
      fc.property(cases, ([shape, x, out]) => {
        kernels.unary(name, shape, x, out);
        for (const i of indices(shape)) {
          const want = stored(out.data, unary[name](read(x, i)));
          expect(close(read(out, i), want, 2.4e-7), `${name}(${read(x, i)}) = ${read(out, i)}, not ${want}`).toBe(true);
        }
      }),
    );
  });

  const mod = (a: number, b: number) =>
    b === 0 || Math.abs(a) === Infinity
      ? NaN
      : Math.abs(b) === Infinity
        ? a === 0 || a < 0 === b < 0
          ? a
          : b
        : a - b * Math.floor(a / b);
  const nan = (f: (a: number, b: number) => number) => (a: number, b: number) => (a !== a || b !== b ? NaN : f(a, b));
  const binary: Record<BinaryName, (a: number, b: number) => number> = {
    add: (a, b) => a + b, subtract: (a, b) => a - b, multiply: (a, b) => a * b, divide: (a, b) => a / b,
    power: (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b), mod: nan(mod), maximum: nan(Math.max), minimum: nan(Math.min),
    equal: (a, b) => Number(a === b), notEqual: (a, b) => Number(a !== b), less: (a, b) => Number(a < b), lessEqual: (a, b) => Number(a <= b),
    greater: (a, b) => Number(a > b), greaterEqual: (a, b) => Number(a >= b), logicalAnd: (a, b) => Number(a !== 0 && b !== 0),
    logicalOr: (a, b) => Number(a !== 0 || b !== 0),
  }; // prettier-ignore

  it.each(Object.keys(binary) as BinaryName[])('%s', (name) => {
    const cases = shapes.chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        view(shape, 'float64', true),
        view(shape, 'float32', true),
        view(shape, 'float64', false),
      ),
    );
    fc.assert(
      fc.property(cases, ([shape, a, b, out]) => {
        kernels.binary(name, shape, a, b, out);
        for (const i of indices(shape)) {
          const want = binary[name](read(a, i), read(b, i));
          expect(
            close(read(out, i), want, 1e-6),
            `${name}(${read(a, i)}, ${read(b, i)}) = ${read(out, i)}, not ${want}`,
          ).toBe(true);
        }
      }),
    );
  });

  it('wraps integers at 32 bits, and at 8', () => {
    const line = (dtype: DType, ...x: number[]): Operand => {
      const data = allocate(dtype, x.length);
      data.set(x);
      return { data, offset: 0, strides: [1] };
    };
    const run = (name: BinaryName, dtype: DType, a: number[], b: number[]) => {
      const out = line(dtype, ...a);
      kernels.binary(name, [a.length], line(dtype, ...a), line(dtype, ...b), out);
      return [...out.data];
    };
    expect(run('multiply', 'int32', [2147483647, 123456789], [2147483647, 987654321])).toEqual([1, -67153019]);
    expect(run('add', 'int32', [2147483647], [1])).toEqual([-2147483648]);
    expect(run('power', 'int32', [3, 2, -2, 7], [21, 31, 31, 0])).toEqual([1870418611, -2147483648, -2147483648, 1]);
    expect(run('mod', 'int32', [5, -5, 5, 5], [3, 3, -3, 0])).toEqual([2, 1, -1, 0]);
    expect(run('multiply', 'uint8', [200], [2])).toEqual([144]);
  });

  it('selects by a condition', () => {
    const cases = shapes.chain((shape) =>
      fc.tuple(fc.constant(shape), view(shape, 'bool', true), view(shape, 'float64', true), view(shape, 'int32', true)),
    );
    fc.assert(
      fc.property(cases, ([shape, condition, a, b]) => {
        const out = fresh(shape, 'float64');
        kernels.select(shape, condition, a, b, out);
        for (const i of indices(shape)) expect(read(out, i)).toBe(read(condition, i) !== 0 ? read(a, i) : read(b, i));
      }),
    );
  });

  it('maps any function', () => {
    fc.assert(
      fc.property(
        shapes.chain((shape) => fc.tuple(fc.constant(shape), view(shape, 'float64', true))),
        ([shape, x]) => {
          const out = fresh(shape, 'float64');
          kernels.map((v) => 2 * v + 1, shape, x, out);
          for (const i of indices(shape)) expect(read(out, i)).toBe(2 * read(x, i) + 1);
        },
      ),
    );
  });

  const folds: Record<ReduceName, [identity: number, (a: number, b: number) => number]> = {
    sum: [0, (a, b) => a + b],
    prod: [1, (a, b) => a * b],
    min: [Infinity, nan(Math.min)],
    max: [-Infinity, nan(Math.max)],
    any: [0, (a, b) => Number(a !== 0 || b !== 0)],
    all: [1, (a, b) => Number(a !== 0 && b !== 0)],
  };

  it.each(Object.keys(folds) as ReduceName[])('%s over any axes', (name) => {
    const cases = shapes.chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        fc.subarray(shape.map((_, i) => i)),
        fc.constantFrom<DType>('float64', 'float32').chain((d) => view(shape, d, true)),
      ),
    );
    fc.assert(
      fc.property(cases, ([shape, axes, x]) => {
        const kept = shape.map((_, i) => i).filter((i) => !axes.includes(i));
        const out = fresh(kept.map((i) => shape[i] ?? 0), 'float64');
        kernels.reduce(name, shape, axes, x, out);
        const [identity, combine] = folds[name];
        for (const outer of indices(kept.map((i) => shape[i] ?? 0))) {
          const values = indices(shape).filter((i) => kept.every((axis, k) => i[axis] === outer[k])).map((i) => read(x, i));
          const want = values.reduce(combine, identity);
          const magnitude = name === 'sum' ? values.reduce((s, v) => s + Math.abs(v), 0) : Math.abs(want);
          const got = read(out, outer);
          expect(close(got, want, 1e-6) || Math.abs(got - want) <= 1e-6 * magnitude, `${name} of ${values.join(' ')} = ${got}, not ${want}`).toBe(true);
        }
      }),
    ); // prettier-ignore
  });

  it('keeps float32 sums of many elements accurate', () => {
    const n = 1_000_000;
    const x = { data: new Float32Array(n).fill(0.1), offset: 0, strides: [1] };
    const out = fresh([], 'float32');
    kernels.reduce('sum', [n], [0], x, out);
    expect(Math.abs((out.data[0] ?? 0) - n * Math.fround(0.1)) / (n * 0.1)).toBeLessThan(1e-6);
  });

  it.each<ArgReduceName>(['argmin', 'argmax'])('%s finds the first, NaN before all', (name) => {
    const cases = fc
      .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 })
      .chain((shape) => fc.tuple(fc.constant(shape), fc.nat(shape.length - 1), view(shape, 'float64', true)));
    fc.assert(
      fc.property(cases, ([shape, axis, x]) => {
        const rest = shape.filter((_, i) => i !== axis);
        const out = fresh(rest, 'int32');
        kernels.argReduce(name, shape, axis, x, out);
        for (const outer of indices(rest)) {
          const values = Array.from({ length: shape[axis] ?? 0 }, (_, k) => read(x, outer.toSpliced(axis, 0, k)));
          const nanAt = values.findIndex(Number.isNaN);
          const best = name === 'argmax' ? Math.max(...values) : Math.min(...values);
          expect(read(out, outer)).toBe(nanAt >= 0 ? nanAt : values.findIndex((v) => v === best));
        }
      }),
    );
  });

  it('sums cumulatively', () => {
    const cases = fc
      .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 })
      .chain((shape) => fc.tuple(fc.constant(shape), fc.nat(shape.length - 1), view(shape, 'int32', true)));
    fc.assert(
      fc.property(cases, ([shape, axis, x]) => {
        const out = fresh(shape, 'int32');
        kernels.cumsum(shape, axis, x, out);
        for (const i of indices(shape)) {
          const upTo = i[axis] ?? 0;
          const want = Array.from({ length: upTo + 1 }, (_, k) => read(x, i.with(axis, k))).reduce((a, b) => a + b, 0);
          expect(read(out, i)).toBe(want);
        }
      }),
    );
  });

  const dim = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constantFrom(0, 13, 600));
  const finite = (x: Operand): Operand => ({
    ...x,
    data: x.data.map((v) => (Number.isFinite(v) ? v : 1)),
  });

  it('multiplies matrices of any strides', () => {
    const cases = fc
      .tuple(
        fc.integer({ min: 0, max: 6 }),
        dim,
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom<DType>('float64', 'float32', 'int32'),
      )
      .chain(([m, n, k, dtype]) =>
        fc.tuple(
          fc.constant([m, n, k] as const),
          fc.constant(dtype),
          view([m, k], dtype, true),
          view([k, n], dtype, true),
        ),
      );
    fc.assert(
      fc.property(cases, ([[m, n, k], dtype, x, y]) => {
        const [a, b] = [finite(x), finite(y)];
        const out = fresh([m, n], dtype);
        kernels.matmul(m, n, k, a, b, out);
        for (const [i = 0, j = 0] of indices([m, n])) {
          const terms = Array.from({ length: k }, (_, l) => read(a, [i, l]) * read(b, [l, j]));
          const want = terms.reduce((s, t) => s + t, 0);
          const magnitude = terms.reduce((s, t) => s + Math.abs(t), 0);
          expect(Math.abs(read(out, [i, j]) - want), `[${m}, ${k}] x [${k}, ${n}] at ${i}, ${j}`).toBeLessThanOrEqual(
            1e-6 * magnitude,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes inner products of any strides', () => {
    const cases = fc
      .integer({ min: 0, max: 60 })
      .chain((n) => fc.tuple(fc.constant(n), view([n], 'float64', true), view([n], 'float64', true)));
    fc.assert(
      fc.property(cases, ([n, x, y]) => {
        const [a, b] = [finite(x), finite(y)];
        const terms = Array.from({ length: n }, (_, i) => read(a, [i]) * read(b, [i]));
        const magnitude = terms.reduce((s, t) => s + Math.abs(t), 0);
        expect(Math.abs(kernels.dot(n, a, b) - terms.reduce((s, t) => s + t, 0))).toBeLessThanOrEqual(
          1e-12 * magnitude,
        );
      }),
    );
  });
});
