import type { Heap } from './heap.js';
import { createHeap } from './heap.js';

let heap: Heap | null | undefined;

/** The process's heap, reserved when first asked for; undefined where there can be none. */
export function theHeap(): Heap | undefined {
  if (heap === undefined) heap = createHeap() ?? null;
  return heap ?? undefined;
}
