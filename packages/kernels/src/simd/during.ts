import type { Block } from '../heap/blocks.js';
import type { Heap } from '../heap/heap.js';
import type { Floats } from '../network.js';
import { addressOf } from './instance.js';

/**
 * Run a kernel on contiguous arrays of one type, wherever they live: those in plain memory are copied to the heap for the time of the call,
 * so that the result doesn't depend on where they are.
 *
 * @param inputs - How many of the arrays, from the first on, are read; the others are written.
 * @returns undefined, with nothing done, when the heap has no room.
 */
export function onHeapDuring<T>(
  heap: Heap,
  arrays: readonly Floats[],
  inputs: number,
  run: (addresses: readonly number[]) => T,
): T | undefined {
  const blocks: Block[] = [];
  const copies = new Map<Floats, Floats>(); // an array may stand for several arguments
  const addressIn = (data: Floats, isRead: boolean): number => {
    const there = addressOf(heap, { data, offset: 0 });
    const copied = copies.get(data);
    if (there !== 0) return there;
    if (copied !== undefined) return copied.byteOffset;
    const block = heap.blocks.allocate(data.byteLength);
    if (block === undefined) return 0;
    blocks.push(block);
    const buffer = heap.buffer as ArrayBuffer; // shared or not is the same to a view
    const copy =
      data instanceof Float32Array
        ? new Float32Array(buffer, block.pointer, data.length)
        : new Float64Array(buffer, block.pointer, data.length);
    copies.set(data, copy);
    if (isRead) copy.set(data);
    return block.pointer;
  };
  try {
    const addresses = arrays.map((data, i) => addressIn(data, i < inputs));
    if (addresses.includes(0)) return undefined;
    const result = run(addresses);
    for (const data of arrays.slice(inputs)) {
      const copy = copies.get(data);
      if (copy !== undefined) data.set(copy);
    }
    return result;
  } finally {
    for (const block of blocks) heap.blocks.free(block);
  }
}
