/** A heap without room: products are still right. */
import { describe, expect, it } from 'vitest';
import { createHeap } from '../heap/heap.js';
import type { Strided } from '../kernels.js';
import { instantiate } from './instance.js';
import { products } from './products.js';

/** Each matrix is larger than the scratch room. */
const [m, n, k] = [130, 140, 150];

/** What's left of a heap, taken. */
function fill(heap: NonNullable<ReturnType<typeof createHeap>>): void {
  for (let bytes = 2 ** 30; bytes >= 64; bytes /= 2) while (heap.blocks.allocate(bytes) !== undefined);
}

function setUp() {
  const heap = createHeap();
  const instance = heap && instantiate(heap, false);
  if (heap === undefined || instance === undefined) throw new Error('WebAssembly SIMD is missing');
  return { heap, kernels: products(instance) };
}

const matrix = (data: Float64Array, columns: number): Strided => ({ data, offset: 0, strides: [columns, 1] });

function expectProduct(a: Float64Array, b: Float64Array, c: Float64Array): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let want = 0;
      for (let l = 0; l < k; l++) want += (a[i * k + l] ?? NaN) * (b[l * n + j] ?? NaN);
      if (c[i * n + j] !== want) expect(c[i * n + j], `element ${i}, ${j}`).toBe(want); // integers: exact in any order
    }
  }
}

const integers = (x: Float64Array, factor: number): Float64Array => x.map((_, i) => ((i * factor) % 19) - 9);

describe('a full heap', () => {
  it('has no room for copies of operands', () => {
    const { heap, kernels } = setUp();
    fill(heap);
    const used = heap.blocks.count;
    const big = (rows: number, columns: number, factor: number) => integers(new Float64Array(rows * columns), factor);
    const [a, b, c] = [big(m, k, 7), big(k, n, 5), new Float64Array(m * n)];
    kernels.matmul(m, n, k, matrix(a, k), matrix(b, n), matrix(c, n));
    expectProduct(a, b, c);
    expect(heap.blocks.count).toBe(used);
  });

  it('has no room for packing', () => {
    const { heap, kernels } = setUp();
    const onHeap = (length: number) => {
      const block = heap.blocks.allocate(8 * length);
      if (block === undefined) throw new Error('the heap is full too early');
      return new Float64Array(heap.buffer as ArrayBuffer, block.pointer, length); // shared or not is the same to a view
    };
    const [a, b, c] = [onHeap(m * k), onHeap(k * n), onHeap(m * n)];
    fill(heap);
    a.set(integers(a, 7));
    b.set(integers(b, 5));
    kernels.matmul(m, n, k, matrix(a, k), matrix(b, n), matrix(c, n));
    expectProduct(a, b, c);
  });

  it('gets the room of copies back', () => {
    const { heap, kernels } = setUp();
    const big = (rows: number, columns: number, factor: number) => integers(new Float64Array(rows * columns), factor);
    const [a, b, c] = [big(m, k, 7), big(k, n, 5), new Float64Array(m * n)];
    const multiply = () => {
      kernels.matmul(m, n, k, matrix(a, k), matrix(b, n), matrix(c, n));
    };
    multiply();
    const used = heap.blocks.used; // the work area stays
    for (let i = 0; i < 20; i++) multiply();
    expect(heap.blocks.used).toBe(used);
    expectProduct(a, b, c);
  });
});
