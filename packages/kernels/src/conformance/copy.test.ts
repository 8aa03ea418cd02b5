import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DType } from '../index.js';
import { describeEach } from './test/implementations.js';
import { dtypes, elements, fresh, indices, layouts, matrix, read, shapes, view } from './test/operands.js';

describeEach(({ kernels, place }) => {
  it('copies, to bool too', () => {
    const cases = fc
      .tuple(shapes, dtypes)
      .chain(([shape, dtype]) =>
        fc.tuple(fc.constant(shape), view(shape, dtype, true).map(place), fc.constantFrom(dtype, 'float64')),
      );
    fc.assert(
      fc.property(cases, fc.boolean(), ([shape, x, dtype], toBool) => {
        const out = place(fresh(shape, toBool ? 'bool' : dtype));
        kernels.copy(shape, x, out, toBool);
        expect(elements(shape, out)).toEqual(elements(shape, x).map((v) => (toBool ? Number(v !== 0) : v)));
      }),
    );
  });

  it('copies matrices of any layout into any other', () => {
    const widths = fc.constantFrom(1, 3, 8, 31, 32, 33, 70);
    const cases = fc
      .tuple(widths, widths, fc.constantFrom<DType>('float64', 'float32', 'int32'))
      .chain(([rows, columns, dtype]) =>
        fc.record({
          shape: fc.constant([rows, columns]),
          x: fc.constantFrom(...layouts).chain((layout) => matrix(rows, columns, dtype, layout)),
          out: fc.constantFrom('rows', 'columns', 'backwards').chain((layout) => matrix(rows, columns, dtype, layout)),
        }),
      );
    fc.assert(
      fc.property(cases, ({ shape, x, out }) => {
        const target = place(out);
        const last = target.data.at(-1);
        kernels.copy(shape, place(x), target, false);
        expect(elements(shape, target)).toEqual(elements(shape, x));
        expect(target.data.at(-1)).toBe(last);
      }),
    );
  });

  it('selects by a condition', () => {
    const types = fc.constantFrom<[a: DType, b: DType, out: DType]>(
      ['float64', 'float64', 'float64'],
      ['float32', 'float32', 'float32'],
      ['float64', 'int32', 'float64'],
    );
    const cases = fc
      .tuple(shapes, types)
      .chain(([shape, [a, b, out]]) =>
        fc.tuple(
          fc.constant(shape),
          view(shape, 'bool', true).map(place),
          view(shape, a, true).map(place),
          view(shape, b, true).map(place),
          view(shape, out, false).map(place),
        ),
      );
    fc.assert(
      fc.property(cases, ([shape, condition, a, b, out]) => {
        kernels.select(shape, condition, a, b, out);
        for (const i of indices(shape)) expect(read(out, i)).toBe(read(condition, i) !== 0 ? read(a, i) : read(b, i));
      }),
    );
  });
});
