/** The same bits for any number of threads, and the right ones when a worker dies. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Block } from '../heap/blocks.js';
import { createHeap } from '../heap/heap.js';
import type { Heap } from '../heap/heap.js';
import type { Instance } from '../simd/instance.js';
import { instantiate } from '../simd/instance.js';
import { simd } from '../simd/index.js';
import { reference } from '../reference/index.js';
import { layout, Tasks } from './tasks.js';

const heap = createHeap() as Heap;
const one = instantiate(heap, true, 1) as Instance;
const instances: Instance[] = [];
const taken: Block[] = [];
afterEach(() => {
  for (const block of taken.splice(0)) heap.blocks.free(block);
});
afterAll(() => instances.forEach(({ pool }) => pool.stop()));

/** An instance whose workers run. */
async function withThreads(threads: number): Promise<Instance> {
  const instance = instantiate(heap, true, threads) as Instance;
  instances.push(instance);
  instance.pool.start();
  await until(() => instance.pool.threads === threads);
  return instance;
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 2000 && !condition(); i++) await sleep(5);
  expect(condition()).toBe(true);
}

function floats(length: number, single: boolean, seed: number): Float32Array | Float64Array {
  const block = heap.blocks.allocate(length * 8);
  if (block === undefined) throw new Error('the heap is full');
  taken.push(block);
  const { pointer } = block;
  const buffer = heap.buffer as ArrayBuffer;
  const data = single ? new Float32Array(buffer, pointer, length) : new Float64Array(buffer, pointer, length);
  for (let i = 0, s = seed; i < length; i++) data[i] = (s = (s * 16807) % 2147483647) / 2147483647 - 0.5;
  return data;
}

const bytesOf = (data: Float32Array | Float64Array) =>
  Buffer.from(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);

/** Shapes that take each kernel: tiles, tiles of a transposed result, dot products, scaled rows, matrix times vector. */
const sizes = [
  [250, 300, 270],
  [601, 130, 64],
  [4, 3000, 700],
  [1, 3000, 900],
  [3000, 1, 900],
  [8, 40_000, 5],
] as const;

describe.each([2, 3])('%i threads', async (threads) => {
  const many = await withThreads(threads);
  const kernels = [simd(one), simd(many)] as const;
  const share = (): void => {
    // Workers get their part only once products have been large for a while.
    const x = { data: floats(512 * 512, true, 9), offset: 0, strides: [512, 1] };
    const out = { ...x, data: floats(512 * 512, true, 9) };
    for (let done = 0; done < 2 ** 28; done += 512 ** 3) kernels[1].matmul(512, 512, 512, x, x, out);
  };
  share();
  it.each(sizes)('give the same bits as one: (%i, %i, %i)', (m, n, k) => {
    for (const single of [true, false]) {
      for (const [aTurned, bTurned] of [
        [false, false],
        [false, true],
        [true, false],
      ] as const) {
        const a = { data: floats(m * k, single, 1), offset: 0, strides: aTurned ? [1, m] : [k, 1] };
        const b = { data: floats(k * n, single, 2), offset: 0, strides: bTurned ? [1, k] : [n, 1] };
        const results = kernels.map((implementation) => {
          const out = { data: floats(m * n, single, 3), offset: 0, strides: [n, 1] };
          implementation.matmul(m, n, k, a, b, out);
          return out.data;
        });
        const [alone, shared] = results.map(bytesOf);
        expect(alone?.equals(shared ?? Buffer.alloc(0))).toBe(true);
      }
    }
  });
});

describe('a worker that dies', () => {
  it('while it waits: this thread goes on alone', async () => {
    const instance = await withThreads(2);
    instance.pool.stop();
    expect(instance.pool.threads).toBe(1);
    const a = { data: floats(400 * 400, false, 4), offset: 0, strides: [400, 1] };
    const [got, want] = [floats(160_000, false, 5), new Float64Array(160_000)];
    const kernels = simd(instance);
    for (let i = 0; i < 6; i++) kernels.matmul(400, 400, 400, a, a, { data: got, offset: 0, strides: [400, 1] });
    reference.matmul(400, 400, 400, a, a, { data: want, offset: 0, strides: [400, 1] });
    got.forEach((x, i) => {
      if (Math.abs(x - (want[i] ?? NaN)) > 1e-12) throw new Error(`element ${i}: ${x}, not ${want[i]}`);
    });
  });

  it('with a task in hand: this thread does it again after a while', () => {
    const tasks = new Tasks(heap, 50);
    const words = new Int32Array(heap.buffer as SharedArrayBuffer, tasks.address, layout.length);
    const done: number[] = [];
    // The first call stands in for the worker: while it runs, the second task is taken by somebody who never finishes it.
    const kernel = (x: number): void => {
      if (done.length === 0) Atomics.store(words, layout.states + 1, layout.taken);
      done.push(x);
    };
    let ended = 0;
    tasks.run(0, kernel, 0, [[10], [20], [30]], () => ended++);
    expect(done).toEqual([10, 30, 20]);
    expect([tasks.lost, tasks.ready, ended]).toEqual([true, 0, 1]);
  });
});

it('a heap that is not shared has one thread, in silence', () => {
  vi.stubGlobal('SharedArrayBuffer', undefined);
  const unshared = createHeap();
  vi.unstubAllGlobals();
  expect(unshared?.shared).toBe(false);
  const lonely = instantiate(unshared as Heap, true, 4);
  lonely?.pool.start();
  expect([lonely?.pool.threads, lonely?.pool.most]).toEqual([1, 1]);
});
