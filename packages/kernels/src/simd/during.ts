import type { Block } from '../heap/blocks.js';
import type { Heap } from '../heap/heap.js';
import { scratchBytes } from '../heap/heap.js';
import type { Floats } from '../network.js';
import { addressOf } from './instance.js';

/** Up to here a loop is faster than the view that `set` needs. */
const fewElements = 64;

/**
 * Run a kernel on contiguous arrays of one type, wherever they live: those in plain memory are copied to the heap for the time of the call,
 * so that the result doesn't depend on where they are.
 *
 * @param readOnly - How many of the arrays, from the first on, are only read; the others are written.
 * @returns undefined, with nothing done, when the heap has no room.
 */
export function onHeapDuring<T>(
  heap: Heap,
  arrays: readonly Floats[],
  readOnly: number,
  run: (addresses: readonly number[]) => T,
): T | undefined {
  const addresses = arrays.map((data) => addressOf(heap, { data, offset: 0 }));
  if (!addresses.includes(0)) return run(addresses);
  const blocks: Block[] = [];
  let scratchUsed = 0;
  /** Room for so many bytes; 0 when there is none. */
  const room = (bytes: number): number => {
    const rounded = Math.ceil(bytes / 64) * 64;
    if (scratchUsed + rounded <= scratchBytes) {
      scratchUsed += rounded;
      return heap.scratch + scratchUsed - rounded;
    }
    const block = heap.blocks.allocate(bytes);
    if (block !== undefined) blocks.push(block);
    return block?.pointer ?? 0;
  };
  const copies = new Map<Floats, Floats>(); // an array may stand for several arguments
  /** Where a copy of an array lies; 0 when there is no room for one. */
  const copied = (data: Floats): number => {
    const earlier = copies.get(data);
    if (earlier !== undefined) return earlier.byteOffset;
    const pointer = room(Math.max(data.byteLength, 1));
    if (pointer === 0) return 0;
    const copy = floatsAt(heap, data, pointer);
    move(data, copy);
    copies.set(data, copy);
    return pointer;
  };
  try {
    const staged = arrays.map((data, i) => (addresses[i] === 0 ? copied(data) : (addresses[i] ?? 0)));
    if (staged.includes(0)) return undefined;
    const result = run(staged);
    for (const data of arrays.slice(readOnly)) {
      const copy = copies.get(data);
      if (copy !== undefined) move(copy, data);
    }
    return result;
  } finally {
    for (const block of blocks) heap.blocks.free(block);
  }
}

/** As many elements as `data` has, of its type, on the heap. */
function floatsAt(heap: Heap, data: Floats, pointer: number): Floats {
  const buffer = heap.buffer as ArrayBuffer; // shared or not is the same to a view
  return data instanceof Float32Array
    ? new Float32Array(buffer, pointer, data.length)
    : new Float64Array(buffer, pointer, data.length);
}

function move(from: Floats, to: Floats): void {
  if (from.length > fewElements) to.set(from);
  else for (let i = 0; i < from.length; i++) to[i] = from[i] ?? 0;
}
