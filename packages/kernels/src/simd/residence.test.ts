/**
 * That results don't depend, bit for bit, on where operands live: what lives on the heap, and what beside it for want of room, is up to the
 * garbage collector.
 */
import { describe, expect, it } from 'vitest';
import { createHeap } from '../heap/heap.js';
import type { ActivationName, Floats } from '../network.js';
import type { ReduceName, Strided, UnaryName } from '../kernels.js';
import { instantiate } from './instance.js';
import { simd } from './index.js';

const heap = createHeap();
if (heap === undefined) throw new Error('these tests need WebAssembly');

const kinds = { float32: Float32Array, float64: Float64Array };
type Kind = keyof typeof kinds;

/** The same numbers each time; some are negative, none is 0. */
function numbers(kind: Kind, length: number, seed: number): Floats {
  let state = seed * 7919 + 1;
  return new kinds[kind](length).map(() => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647 - 0.4) * 3;
  });
}

/** A copy on the heap. */
function onHeap<T extends Floats>(values: T): T {
  const block = heap?.blocks.allocate(values.byteLength);
  if (heap === undefined || block === undefined) throw new Error('the heap is full');
  const Kind = values.constructor as Float64ArrayConstructor; // of either kind
  const copy = new Kind(heap.buffer as ArrayBuffer, block.pointer, values.length); // shared or not is the same to a view
  copy.set(values);
  return copy as Floats as T;
}

/** Run with fresh copies of the arrays in every mixture of places: what it returns and what it leaves in them is always the same. */
function expectSame(arrays: readonly Floats[], run: (arrays: readonly Floats[]) => unknown): void {
  let all: { readonly result: unknown; readonly bytes: Buffer } | undefined;
  for (let beside = 0; beside < 2 ** arrays.length; beside++) {
    const placed = arrays.map((values, i) => ((beside >> i) % 2 === 0 ? onHeap(values) : values.slice()));
    const result = run(placed);
    const bytes = Buffer.concat(
      placed.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
    );
    all ??= { result, bytes };
    expect({ beside, result, isSame: bytes.equals(all.bytes) }).toEqual({ beside, result: all.result, isSame: true });
  }
}

const view = (data: Floats | undefined, ...strides: number[]): Strided => {
  if (data === undefined) throw new Error('no such array');
  return { data, offset: 0, strides };
};

const builds = [false, true].map((relaxed) => {
  const instance = instantiate(heap, relaxed);
  if (instance === undefined) throw new Error('these tests need WebAssembly SIMD');
  return [instance.relaxed ? 'relaxed' : 'plain', simd(instance)] as const;
});

describe.each(builds)('%s', (_, kernels) => {
  describe.each(['float32', 'float64'] as const)('%s', (kind) => {
    const array = (length: number, seed: number): Floats => numbers(kind, length, seed);

    it.each([1, 2, 5, 9, 40, 300, 5000])('dot of %i', (n) => {
      expectSame([array(n, 1), array(n, 2)], ([a, b]) => kernels.dot(n, view(a, 1), view(b, 1)));
    });

    it.each([
      [1, 1, 1],
      [1, 4, 2],
      [2, 3, 2],
      [4, 1, 30],
      [1, 30, 4],
      [3, 5, 8],
      [5, 5, 5],
      [10, 7, 1],
      [16, 1, 300],
      [1, 16, 300],
      [30, 20, 10],
      [64, 3, 200],
      [3, 64, 200],
      [150, 130, 70],
    ])('products %i × %i over %i', (m, n, k) => {
      const arrays = [array(m * k, 1), array(k * n, 2), array(m * n, 3)];
      expectSame(arrays, ([a, b, c]) => kernels.matmul(m, n, k, view(a, k, 1), view(b, n, 1), view(c, n, 1)));
      expectSame(arrays, ([a, b, c]) => kernels.matmul(m, n, k, view(a, 1, m), view(b, n, 1), view(c, n, 1)));
      expectSame(arrays, ([a, b, c]) => kernels.matmul(m, n, k, view(a, k, 1), view(b, 1, k), view(c, n, 1)));
      expectSame(arrays, ([a, b, c]) => kernels.matmul(m, n, k, view(a, 1, m), view(b, 1, k), view(c, 1, m)));
      // With gaps, of which copies have fewer.
      const wide = [array(m * k * 5, 1), array(k * n * 5, 2), array(m * n * 5, 3)];
      expectSame(wide, ([a, b, c]) => kernels.matmul(m, n, k, view(a, k * 5, 1), view(b, n * 5, 1), view(c, n * 5, 1)));
      expectSame(wide, ([a, b, c]) => kernels.matmul(m, n, k, view(a, k * 5, 5), view(b, 5, k * 5), view(c, n * 5, 5)));
    });

    const unaries: UnaryName[] = ['negative', 'abs', 'sign', 'sqrt', 'square', 'reciprocal', 'exp', 'expm1', 'log', 'log1p', 'log2', 'sin', 'cos', 'tanh', 'floor', 'ceil', 'round']; // prettier-ignore
    it.each(unaries)('%s', (name) => {
      for (const [rows, columns] of [[1, 9], [7, 13], [40, 300]] as const) {
        const arrays = [array(rows * columns, 1), array(rows * columns, 2)];
        const shape = [rows, columns];
        expectSame(arrays, ([x, out]) => kernels.unary(name, shape, view(x, columns, 1), view(out, columns, 1)));
        expectSame(arrays, ([x, out]) => kernels.unary(name, shape, view(x, 1, rows), view(out, columns, 1)));
      }
    }); // prettier-ignore

    it.each(['add', 'subtract', 'multiply', 'divide', 'power', 'mod', 'maximum', 'minimum'] as const)('%s', (name) => {
      for (const [rows, columns] of [[1, 9], [7, 13], [40, 300]] as const) {
        const arrays = [array(rows * columns, 1), array(rows * columns, 2), array(rows * columns, 3)];
        const shape = [rows, columns];
        expectSame(arrays, ([a, b, c]) =>
          kernels.binary(name, shape, view(a, columns, 1), view(b, 1, rows), view(c, columns, 1)),
        );
        expectSame(arrays, ([a, b, c]) =>
          kernels.binary(name, shape, view(a, columns, 1), view(b, 0, 1), view(c, columns, 1)),
        );
      }
    }); // prettier-ignore

    it.each<ReduceName>(['sum', 'prod', 'min', 'max'])('%s', (name) => {
      for (const [rows, columns] of [[1, 9], [7, 13], [40, 300], [3000, 5]] as const) {
        const arrays = [array(rows * columns, 1), array(rows * columns, 2)];
        const shape = [rows, columns];
        for (const strides of [[columns, 1], [1, rows]] as const) {
          expectSame(arrays, ([x, out]) => kernels.reduce(name, shape, [0], view(x, ...strides), view(out, 1)));
          expectSame(arrays, ([x, out]) => kernels.reduce(name, shape, [1], view(x, ...strides), view(out, 1)));
          expectSame(arrays, ([x, out]) => kernels.reduce(name, shape, [0, 1], view(x, ...strides), view(out)));
        }
      }
    }); // prettier-ignore

    const activations: ActivationName[] = ['identity', 'sigmoid', 'tanh', 'relu', 'leakyRelu', 'elu', 'selu', 'softplus', 'gelu', 'silu']; // prettier-ignore
    it.each(activations)('%s and its derivative', (f) => {
      for (const n of [9, 300, 5000]) {
        const arrays = [array(n, 1), array(n, 2)] as const;
        expectSame(arrays, ([z, out]) => kernels.activate(f, 0.3, n, z as Floats, out as Floats));
        expectSame([...arrays, array(n, 3), array(n, 4)], ([z, a, da, out]) =>
          kernels.activateBackward(f, 0.3, n, z as Floats, a as Floats, da as Floats, out as Floats),
        );
      }
    });

    it.each([[1, 9], [5, 40], [10, 300]] as const)('layers and cross-entropies of %i × %i', (rows, columns) => {
      const n = rows * columns;
      const k = 6;
      expectSame([array(rows * k, 1), array(k * columns, 2), array(rows, 3), array(n, 4), array(n, 5)], ([w, x, b, z, a]) =>
        kernels.dense('tanh', 0, rows, columns, k, w as Floats, view(x, columns, 1), b as Floats, z as Floats, a as Floats),
      );
      const four = [array(n, 1), array(n, 2).map((y) => (y > 0 ? 1 : 0)), array(n, 3), array(n, 4)] as Floats[];
      expectSame(four.slice(0, 2), ([z, out]) => kernels.softmaxColumns(rows, columns, z as Floats, out as Floats));
      expectSame(four, ([z, y, a, dz]) =>
        kernels.sigmoidCrossEntropy(n, 1 / n, z as Floats, y as Floats, a as Floats, dz as Floats),
      );
      expectSame(four, ([z, y, a, dz]) =>
        kernels.softmaxCrossEntropy(rows, columns, 1 / n, z as Floats, y as Floats, a as Floats, dz as Floats),
      );
    }); // prettier-ignore

    it.each([9, 300])('updates of %i', (n) => {
      const positive = array(n, 3).map(Math.abs) as Floats;
      const three = [array(n, 1), array(n, 2), positive];
      const at = (arrays: readonly Floats[], i: number): Floats => arrays[i] as Floats; // as many as are given
      expectSame(three.slice(0, 2), (x) => kernels.gradientDescent(n, at(x, 0), at(x, 1), 0.1));
      expectSame(three, (x) => kernels.momentum(n, at(x, 0), at(x, 1), at(x, 2), 0.1, 0.9));
      expectSame(three, (x) => kernels.nesterov(n, at(x, 0), at(x, 1), at(x, 2), 0.1, 0.9));
      expectSame(three, (x) => kernels.adagrad(n, at(x, 0), at(x, 1), at(x, 2), 0.1, 0.01, 1e-8));
      expectSame(three, (x) => kernels.rmsprop(n, at(x, 0), at(x, 1), at(x, 2), 0.1, 0.9, 1e-8));
      expectSame([array(n, 1), array(n, 2), array(n, 4), positive], (x) =>
        kernels.adam(n, at(x, 0), at(x, 1), at(x, 2), at(x, 3), 0.1, 0.9, 0.99, 1e-8, 0.1, 0.01, 0.001),
      );
    });
  });
});
