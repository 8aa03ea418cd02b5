import type { Heap } from '../heap/heap.js';

/** At most so many tasks a round, and numbers a call. */
const tasks = 32;
const callLength = 18;

/** Where the words are that threads share, and what they hold; workers get it as it stands. */
export const layout = {
  /** Counts the rounds; workers wait for it to change. */
  round: 0,
  /** How many workers have started. */
  ready: 1,
  /** Tasks of this round that are done. */
  finished: 2,
  /** Not 0 once the workers are to end. */
  stopped: 3,
  /** One word a task: `open`, `taken` or `done`. */
  states: 16,
  open: 1,
  taken: 2,
  done: 0,
  tasks,
  /** For each task: which kernel, how many numbers, the numbers. */
  calls: 16 + tasks,
  callLength,
  length: 16 + tasks + tasks * callLength,
  /** How often a worker looks for a new round before it sleeps: about 0.1 ms. */
  patience: 20_000,
} as const;

/**
 * How long to wait for a task that a worker has taken before its worker is given up for dead: so many ms, and so many times as long as this
 * thread took for its own part.
 */
const tenSeconds = 10_000;
const timesOwn = 20;

/** A call of one of the kernels that threads know; the scratch address comes last, from the thread itself. */
export type KernelCall = (...args: number[]) => void;

/** The words in shared memory through which threads take tasks from each other. */
export class Tasks {
  readonly address: number;
  readonly #words: Int32Array;
  readonly #deadline: number;
  #lost = false;

  /** @throws RangeError when the heap has no room. */
  constructor(heap: Heap, deadline = tenSeconds) {
    this.#deadline = deadline;
    const block = heap.blocks.allocate(layout.length * 4);
    if (block === undefined) throw new RangeError('the heap is full');
    this.address = block.pointer;
    this.#words = new Int32Array(heap.buffer as SharedArrayBuffer, block.pointer, layout.length).fill(0); // workers need shared memory
  }

  /** Workers that are ready for tasks. */
  get ready(): number {
    return this.#lost ? 0 : Atomics.load(this.#words, layout.ready);
  }

  /** True once a worker has died with a task in hand. */
  get lost(): boolean {
    return this.#lost;
  }

  /**
   * Do all calls, together with the workers; returns when all are done.
   *
   * A call writes only where no other one does, and may be done again from the start: what a dead worker left undone is.
   *
   * @param onLost - Called before that, to end the workers.
   */
  run(
    kernel: number,
    own: KernelCall,
    scratch: number,
    calls: readonly (readonly number[])[],
    onLost: () => void,
  ): void {
    const words = this.#words;
    Atomics.store(words, layout.finished, 0);
    for (const [task, call] of calls.entries()) {
      const at = layout.calls + task * callLength;
      words[at] = kernel;
      words[at + 1] = call.length;
      words.set(call, at + 2);
      Atomics.store(words, layout.states + task, layout.open);
    }
    Atomics.add(words, layout.round, 1);
    Atomics.notify(words, layout.round);
    const start = performance.now();
    for (const [task, call] of calls.entries()) {
      const state = layout.states + task;
      if (Atomics.compareExchange(words, state, layout.open, layout.taken) !== layout.open) continue;
      own(...call, scratch);
      Atomics.store(words, state, layout.done);
      Atomics.add(words, layout.finished, 1);
    }
    if (this.#awaitAll(calls.length, Math.max(this.#deadline, timesOwn * (performance.now() - start)))) return;
    this.#lost = true;
    onLost();
    for (const [task, call] of calls.entries()) {
      if (Atomics.load(words, layout.states + task) !== layout.done) own(...call, scratch);
    }
  }

  /** Let the workers end. */
  stop(): void {
    Atomics.store(this.#words, layout.stopped, 1);
    Atomics.add(this.#words, layout.round, 1);
    Atomics.notify(this.#words, layout.round);
  }

  /** False when a worker doesn't finish. */
  #awaitAll(count: number, deadline: number): boolean {
    const words = this.#words;
    const finished = () => Atomics.load(words, layout.finished);
    for (let turn = 0; turn < layout.patience; turn++) if (finished() === count) return true;
    const start = performance.now();
    for (let seen = finished(); seen !== count; seen = finished()) {
      if (performance.now() - start > deadline) return false;
      if (maySleep) Atomics.wait(words, layout.finished, seen, 100);
    }
    return true;
  }
}

/** A page's own thread may not sleep; it looks again and again. */
const maySleep = (globalThis as { document?: unknown }).document === undefined;

/** Node and browsers both have it; unlike the time of day it never jumps. */
const { performance } = globalThis as unknown as { performance: { now(): number } };
