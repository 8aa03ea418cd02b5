/** Who has to pass the suite: every implementation, with its operands where its users may have them. */
import { setFlagsFromString } from 'node:v8';
import { describe } from 'vitest';
import { createHeap } from '../../heap/heap.js';
import { reference } from '../../index.js';
import type { AllKernels, Data, Strided } from '../../index.js';
import { simd } from '../../simd/index.js';
import { instantiate } from '../../simd/instance.js';

// Node 20 has relaxed SIMD behind this flag, Node 24 has it anyway. It must be set before anything is compiled.
setFlagsFromString('--experimental-wasm-relaxed-simd');

export interface Implementation {
  readonly kernels: AllKernels;
  /** Moves an operand to where this run has its operands. */
  place<X extends Strided>(x: X): X;
  /** The same for a whole array. */
  placeData<D extends Data>(data: D): D;
}

const heap = createHeap();
if (heap === undefined) throw new Error('the conformance suite needs WebAssembly');
const { buffer } = heap;

/** Operands stay here only for one case, so the room is used again from its beginning when it ends. */
const room = 64 * 2 ** 20;
const block = heap.blocks.allocate(room);
if (block === undefined) throw new Error('the heap has no room for the operands');
let used = 0;

/** A copy on the heap, at an address that is a multiple of the element's size and often of nothing more. */
function onHeap<D extends Data>(data: D): D {
  const { pointer } = block as { pointer: number }; // checked above
  const bytes = data.byteLength + 64;
  if (used + bytes > room) used = 0;
  const start = Math.ceil((pointer + used) / data.BYTES_PER_ELEMENT) * data.BYTES_PER_ELEMENT;
  used += bytes - 56 + (used % 48);
  const View = data.constructor as new (buffer: ArrayBufferLike, byteOffset: number, length: number) => D; // its own class
  const copy = new View(buffer, start, data.length);
  copy.set(data);
  return copy;
}

const plainMemory: Pick<Implementation, 'place' | 'placeData'> = { place: (x) => x, placeData: (data) => data };
const heapMemory: Pick<Implementation, 'place' | 'placeData'> = {
  place: (x) => ({ ...x, data: onHeap(x.data) }),
  placeData: onHeap,
};

const plain = instantiate(heap, false);
const relaxed = instantiate(heap, true);
if (plain === undefined || relaxed === undefined) throw new Error('the conformance suite needs WebAssembly SIMD');

const runs: readonly [title: string, implementation: Implementation, runs: boolean][] = [
  ['reference', { kernels: reference, ...plainMemory }, true],
  ['plain SIMD, operands on the heap', { kernels: simd(plain), ...heapMemory }, true],
  ['plain SIMD, operands in plain memory', { kernels: simd(plain), ...plainMemory }, true],
  ['relaxed SIMD, operands on the heap', { kernels: simd(relaxed), ...heapMemory }, relaxed.relaxed],
];

/** Run tests for every implementation; one that this engine lacks shows as skipped. */
export function describeEach(define: (implementation: Implementation) => void): void {
  for (const [title, implementation, canRun] of runs) {
    (canRun ? describe : describe.skip)(title, () => define(implementation));
  }
}
