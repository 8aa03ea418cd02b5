import type { Strided } from '../kernels.js';
import type { Heap } from '../heap/heap.js';
import { webAssembly } from '../heap/webAssembly.js';
import { createPool } from '../threads/pool.js';
import type { Pool } from '../threads/pool.js';
import type { KernelCall } from '../threads/tasks.js';
import { pieces, sharedFlag } from './binaries.js';
import type { Exports } from './exports.js';

/** The compiled kernels and the memory they work on. */
export interface Instance {
  readonly heap: Heap;
  readonly exports: Exports;
  readonly relaxed: boolean;
  /** The threads that share large products. */
  readonly pool: Pool;
  /** Where this thread's products put copies: `productWorkBytes`, taken from the heap when first asked for; 0 when it is full. */
  readonly workArea: () => number;
}

/**
 * Load the kernels.
 *
 * @param relaxed - Use fused multiply-add where the engine has it. @param threads - How many may share a large product.
 * @returns undefined where the engine lacks SIMD or a page's policy forbids WebAssembly.
 */
export function instantiate(heap: Heap, relaxed: boolean, threads = 1): Instance | undefined {
  const api = webAssembly();
  if (api === undefined) return undefined;
  try {
    const fused = decode('relaxed', heap.shared);
    const useFused = relaxed && api.validate(fused);
    const module = new api.Module(useFused ? fused : decode('plain', heap.shared));
    const instance = new api.Instance(module, { env: { memory: heap.memory } });
    const exports = instance.exports as Exports; // assembly/index.ts exports these
    const scratchBytes = exports.productWorkBytes();
    let work = 0;
    const workArea = (): number => (work ||= heap.blocks.allocate(scratchBytes)?.pointer ?? 0);
    const { gemmF32, gemmF64, dotsF32, dotsF64, rowsF32, rowsF64 } = exports;
    const kernels: Record<string, unknown> = { gemmF32, gemmF64, dotsF32, dotsF64, rowsF32, rowsF64 };
    const shared = kernels as Record<string, KernelCall>; // each is called with its own numbers
    const pool = createPool({ heap, module, kernels: shared, most: threads, scratchBytes, scratch: workArea });
    return { heap, exports, relaxed: useFused, pool, workArea };
  } catch {
    return undefined;
  }
}

/** One of the two builds, which binaries.ts holds as text. */
function decode(build: 'plain' | 'relaxed', shared: boolean): Uint8Array<ArrayBuffer> {
  const column = build === 'plain' ? 0 : 1;
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : piece[column])).join('');
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  if (!shared) bytes[sharedFlag[build]] = 1;
  return bytes;
}

/**
 * The address of an operand's first element; 0 when it lives in plain JavaScript memory.
 *
 * Nothing on the heap begins at byte 0. Asking that first spares most small typed arrays the question for their buffer, at which the engine
 * allocates one.
 */
export function addressOf(heap: Heap, { data, offset }: Pick<Strided, 'data' | 'offset'>): number {
  return data.byteOffset !== 0 && data.buffer === heap.buffer ? data.byteOffset + offset * data.BYTES_PER_ELEMENT : 0;
}
