import type { Heap } from '../heap/heap.js';
import type { WebAssemblyModule } from '../heap/webAssembly.js';
import type { KernelCall } from './tasks.js';
import { layout, Tasks } from './tasks.js';
import { startWorker } from './workers.js';

/** Threads that share the work of large calls. */
export interface Pool {
  /** How many calls can run at the same time, this thread's included: 1 until workers have started, and where they can't. */
  readonly threads: number;

  /** How many there may be. */
  readonly most: number;

  /** Change how many there may be. Workers that run already are kept. */
  limit(most: number): void;

  /** Do calls of one kernel, none of which writes where another does; every call gets its thread's scratch address as last number. */
  run(name: string, calls: readonly (readonly number[])[]): void;

  /** Start the workers that are missing. They are ready some milliseconds later; until then `threads` is smaller. */
  start(): void;

  /** End the workers. */
  stop(): void;
}

/** What a pool works with. */
export interface PoolOptions {
  readonly heap: Heap;
  readonly module: WebAssemblyModule;
  /** The kernels that may be called, by name. */
  readonly kernels: Readonly<Record<string, KernelCall>>;
  /** How many threads there may be at first, this one included. */
  readonly most: number;
  /** Bytes of scratch that a kernel needs. */
  readonly scratchBytes: number;
  /** This thread's scratch address. */
  readonly scratch: () => number;
}

/** A pool that has not started yet. Where threads can't be had, it stays at one, in silence. */
export function createPool({ heap, module, kernels, most: atFirst, scratchBytes, scratch }: PoolOptions): Pool {
  let most = atFirst;
  const names = Object.keys(kernels);
  let tasks: Tasks | undefined;
  let ends: (() => void)[] = [];

  const stop = (): void => {
    tasks?.stop();
    for (const end of ends) end();
    tasks = undefined;
    ends = [];
  };
  let failed = false;

  const giveUp = (): void => {
    failed = true;
    stop();
  };

  return {
    get most() {
      return failed || !heap.shared ? 1 : most;
    },

    limit(to) {
      most = to;
    },

    get threads() {
      return Math.min(1 + Math.min(tasks?.ready ?? 0, ends.length), most, layout.tasks);
    },

    start() {
      if (failed || ends.length >= most - 1 || !heap.shared) return;
      try {
        tasks ??= new Tasks(heap);
      } catch {
        failed = true;
        return;
      }
      const words = tasks.address;
      while (ends.length < most - 1) {
        const area = heap.blocks.allocate(scratchBytes);
        failed = area === undefined; // once it fails, it fails again
        if (area === undefined) break;
        // A worker that ends by itself, whatever the reason, ends the sharing; what is under way is finished by this thread.
        const end = startWorker({ module, memory: heap.memory, words, scratch: area.pointer, names }, giveUp);
        failed = end === undefined;
        if (end === undefined) break;
        ends.push(end);
      }
    },

    run(name, calls) {
      const kernel = kernels[name];
      if (kernel === undefined) throw new RangeError(`there is no kernel ${name}`);
      if (tasks === undefined || calls.length === 1 || calls.length > layout.tasks) {
        for (const call of calls) kernel(...call, scratch());
        return;
      }
      tasks.run(names.indexOf(name), kernel, scratch(), calls, giveUp);
    },

    stop,
  };
}
