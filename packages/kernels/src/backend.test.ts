/// <reference lib="dom" />
/** Which implementation is chosen, and that the reference takes over wherever the fast ones can't run. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as kernelsPackage from './index.js';

type Package = typeof kernelsPackage;

/** The package as a new process would load it, under some change of the platform. */
async function loadWith(change: () => void): Promise<Package> {
  vi.resetModules();
  change();
  return import('./index.js');
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A product that needs no more than the interface. */
function product({ kernels, Storage }: Package): { values: number[]; onHeap: boolean } {
  const storages = [0, 1, 2].map(() => Storage.create('float64', 400, true));
  const [a, b, out] = storages.map((s) => ({ data: s.elements, offset: 0, strides: [20, 1] }));
  if (a === undefined || b === undefined || out === undefined) throw new Error('three were made');
  a.data.fill(2);
  b.data.fill(3);
  kernels().matmul(20, 20, 20, a, b, out);
  return { values: [...new Set(out.data)], onHeap: storages.every((s) => s.onHeap) };
}

const fast = /^(relaxed-)?simd$/;

describe('the backend', () => {
  it('is a fast one here', async () => {
    const loaded = await loadWith(() => undefined);
    expect(loaded.backend().name).toMatch(fast);
    expect(product(loaded)).toEqual({ values: [120], onHeap: true });
  });

  it('is the reference without WebAssembly', async () => {
    const loaded = await loadWith(() => vi.stubGlobal('WebAssembly', undefined));
    expect(loaded.backend()).toEqual({ name: 'reference', threads: 1, running: 1 });
    expect(product(loaded)).toEqual({ values: [120], onHeap: false });
  });

  it('is the reference where a policy forbids to compile', async () => {
    const loaded = await loadWith(() => {
      vi.spyOn(WebAssembly, 'Module').mockImplementation(() => {
        throw new WebAssembly.CompileError("Refused to compile: 'wasm-unsafe-eval' is not allowed");
      });
    });
    expect(loaded.backend()).toEqual({ name: 'reference', threads: 1, running: 1 });
    expect(product(loaded).values).toEqual([120]);
  });

  it('is the reference without SIMD', async () => {
    const loaded = await loadWith(() => {
      vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
      vi.spyOn(WebAssembly, 'Module').mockImplementation(() => {
        throw new WebAssembly.CompileError('invalid opcode');
      });
    });
    expect(loaded.backend().name).toBe('reference');
  });

  it('has one thread, and the same numbers, without shared memory', async () => {
    const loaded = await loadWith(() => vi.stubGlobal('SharedArrayBuffer', undefined));
    expect(loaded.backend()).toEqual({ name: expect.stringMatching(fast) as string, threads: 1, running: 1 });
    expect(product(loaded)).toEqual({ values: [120], onHeap: true });
  });

  it('tries less memory where much is refused, and none at last', async () => {
    const { Memory } = WebAssembly;
    const asked: number[] = [];
    const loaded = await loadWith(() => {
      vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (descriptor) {
        asked.push((descriptor.initial * 65536) / 2 ** 20);
        if (descriptor.initial > 1024) throw new RangeError('could not allocate memory');
        return new Memory(descriptor);
      });
    });
    expect(product(loaded)).toEqual({ values: [120], onHeap: true });
    expect(asked).toEqual([1024, 512, 256, 64]);
  });

  it('goes on when the heap is full, and after', async () => {
    const loaded = await loadWith(() => undefined);
    const kept = [];
    for (;;) {
      const storage = loaded.Storage.create('float64', 8 * 2 ** 20, false);
      if (!storage.onHeap) break;
      kept.push(storage);
    }
    expect(kept.length).toBeGreaterThan(0);
    expect(product(loaded).values).toEqual([120]);
    for (const storage of kept) storage.release();
    expect(product(loaded)).toEqual({ values: [120], onHeap: true });
  });

  it('follows the settings', async () => {
    const { backend, configureKernels } = await loadWith(() => undefined);
    expect(configureKernels({ simd: false })).toMatchObject({ simd: false });
    expect(backend()).toEqual({ name: 'reference', threads: 1, running: 1 });
    configureKernels({ simd: true, strict: true, threads: 3 });
    expect(backend()).toEqual({ name: 'simd', threads: 3, running: 1 });
  });
});
