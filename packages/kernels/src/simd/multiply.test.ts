/** What threads rely on: a part of a product, computed alone, has the bits that it has in the whole. */
import { setFlagsFromString } from 'node:v8';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHeap } from '../heap/heap.js';
import { instantiate } from './instance.js';

// Node 20 has relaxed SIMD behind this flag.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const heap = createHeap();
const plain = heap && instantiate(heap, false);
const relaxed = heap && instantiate(heap, true);
if (heap === undefined || plain === undefined || relaxed === undefined) throw new Error('WebAssembly SIMD is missing');

const room = heap.blocks.allocate(32 * 2 ** 20);
const work = heap.blocks.allocate(plain.exports.productWorkBytes());
if (room === undefined || work === undefined) throw new Error('the heap has no room');
const views = { f32: new Float32Array(heap.buffer), f64: new Float64Array(heap.buffer) };

const at = {
  a: room.pointer,
  b: room.pointer + 12 * 2 ** 20,
  c: room.pointer + 24 * 2 ** 20,
  part: room.pointer + 28 * 2 ** 20,
};

const cut = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const parts = fc.record({
  m: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(185, 401)),
  n: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(330, 1027, 2051)),
  k: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(255, 256, 257, 530, 1100)),
  aTransposed: fc.boolean(),
  bTransposed: fc.boolean(),
  cuts: fc.tuple(cut, cut, cut, cut),
}).filter(({ m, n, k }) => m * k < 4e5 && k * n < 6e5 && m * n < 2e5); // prettier-ignore

/** A range that begins and ends somewhere in 0 to n. */
function range(n: number, from: number, to: number): [start: number, length: number] {
  const start = Math.floor(from * n);
  return [start, 1 + Math.floor(to * (n - start))];
}

describe.each([['plain', plain] as const, ['relaxed', relaxed] as const])('%s', (_, { exports }) => {
  describe.each(['F32', 'F64'] as const)('%s', (type) => {
    const size = type === 'F32' ? 4 : 8;
    const view = type === 'F32' ? views.f32 : views.f64;
    const { a, b } = at;

    beforeAll(() => {
      for (let i = a / size, s = 1; i < at.c / size; i++) {
        s = (Math.imul(s, 1664525) + 1013904223) | 0;
        view[i] = s / 2 ** 31 + (type === 'F64' ? s / 2 ** 60 : 0);
      }
    });

    function same(n: number, i0: number, height: number, j0: number, width: number, stride: number): void {
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < width; j++) {
          const whole = view[at.c / size + (i0 + i) * n + j0 + j];
          if (view[at.part / size + i * stride + j] !== whole) {
            expect(view[at.part / size + i * stride + j], `element ${i0 + i}, ${j0 + j}`).toBe(whole);
          }
        }
      }
    }

    it('gemm', () => {
      fc.assert(
        fc.property(parts, ({ m, n, k, aTransposed, bTransposed, cuts }) => {
          const [ar, ac] = aTransposed ? [1, m] : [k, 1];
          const [br, bc] = bTransposed ? [1, k] : [n, 1];
          const [i0, height] = range(m, cuts[0], cuts[1]);
          const [j0, width] = range(n, cuts[2], cuts[3]);
          const gemm = exports[`gemm${type}`];
          gemm(m, n, k, a, ar, ac, b, br, bc, at.c, n, work.pointer);
          gemm(height, width, k, a + i0 * ar * size, ar, ac, b + j0 * bc * size, br, bc, at.part, width, work.pointer);
          same(n, i0, height, j0, width, width);
        }),
        { numRuns: 60 },
      );
    });

    it('dots', () => {
      fc.assert(
        fc.property(parts, ({ m, n, k, cuts }) => {
          const [i0, height] = range(m, cuts[0], cuts[1]);
          const [j0, width] = range(n, cuts[2], cuts[3]);
          const dots = exports[`dots${type}`];
          dots(m, n, k, a, k, b, k, at.c, n, 1);
          dots(height, width, k, a + i0 * k * size, k, b + j0 * k * size, k, at.part, width, 1);
          same(n, i0, height, j0, width, width);
        }),
        { numRuns: 40 },
      );
    });

    it('rows', () => {
      fc.assert(
        fc.property(parts, ({ m, n, k, aTransposed, cuts }) => {
          const [ar, ac] = aTransposed ? [1, m] : [k, 1];
          const [i0, height] = range(m, cuts[0], cuts[1]);
          const [j0, width] = range(n, cuts[2], cuts[3]);
          const rows = exports[`rows${type}`];
          rows(m, n, k, a, ar, ac, b, n, at.c, n);
          rows(height, width, k, a + i0 * ar * size, ar, ac, b + j0 * size, n, at.part, width);
          same(n, i0, height, j0, width, width);
        }),
        { numRuns: 40 },
      );
    });
  });
});
