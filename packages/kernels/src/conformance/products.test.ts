import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DType } from '../index.js';
import { describeEach } from './test/implementations.js';
import { close, finite, fresh, indices, read, view } from './test/operands.js';
import type { Operand } from './test/operands.js';

/** Around the sizes of tiles, and of the blocks in which products are added. */
const rows = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constantFrom(13, 33));
const inner = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(40, 257, 1030));

const unit = { float64: 2 ** -53, float32: 2 ** -24, int32: 0, uint8: 0, bool: 0 } satisfies Record<DType, number>;

/** What the product must be, in double precision, and how large its terms are together. */
function definition(a: Operand, b: Operand, i: number, j: number, k: number): { want: number; magnitude: number } {
  let want = 0;
  let magnitude = 0;
  for (let l = 0; l < k; l++) {
    const term = read(a, [i, l]) * read(b, [l, j]);
    want += term;
    magnitude += Math.abs(term);
  }
  return { want, magnitude };
}

/** An expectation that costs nothing while it holds: there are many. */
function expectWithin(got = NaN, want = NaN, most: number, message: string): void {
  if (Object.is(got, want) || Math.abs(got - want) <= most) return;
  expect(got, `${message}, off by more than ${most}`).toBe(want);
}

const cases = fc
  .tuple(rows, rows, inner, fc.constantFrom<DType>('float64', 'float32', 'float32', 'int32'))
  .chain(([m, n, k, dtype]) =>
    fc.tuple(
      fc.constant({ m, n, k, dtype }),
      view([m, k], dtype, true),
      view([k, n], dtype, true),
      view([m, n], dtype, false),
    ),
  );

/** An array of small numbers that differ, by a rule. */
function numbers(shape: readonly [number, number], dtype: 'float32' | 'float64', seed: number): Operand {
  const x = fresh(shape, dtype);
  for (let i = 0, s = seed; i < x.data.length; i++) {
    s = (Math.imul(s, 1664525) + 1013904223) | 0;
    x.data[i] = (s >> 8) / 2 ** 23;
  }
  return x;
}

const transposed = (x: Operand): Operand => ({ ...x, strides: [...x.strides].reverse() });

describeEach(({ kernels, place }) => {
  it('multiplies matrices of any strides into any strides, and writes nothing else', () => {
    fc.assert(
      fc.property(cases, ([{ m, n, k, dtype }, x, y, z]) => {
        const [a, b, out] = [place(finite(x)), place(finite(y)), place(z)];
        const before = out.data.slice();
        kernels.matmul(m, n, k, a, b, out);
        const written = new Set<number>();
        for (const [i = 0, j = 0] of indices([m, n])) {
          written.add(out.offset + i * (out.strides[0] ?? 0) + j * (out.strides[1] ?? 0));
          const { want, magnitude } = definition(a, b, i, j, k);
          const got = read(out, [i, j]);
          const most = (k / 4 + 8) * unit[dtype] * magnitude;
          expectWithin(got, want, most, `[${m}, ${k}] x [${k}, ${n}] at ${i}, ${j}`);
        }
        for (let p = 0; p < before.length; p++)
          if (!written.has(p)) expectWithin(out.data[p], before[p], 0, `element ${p}`);
      }),
      { numRuns: 150 },
    );
  });

  it('lets NaN and infinities through', () => {
    const small = fc.integer({ min: 1, max: 9 });
    const operands = fc
      .tuple(small, small, small, fc.constantFrom<DType>('float64', 'float32'))
      .chain(([m, n, k, dtype]) =>
        fc.tuple(fc.constant({ m, n, k, dtype }), view([m, k], dtype, true), view([k, n], dtype, true)),
      );
    fc.assert(
      fc.property(operands, ([{ m, n, k, dtype }, x, y]) => {
        const [a, b, out] = [place(x), place(y), place(fresh([m, n], dtype))];
        out.data.fill(NaN); // what was there before doesn't count
        kernels.matmul(m, n, k, a, b, out);
        for (const [i = 0, j = 0] of indices([m, n])) {
          const { want, magnitude } = definition(a, b, i, j, k);
          const got = read(out, [i, j]);
          if (Number.isFinite(want)) expect(Math.abs(got - want)).toBeLessThanOrEqual(16 * unit[dtype] * magnitude);
          else expect(got).toBe(want);
        }
      }),
    );
  });

  it.each(['float32', 'float64'] as const)('multiplies large %s matrices, transposed views too', (dtype) => {
    const sizes: [number, number, number][] = [[205, 70, 530], [7, 2100, 300], [3, 5, 6000], [1, 3000, 40], [3000, 1, 40], [1, 9, 9001]]; // prettier-ignore
    for (const [m, n, k] of sizes) {
      const a = numbers([m, k], dtype, 1);
      const b = numbers([k, n], dtype, 2);
      const aT = transposed(numbers([k, m], dtype, 3));
      const bT = transposed(numbers([n, k], dtype, 4));
      for (const [x, y] of [
        [a, b],
        [aT, b],
        [a, bT],
        [aT, bT],
      ].map((pair) => pair.map(place))) {
        // prettier-ignore
        if (x === undefined || y === undefined) throw new Error('there are two operands');
        for (const z of [fresh([m, n], dtype), transposed(fresh([n, m], dtype))].map(place)) {
          kernels.matmul(m, n, k, x, y, z);
          for (let at = 0; at < m * n; at += 37) {
            const [i, j] = [Math.floor(at / n), at % n];
            const { want, magnitude } = definition(x, y, i, j, k);
            // The error of the sums walks at random: far below the bound for the worst case, and below NumPy's.
            const most = 4 * unit[dtype] * magnitude;
            expectWithin(read(z, [i, j]), want, most, `[${m}, ${k}] x [${k}, ${n}] at ${i}, ${j}`);
          }
        }
      }
    }
  });

  it('takes inner products of any strides', () => {
    const vectors = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom<DType>('float64', 'float32'))
      .chain(([n, dtype]) => fc.tuple(fc.constant({ n, dtype }), view([n], dtype, true), view([n], dtype, true)));
    fc.assert(
      fc.property(vectors, ([{ n, dtype }, x, y]) => {
        const [a, b] = [place(x), place(y)];
        const terms = Array.from({ length: n }, (_, i) => read(a, [i]) * read(b, [i]));
        const want = terms.reduce((s, t) => s + t, 0);
        const magnitude = terms.reduce((s, t) => s + Math.abs(t), 0);
        const got = kernels.dot(n, a, b);
        if (Number.isFinite(want)) expect(Math.abs(got - want)).toBeLessThanOrEqual(30 * unit[dtype] * magnitude);
        else expect(close(got, want, 0), `${got}, not ${want}`).toBe(true);
      }),
    );
  });

  it('keeps float32 inner products of many elements accurate', () => {
    const n = 1_000_000;
    const ones = place({ ...fresh([n], 'float32'), data: new Float32Array(n).fill(1) });
    const tenths = place({ ...fresh([n], 'float32'), data: new Float32Array(n).fill(0.1) });
    const want = n * Math.fround(0.1);
    expect(Math.abs(kernels.dot(n, ones, tenths) - want) / want).toBeLessThan(1e-6);
  });
});
