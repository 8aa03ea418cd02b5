import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ActivationName, DType } from '../index.js';
import type { Floats } from '../network.js';
import { describeEach } from './test/implementations.js';
import { finite, fresh, indices, read, view } from './test/operands.js';

const size = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(20, 67));
const activations = new Map<ActivationName, (z: number) => number>([
  ['identity', (z) => z],
  ['relu', (z) => Math.max(z, 0)],
  ['sigmoid', (z) => 1 / (1 + Math.exp(-z))],
]);

const layers = fc
  .record({
    m: size,
    n: size,
    k: size,
    dtype: fc.constantFrom<DType>('float64', 'float32'),
    f: fc.constantFrom(...activations.keys()),
    keepsZ: fc.boolean(),
  })
  .chain((layer) => fc.tuple(fc.constant(layer), view([layer.k, layer.n], layer.dtype, true)));

describeEach(({ kernels, place, placeData }) => {
  it('runs a layer: product, bias, activation, for inputs in any order', () => {
    fc.assert(
      fc.property(layers, ([{ m, n, k, dtype, f, keepsZ }, input]) => {
        const floats = (length: number, seed: number): Floats => {
          const data = dtype === 'float64' ? new Float64Array(length) : new Float32Array(length);
          for (let i = 0; i < length; i++) data[i] = Math.sin(seed + i);
          return placeData(data);
        };
        const x = place(finite(input));
        const [w, b] = [floats(m * k, 1), floats(m, 2)];
        const z = floats(m * n, 3);
        const a = keepsZ ? floats(m * n, 4) : z;
        kernels.dense(f, 0, m, n, k, w, x, b, z, a);
        const tolerance = (dtype === 'float64' ? 2 ** -53 : 2 ** -24) * 40;
        const W = { ...fresh([m, k], dtype), data: w };
        for (const [i = 0, j = 0] of indices([m, n])) {
          const terms = Array.from({ length: k }, (_, l) => read(W, [i, l]) * read(x, [l, j]));
          const magnitude = terms.reduce((sum, term) => sum + Math.abs(term), 1);
          const want = terms.reduce((sum, term) => sum + term, b[i] ?? NaN);
          if (keepsZ) expect(Math.abs((z[i * n + j] ?? NaN) - want)).toBeLessThanOrEqual(tolerance * magnitude);
          const activated = activations.get(f)?.(want) ?? NaN;
          expect(Math.abs((a[i * n + j] ?? NaN) - activated), f).toBeLessThanOrEqual(tolerance * magnitude);
        }
      }),
      { numRuns: 40 },
    );
  });
});
