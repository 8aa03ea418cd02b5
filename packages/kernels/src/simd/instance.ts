import type { Strided } from '../kernels.js';
import type { Heap } from '../heap/heap.js';
import type { WebAssemblyModule } from '../heap/webAssembly.js';
import { webAssembly } from '../heap/webAssembly.js';
import * as binaries from './binaries.js';
import type { Exports } from './exports.js';

/** The compiled kernels and the memory they work on. */
export interface Instance {
  readonly heap: Heap;
  readonly exports: Exports;
  readonly relaxed: boolean;
  /** For worker threads, which instantiate it on the same memory. */
  readonly module: WebAssemblyModule;
}

/**
 * Load the kernels.
 *
 * @param relaxed - Use fused multiply-add where the engine has it.
 * @returns undefined where the engine lacks SIMD or a page's policy forbids WebAssembly.
 */
export function instantiate(heap: Heap, relaxed: boolean): Instance | undefined {
  const api = webAssembly();
  if (api === undefined) return undefined;
  try {
    const fused = decode(binaries.relaxed, heap.shared);
    const useFused = relaxed && api.validate(fused);
    const module = new api.Module(useFused ? fused : decode(binaries.plain, heap.shared));
    const { exports } = new api.Instance(module, { env: { memory: heap.memory } });
    return { heap, exports: exports as Exports, relaxed: useFused, module }; // assembly/index.ts exports these
  } catch {
    return undefined;
  }
}

function decode(
  { base64, sharedFlag }: { base64: string; sharedFlag: number },
  shared: boolean,
): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  if (!shared) bytes[sharedFlag] = 1;
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
