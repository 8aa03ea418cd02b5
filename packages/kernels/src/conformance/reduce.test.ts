import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reference } from '../index.js';
import type { ArgReduceName, DType, ReduceName } from '../index.js';
import { describeEach } from './test/implementations.js';
import { close, fresh, indices, layouts, matrix, propagating, read, shapes, view } from './test/operands.js';
import type { Operand } from './test/operands.js';

const folds: Record<ReduceName, [identity: number, (a: number, b: number) => number]> = {
  sum: [0, (a, b) => a + b],
  prod: [1, (a, b) => a * b],
  min: [Infinity, propagating(Math.min)],
  max: [-Infinity, propagating(Math.max)],
  any: [0, (a, b) => Number(a !== 0 || b !== 0)],
  all: [1, (a, b) => Number(a !== 0 && b !== 0)],
};
const floats = fc.constantFrom<DType>('float64', 'float32');

describeEach(({ kernels, place }) => {
  it.each(Object.keys(folds) as ReduceName[])('%s over any axes', (name) => {
    const cases = fc
      .tuple(shapes, floats)
      .chain(([shape, dtype]) =>
        fc.tuple(
          fc.constant(shape),
          fc.subarray(shape.map((_, i) => i)),
          view(shape, dtype, true).map(place),
          fc.constantFrom(dtype, 'float64'),
        ),
      );
    fc.assert(
      fc.property(cases, ([shape, axes, x, dtype]) => {
        const kept = shape.map((_, i) => i).filter((i) => !axes.includes(i));
        const keptShape = kept.map((i) => shape[i] ?? 0);
        const out = place(fresh(keptShape, dtype));
        kernels.reduce(name, shape, axes, x, out);
        const [identity, combine] = folds[name];
        const want = fresh(keptShape, 'float64');
        const magnitude = fresh(keptShape, 'float64');
        const growth = fresh(keptShape, 'float64'); // how large a product can be on the way
        want.data.fill(identity);
        growth.data.fill(1);
        for (const i of indices(shape)) {
          const at = kept.reduce((sum, axis, k) => sum + (i[axis] ?? 0) * (want.strides[k] ?? 0), 0);
          want.data[at] = combine(want.data[at] ?? NaN, read(x, i));
          magnitude.data[at] = (magnitude.data[at] ?? NaN) + Math.abs(read(x, i));
          growth.data[at] = (growth.data[at] ?? NaN) * Math.max(1, Math.abs(read(x, i)));
        }
        for (const [at, wanted] of want.data.entries()) {
          // Infinity on the way to 0 is NaN in one order and 0 in another.
          if (name === 'prod' && (growth.data[at] ?? NaN) > (dtype === 'float32' ? 3e38 : 1e308)) continue;
          const got = out.data[at] ?? NaN;
          const near = dtype === 'float32' ? Math.fround(wanted) : wanted; // a product may be too large for float32
          const slack = name === 'sum' ? 1e-6 * (magnitude.data[at] ?? NaN) : 0;
          const relative = name === 'sum' || name === 'prod' ? 3e-6 : 0;
          const isClose = close(got, near, relative) || Math.abs(got - near) <= slack;
          expect(isClose, `${name} at ${at} is ${got}, not ${near}`).toBe(true);
        }
      }),
    );
  });

  const sizes = fc.constantFrom(1, 2, 3, 7, 8, 9, 16, 17, 33, 67, 128, 129, 300);
  const matrices = fc
    .record({ rows: sizes, columns: sizes, dtype: floats, layout: fc.constantFrom(...layouts) })
    .chain(({ rows, columns, dtype, layout }) =>
      fc.record({
        shape: fc.constant([rows, columns]),
        dtype: fc.constant(dtype),
        x: matrix(rows, columns, dtype, layout),
        axes: fc.constantFrom<number[][]>([0], [1], [0, 1]),
      }),
    );

  it.each<ReduceName>(['sum', 'min', 'max'])('%s has the same bits for every layout', (name) => {
    fc.assert(
      fc.property(matrices, ({ shape, dtype, x, axes }) => {
        const keptShape = shape.filter((_, i) => !axes.includes(i));
        const want = fresh(keptShape, dtype);
        reference.reduce(name, shape, axes, x, want);
        const out = place(fresh(keptShape, dtype));
        kernels.reduce(name, shape, axes, place(x), out);
        // Which of 0 and -0 an extreme is depends on the order.
        const plain = (data: Operand['data']) => (name === 'sum' ? [...data] : Array.from(data, (v) => v + 0));
        expect(plain(out.data)).toEqual(plain(want.data));
      }),
    );
  });

  it('sums -0 to 0', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      for (const axes of [[0], [1], [0, 1]]) {
        const x = fresh([20, 30], dtype);
        x.data.fill(-0);
        const out = place(
          fresh(
            [20, 30].filter((_, i) => !axes.includes(i)),
            dtype,
          ),
        );
        kernels.reduce('sum', [20, 30], axes, place(x), out);
        expect(out.data.every((v) => Object.is(v, 0))).toBe(true);
      }
    }
  });

  it('keeps float32 sums of many elements accurate', () => {
    const n = 1_000_000;
    const x = place({ data: new Float32Array(n).fill(0.1), offset: 0, strides: [1] });
    const out = place(fresh([], 'float32'));
    kernels.reduce('sum', [n], [0], x, out);
    expect(Math.abs((out.data[0] ?? 0) - n * Math.fround(0.1)) / (n * 0.1)).toBeLessThan(1e-6);
  });

  it('gives an output element the same bits whatever else is summed', () => {
    const [rows, columns] = [3000, 1030]; // taller than is summed in one go, wider than one panel
    const x = fresh([rows, columns], 'float32');
    for (let i = 0; i < x.data.length; i++) x.data[i] = ((i * 7919) % 1009) / 1009;
    const placed = place(x);
    const all = place(fresh([columns], 'float32'));
    kernels.reduce('sum', [rows, columns], [0], placed, all);
    const want = fresh([columns], 'float32');
    reference.reduce('sum', [rows, columns], [0], x, want);
    expect([...all.data]).toEqual([...want.data]);
    for (const [from, width] of [[0, 5], [3, 2], [1000, 30], [1020, 9]] as const) {
      const some = place(fresh([width], 'float32'));
      kernels.reduce('sum', [rows, width], [0], { ...placed, offset: from }, some);
      expect([...some.data]).toEqual([...all.data.subarray(from, from + width)]);
      for (let j = 0; j < width; j++) {
        let exact = 0;
        for (let i = 0; i < rows; i++) exact += x.data[i * columns + from + j] ?? NaN;
        expect(Math.abs((some.data[j] ?? NaN) - exact) / exact).toBeLessThan(2e-5);
      }
    }
  }); // prettier-ignore

  it.each<ArgReduceName>(['argmin', 'argmax'])('%s finds the first, NaN before all', (name) => {
    const cases = fc
      .tuple(
        fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(37)), { minLength: 1, maxLength: 3 }),
        floats,
      )
      .chain(([shape, dtype]) =>
        fc.tuple(fc.constant(shape), fc.nat(shape.length - 1), view(shape, dtype, true).map(place)),
      );
    fc.assert(
      fc.property(cases, ([shape, axis, x]) => {
        const rest = shape.filter((_, i) => i !== axis);
        const out = place(fresh(rest, 'int32'));
        kernels.argReduce(name, shape, axis, x, out);
        for (const outer of indices(rest)) {
          const values = Array.from({ length: shape[axis] ?? 0 }, (_, k) => read(x, outer.toSpliced(axis, 0, k)));
          const nanAt = values.findIndex(Number.isNaN);
          const best = name === 'argmax' ? Math.max(...values) : Math.min(...values);
          expect(read(out, outer)).toBe(nanAt >= 0 ? nanAt : values.findIndex((v) => v === best));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('sums cumulatively', () => {
    const cases = fc
      .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 })
      .chain((shape) => fc.tuple(fc.constant(shape), fc.nat(shape.length - 1), view(shape, 'int32', true).map(place)));
    fc.assert(
      fc.property(cases, ([shape, axis, x]) => {
        const out = place(fresh(shape, 'int32'));
        kernels.cumsum(shape, axis, x, out);
        for (const i of indices(shape)) {
          const upTo = i[axis] ?? 0;
          const want = Array.from({ length: upTo + 1 }, (_, k) => read(x, i.with(axis, k))).reduce((a, b) => a + b, 0);
          expect(read(out, i)).toBe(want);
        }
      }),
    );
  });
});
