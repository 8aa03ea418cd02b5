/** That calls reach the compiled loops, which the conformance suite can't tell from the reference, and leave nothing on the heap. */
import { describe, expect, it } from 'vitest';
import { createHeap } from '../heap/heap.js';
import type { Strided } from '../kernels.js';
import { binary } from './binary.js';
import { copies } from './copy.js';
import { instantiate } from './instance.js';
import type { Instance } from './instance.js';
import { reductions } from './reduce.js';
import { updates } from './updates.js';

const heap = createHeap();
const instance = heap && instantiate(heap, false);
if (heap === undefined || instance === undefined) throw new Error('these tests need WebAssembly SIMD');

const called: string[] = [];
const watched = Object.fromEntries(
  Object.entries(instance.exports).map(([name, f]: [string, (...args: number[]) => number]) => [
    name,
    (...args: number[]) => {
      called.push(name);
      return f(...args);
    },
  ]),
);
const counted: Instance = { ...instance, exports: watched as unknown as Instance['exports'] }; // the same functions, watched
const kernels = { ...binary(counted), ...copies(counted), ...reductions(counted), ...updates(counted) };

/** What is called, one name for each call; blocks on the heap must be as many as before. */
function callsOf(f: () => void): string[] {
  called.length = 0;
  const blocks = heap?.blocks.count;
  f();
  expect(heap?.blocks.count).toBe(blocks);
  return [...called];
}

const [rows, columns] = [50, 40];
const shape = [rows, columns];
const kinds = { F32: Float32Array, F64: Float64Array };

describe.each(['F32', 'F64'] as const)('%s', (suffix) => {
  const plain = (length: number, ...strides: number[]): Strided => ({
    data: new kinds[suffix](length),
    offset: 0,
    strides,
  });
  const onHeap = (length: number, ...strides: number[]): Strided => {
    const pointer = heap.blocks.allocate(length * 8)?.pointer ?? 0;
    return { data: new kinds[suffix](heap.buffer as ArrayBuffer, pointer, length), offset: 0, strides };
  };
  const bools = (): Strided => {
    const pointer = heap.blocks.allocate(rows * columns)?.pointer ?? 0;
    return { data: new Uint8Array(heap.buffer as ArrayBuffer, pointer, rows * columns), offset: 0, strides: [columns, 1] };
  }; // prettier-ignore
  const x = onHeap(rows * columns, columns, 1);
  const turned: Strided = { ...x, strides: [1, rows] };
  const out = onHeap(rows * columns, columns, 1);
  const mask = bools();

  it.each<[string, Strided]>([
    ['the same shape', x],
    ['a row', onHeap(columns, 0, 1)],
    ['a column', onHeap(rows, 1, 0)],
    ['a transposed view', turned],
    ['a number in plain memory', plain(1, 0, 0)],
    ['a matrix in plain memory', plain(rows * columns, columns, 1)],
  ])('binary functions with %s', (_, other) => {
    expect(callsOf(() => kernels.binary('add', shape, x, other, out))).toEqual([`binary${suffix}`]);
    expect(callsOf(() => kernels.binary('greater', shape, x, other, mask))).toEqual([`compare${suffix}`]);
  });

  it('copies and choices', () => {
    const bits = suffix === 'F32' ? '32' : '64';
    expect(callsOf(() => kernels.copy(shape, turned, out, false))).toEqual([`copy${bits}`]);
    expect(callsOf(() => kernels.select(shape, mask, x, plain(1, 0, 0), out))).toEqual([`select${bits}`]);
  });

  it.each<[string, Strided]>([
    ['rows', x],
    ['columns', turned],
    ['plain memory', plain(rows * columns, columns, 1)],
  ])('reductions of %s', (_, operand) => {
    const [across, down] = operand === turned ? ['foldRows', 'foldLines'] : ['foldLines', 'foldRows'];
    expect(callsOf(() => kernels.reduce('sum', shape, [1], operand, plain(rows, 1)))).toEqual([across + suffix]);
    expect(callsOf(() => kernels.reduce('max', shape, [0], operand, plain(columns, 1)))).toEqual([down + suffix]);
    expect(callsOf(() => kernels.reduce('sum', shape, [0, 1], operand, plain(1)))).toEqual([`foldLines${suffix}`]);
    const positions: Strided = { data: new Int32Array(columns), offset: 0, strides: [1] };
    expect(callsOf(() => kernels.argReduce('argmax', shape, 0, operand, positions))).toEqual([`positions${suffix}`]);
  });

  it('updates', () => {
    const [w, g, m, v] = [onHeap(9), onHeap(9), onHeap(9), onHeap(9)].map(({ data }) => data as Float32Array); // or Float64Array
    if (!w || !g || !m || !v) throw new Error('four arrays were made');
    expect(callsOf(() => kernels.gradientDescent(9, w, g, 0.1))).toEqual([`gradientDescent${suffix}`]);
    expect(callsOf(() => kernels.momentum(9, w, g, v, 0.1, 0.9))).toEqual([`momentum${suffix}`]);
    expect(callsOf(() => kernels.nesterov(9, w, g, v, 0.1, 0.9))).toEqual([`nesterov${suffix}`]);
    expect(callsOf(() => kernels.adagrad(9, w, g, v, 0.1, 0, 1e-8))).toEqual([`adagrad${suffix}`]);
    expect(callsOf(() => kernels.rmsprop(9, w, g, v, 0.1, 0.9, 1e-8))).toEqual([`rmsprop${suffix}`]);
    expect(callsOf(() => kernels.adam(9, w, g, m, v, 0.1, 0.9, 0.99, 1e-8, 0.1, 0.01, 0))).toEqual([`adam${suffix}`]);
  });
});
