import type { Block } from './blocks.js';
import { Blocks } from './blocks.js';
import type { WebAssemblyMemory } from './webAssembly.js';
import { webAssembly } from './webAssembly.js';

/**
 * The one WebAssembly memory that kernels work on. Its size is fixed, so typed arrays over it never detach; the system gives it real pages
 * only where something was written.
 */
export interface Heap {
  readonly memory: WebAssemblyMemory;
  /** `memory.buffer`, which is always the same object. */
  readonly buffer: ArrayBufferLike;
  /** True when worker threads can use it. */
  readonly shared: boolean;
  /** Room for small intermediate results of one kernel call of the main thread: `scratchBytes` from here. */
  readonly scratch: number;
  readonly blocks: Blocks;
  /** Bytes that arrays may take; the rest is for kernels that copy operands in, which must go on when arrays have filled theirs. */
  readonly forArrays: number;
}

const mebibyte = 2 ** 20;

/** Bytes below the blocks: constants of the compiled modules, the scratch room. */
const reserved = 256 * 1024;

/** Where the scratch room begins, and how large it is. */
const scratchAt = 128 * 1024;
export const scratchBytes = reserved - scratchAt;

/** The sizes to try, in MiB: a small machine or a page may refuse the first. */
const sizes = [1024, 512, 256, 64];

/** Reserve the memory; undefined where WebAssembly is missing or there is no room at all. */
export function createHeap(): Heap | undefined {
  const api = webAssembly();
  if (api === undefined) return undefined;
  for (const shared of canShare() ? [true, false] : [false]) {
    for (const size of sizes) {
      const pages = (size * mebibyte) / 65536;
      try {
        const memory = new api.Memory({ initial: pages, maximum: pages, shared });
        const blocks = new Blocks(reserved, size * mebibyte);
        return {
          memory,
          buffer: memory.buffer,
          shared,
          scratch: scratchAt,
          blocks,
          forArrays: (size * mebibyte * 7) / 8,
        };
      } catch {
        // Refused: try less.
      }
    }
  }
  return undefined;
}

/** Shared memory exists in Node, and in browsers on isolated pages. */
function canShare(): boolean {
  const { crossOriginIsolated } = globalThis as { crossOriginIsolated?: boolean }; // undefined in Node
  return typeof SharedArrayBuffer !== 'undefined' && crossOriginIsolated !== false;
}

/** What small arrays may take of the heap: a loop that makes many before the garbage collector's callbacks can run must not fill it. */
const smallBlock = 64 * 1024;
const smallBlocksMost = 16384;

/**
 * A block for an array's elements; undefined when the array is to live in plain JavaScript memory.
 *
 * @param isLasting - For what lives long and is used much: it may take the room that others must leave.
 */
export function allocateBlock(heap: Heap, bytes: number, isLasting: boolean): Block | undefined {
  if (isLasting) return heap.blocks.allocate(bytes);
  if (bytes < smallBlock && heap.blocks.count >= smallBlocksMost) return undefined;
  if (heap.blocks.used + bytes > heap.forArrays) return undefined;
  return heap.blocks.allocate(bytes);
}
