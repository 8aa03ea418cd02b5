import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DType, UnaryName } from '../index.js';
import { describeEach } from './test/implementations.js';
import { close, fresh, indices, read, shapes, stored, view } from './test/operands.js';

const unary: Record<UnaryName, (x: number) => number> = {
  negative: (x) => -x, abs: Math.abs, sign: (x) => Math.sign(x) + 0, sqrt: Math.sqrt, square: (x) => x * x, reciprocal: (x) => 1 / x,
  exp: Math.exp, expm1: Math.expm1, log: Math.log, log1p: Math.log1p, log2: Math.log2, sin: Math.sin, cos: Math.cos, tanh: Math.tanh,
  floor: Math.floor, ceil: Math.ceil,
  round: (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)),
  logicalNot: (x) => Number(x === 0), isNaN: (x) => Number(Number.isNaN(x)), isFinite: (x) => Number(Number.isFinite(x)),
  isInf: (x) => Number(Math.abs(x) === Infinity),
}; // prettier-ignore

describeEach(({ kernels, place }) => {
  it.each(Object.keys(unary) as UnaryName[])('%s', (name) => {
    const types = fc.constantFrom<[DType, DType]>(
      ['float64', 'float64'],
      ['float32', 'float32'],
      ['float64', 'float32'],
    );
    const cases = fc
      .tuple(shapes, types)
      .chain(([shape, [from, to]]) =>
        fc.tuple(fc.constant(shape), view(shape, from, true).map(place), view(shape, to, false).map(place)),
      );
    fc.assert(
      fc.property(cases, ([shape, x, out]) => {
        kernels.unary(name, shape, x, out);
        const tolerance = out.data instanceof Float32Array ? 2.4e-7 : 1e-15;
        for (const i of indices(shape)) {
          const want = stored(out.data, unary[name](read(x, i)));
          expect(close(read(out, i), want, tolerance), `${name}(${read(x, i)}) = ${read(out, i)}, not ${want}`).toBe(
            true,
          );
        }
      }),
    );
  });

  it.each(Object.keys(unary) as UnaryName[])('%s in place', (name) => {
    const cases = fc
      .tuple(shapes, fc.constantFrom<DType>('float64', 'float32'))
      .chain(([shape, dtype]) => fc.tuple(fc.constant(shape), view(shape, dtype, false).map(place)));
    fc.assert(
      fc.property(cases, ([shape, x]) => {
        const before = place({ ...x, data: x.data.slice() });
        const apart = place(fresh(shape, x.data instanceof Float32Array ? 'float32' : 'float64'));
        kernels.unary(name, shape, before, apart);
        kernels.unary(name, shape, x, x);
        for (const i of indices(shape)) expect(close(read(x, i), read(apart, i), 1e-6)).toBe(true);
      }),
    );
  });

  it('maps any function', () => {
    fc.assert(
      fc.property(
        shapes.chain((shape) => fc.tuple(fc.constant(shape), view(shape, 'float64', true).map(place))),
        ([shape, x]) => {
          const out = place(fresh(shape, 'float64'));
          kernels.map((v) => 2 * v + 1, shape, x, out);
          for (const i of indices(shape)) expect(read(out, i)).toBe(2 * read(x, i) + 1);
        },
      ),
    );
  });
});
