import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reference } from '../index.js';
import type { Floats, NetworkKernels } from '../index.js';
import { describeEach } from './test/implementations.js';

type Updates = Pick<NetworkKernels, 'gradientDescent' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adam'>;
type Call = (kernels: Updates, n: number, arrays: [w: Floats, g: Floats, first: Floats, second: Floats]) => void;

const calls: Record<keyof Updates, Call> = {
  gradientDescent: (kernels, n, [w, g]) => kernels.gradientDescent(n, w, g, 0.3),
  momentum: (kernels, n, [w, g, v]) => kernels.momentum(n, w, g, v, 0.3, 0.9),
  nesterov: (kernels, n, [w, g, v]) => kernels.nesterov(n, w, g, v, 0.3, 0.9),
  adagrad: (kernels, n, [w, g, s]) => kernels.adagrad(n, w, g, s, 0.3, 0.1, 1e-8),
  rmsprop: (kernels, n, [w, g, s]) => kernels.rmsprop(n, w, g, s, 0.3, 0.99, 1e-8),
  adam: (kernels, n, [w, g, m, v]) => kernels.adam(n, w, g, m, v, 0.3, 0.9, 0.999, 1e-8, 0.19, 0.002, 0.01),
};

/** One element's step by the formulas, on plain numbers: [w, first, second]. */
const formulas: Record<keyof Updates, (w: number, g: number, first: number, second: number) => number[]> = {
  gradientDescent: (w, g, first, second) => [w - 0.3 * g, first, second],
  momentum: (w, g, v, second) => [w - 0.3 * (0.9 * v + g), 0.9 * v + g, second],
  nesterov: (w, g, v, second) => [w - 0.3 * (1.9 * g + 0.81 * v), 0.9 * v + g, second],
  adagrad: (w, g, s, second) => [w - (0.3 * g) / (Math.sqrt(0.1 + s + g ** 2) + 1e-8), s + g ** 2, second],
  rmsprop: (w, g, s, second) => {
    const next = 0.99 * s + 0.01 * g ** 2;
    return [w - (0.3 * g) / (Math.sqrt(next) + 1e-8), next, second];
  },
  adam: (w, g, m, v) => {
    const [mean, square] = [0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g ** 2];
    return [w - 0.3 * 0.01 * w - (0.3 * (mean / 0.19)) / (Math.sqrt(square / 0.002) + 1e-8), mean, square];
  },
};

/** Whose first slot is of squares, so that it is never negative. */
const squares: readonly (keyof Updates)[] = ['adagrad', 'rmsprop'];

const number = fc.double({ min: -10, max: 10, noNaN: true });
const lengths = fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 33);

describeEach(({ kernels, placeData }) => {
  describe.each([Float64Array, Float32Array])('%o', (FloatArray) => {
    const tolerance = FloatArray === Float64Array ? 1e-14 : 1e-5;

    it.each(Object.keys(calls) as (keyof Updates)[])('%s', (name) => {
      const cases = lengths.chain((n) =>
        fc.array(fc.tuple(number, number, number, number), { minLength: n + 2, maxLength: n + 2 }),
      );
      fc.assert(
        fc.property(cases, (rows) => {
          const n = rows.length - 2;
          const column = (k: 0 | 1 | 2 | 3) =>
            {
            const values = rows.map((row) => (k === 3 || (k === 2 && squares.includes(name)) ? Math.abs(row[k]) : row[k]));
            return placeData(FloatArray.from(values));
          };
          const arrays: Parameters<Call>[2] = [column(0), column(1), column(2), column(3)];
          const before = arrays.map((x) => x.slice());
          calls[name](kernels, n, arrays);
          for (let i = 0; i < n + 2; i++) {
            const [w = NaN, g = NaN, first = NaN, second = NaN] = before.map((x) => x[i] ?? NaN);
            const want = i < n ? formulas[name](w, g, first, second) : [w, first, second];
            const got = [arrays[0][i], arrays[2][i], arrays[3][i]];
            for (const [k, wanted] of want.entries()) {
              const off = Math.abs((got[k] ?? NaN) - wanted);
              expect(off, `${name}, result ${k}, of ${[w, g, first, second].join()}`).toBeLessThanOrEqual(
                i < n ? tolerance * Math.max(1, Math.abs(wanted)) : 0,
              );
            }
            expect(arrays[1][i]).toBe(g);
          }
        }),
      ); // prettier-ignore
    });

    it.each(Object.keys(calls) as (keyof Updates)[])('%s gives an element the same bits wherever it is', (name) => {
      const arrays = (): Parameters<Call>[2] => {
        const filled = (x: number) => placeData(new FloatArray(13).fill(x));
        return [filled(0.7), filled(-0.9), filled(0.4), filled(0.2)];
      };
      const some = arrays();
      calls[name](kernels, 13, some);
      for (const x of some) expect(new Set(x).size).toBe(1);
      if (FloatArray === Float64Array) {
        const want = arrays();
        calls[name](reference, 13, want);
        expect(some.map((x) => x[0])).toEqual(want.map((x) => x[0]));
      }
    });

    it.each(Object.keys(calls) as (keyof Updates)[])('%s hands on NaN and Infinity', (name) => {
      const w = placeData(FloatArray.of(1, 1, Infinity));
      const g = placeData(FloatArray.of(NaN, 0, 1));
      calls[name](kernels, 3, [w, g, placeData(new FloatArray(3)), placeData(new FloatArray(3))]);
      expect([w[0], w[2]]).toEqual([NaN, Infinity]);
      expect(Number.isFinite(w[1])).toBe(true);
    });
  });
});
