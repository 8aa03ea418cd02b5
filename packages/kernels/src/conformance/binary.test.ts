import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allocate, reference } from '../index.js';
import type { BinaryName, DType } from '../index.js';
import { describeEach } from './test/implementations.js';
import { close, fresh, indices, layouts, matrix, propagating, read, shapes, stored, view } from './test/operands.js';
import type { Operand } from './test/operands.js';

function mod(a: number, b: number): number {
  if (b === 0 || Math.abs(a) === Infinity) return NaN;
  if (Math.abs(b) === Infinity) return a === 0 || a < 0 === b < 0 ? a : b;
  return a - b * Math.floor(a / b);
}

const binary: Record<BinaryName, (a: number, b: number) => number> = {
  add: (a, b) => a + b, subtract: (a, b) => a - b, multiply: (a, b) => a * b, divide: (a, b) => a / b,
  power: (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b), mod: propagating(mod),
  maximum: propagating(Math.max), minimum: propagating(Math.min),
  equal: (a, b) => Number(a === b), notEqual: (a, b) => Number(a !== b), less: (a, b) => Number(a < b), lessEqual: (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b), greaterEqual: (a, b) => Number(a >= b), logicalAnd: (a, b) => Number(a !== 0 && b !== 0),
  logicalOr: (a, b) => Number(a !== 0 || b !== 0),
}; // prettier-ignore

const comparisons = ['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual', 'logicalAnd', 'logicalOr'];

/** Functions whose result is a rounding of the exact one, so that every implementation has the same bits. */
const exact = (name: BinaryName) => name !== 'power' && name !== 'mod';

const types = fc.constantFrom<[a: DType, b: DType, out: DType]>(
  ['float64', 'float64', 'float64'],
  ['float32', 'float32', 'float32'],
  ['float64', 'float32', 'float64'],
);

describeEach(({ kernels, place }) => {
  it.each(Object.keys(binary) as BinaryName[])('%s', (name) => {
    const cases = fc
      .tuple(shapes, types)
      .chain(([shape, [a, b, out]]) =>
        fc.tuple(
          fc.constant(shape),
          view(shape, a, true).map(place),
          view(shape, b, true).map(place),
          view(shape, comparisons.includes(name) ? 'bool' : out, false).map(place),
        ),
      );
    fc.assert(
      fc.property(cases, ([shape, a, b, out]) => {
        const around = out.data[0];
        kernels.binary(name, shape, a, b, out);
        for (const i of indices(shape)) {
          const want = stored(out.data, binary[name](read(a, i), read(b, i)));
          expect(
            close(read(out, i), want, exact(name) ? 0 : 1e-6),
            `${name}(${read(a, i)}, ${read(b, i)}) = ${read(out, i)}, not ${want}`,
          ).toBe(true);
        }
        expect(out.data[0]).toBe(around);
      }),
    );
  });

  const widths = fc.constantFrom(1, 2, 3, 4, 5, 15, 16, 17, 31, 33, 64, 67);
  const operations = fc.constantFrom<BinaryName>(
    'add', 'subtract', 'multiply', 'divide', 'maximum', 'minimum', 'less', 'greaterEqual', 'notEqual',
  ); // prettier-ignore

  it('has the same bits for every layout, in place too', () => {
    const cases = fc
      .record({
        rows: widths,
        columns: widths,
        dtype: fc.constantFrom<DType>('float64', 'float32'),
        a: fc.constantFrom(...layouts),
        b: fc.constantFrom(...layouts),
        out: fc.constantFrom(...layouts.slice(0, 2)),
      })
      .chain(({ rows, columns, dtype, a, b, out }) =>
        fc.record({
          shape: fc.constant([rows, columns]),
          a: matrix(rows, columns, dtype, a),
          b: matrix(rows, columns, dtype, b),
          out: matrix(rows, columns, dtype, out),
          inPlace: fc.boolean(),
        }),
      );
    fc.assert(
      fc.property(cases, operations, ({ shape, a, b, out, inPlace }, name) => {
        const toBool = comparisons.includes(name);
        const target = toBool ? fresh(shape, 'bool') : inPlace ? { ...out, data: out.data.slice() } : out;
        const first = inPlace && !toBool ? target : a;
        const want = { ...target, data: target.data.slice() };
        reference.binary(name, shape, inPlace && !toBool ? { ...want, data: want.data.slice() } : a, b, want);
        const placed = place(target);
        kernels.binary(name, shape, first === target ? placed : place(first), place(b), placed);
        expect([...placed.data]).toEqual([...want.data]);
      }),
    );
  });

  it('wraps integers at 32 bits, and at 8', () => {
    const line = (dtype: DType, ...x: number[]): Operand => {
      const data = allocate(dtype, x.length);
      data.set(x);
      return place({ data, offset: 0, strides: [1] });
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
});
