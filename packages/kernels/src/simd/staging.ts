// Assertions: strides exist for every axis, and positions lie inside `data`: the contract of `Kernels`.
import type { Data } from '../dtype.js';
import type { Block } from '../heap/blocks.js';
import type { Heap } from '../heap/heap.js';
import type { Strided } from '../kernels.js';
import { addressOf } from './instance.js';

/** Bytes of the scratch room that each operand may use: arrays too small for the heap, such as a number, pass through there. */
const slotBytes = 4096;

/** What the staging of all operands may use of the scratch room. */
export const stagingBytes = 4 * slotBytes;

/** Below this many elements a loop is faster than the view that `set` needs. */
const few = 64;

/**
 * Copies of operands in plain memory, where the compiled kernels can read them, for the time of one call. Copying takes a tenth of the time
 * that plain TypeScript loops take for anything.
 */
export class Staging {
  readonly #heap: Heap;
  readonly #singles: Float32Array;
  readonly #doubles: Float64Array;
  readonly #integers: Int32Array;
  readonly #blocks: Block[] = [];

  constructor(heap: Heap) {
    const buffer = heap.buffer as ArrayBuffer; // shared or not is the same to a view
    this.#heap = heap;
    this.#singles = new Float32Array(buffer);
    this.#doubles = new Float64Array(buffer);
    this.#integers = new Int32Array(buffer);
  }

  /**
   * The address of an operand's first element, for reading; 0 when it can't be had: the heap is full, or most of what lies between the
   * operand's elements isn't part of it, or the elements are bytes.
   *
   * @param slot - A number from 0 to 3 for each operand of the call.
   */
  read(shape: readonly number[], x: Strided, slot: number): number {
    const at = addressOf(this.#heap, x);
    if (at !== 0) return at;
    const { data, offset, strides } = x;
    let first = offset;
    let last = offset;
    let elements = 1;
    for (let axis = 0; axis < shape.length; axis++) {
      const size = shape[axis] as number;
      const reach = (size - 1) * (strides[axis] as number);
      if (reach < 0) first += reach;
      else last += reach;
      elements *= size;
    }
    const length = last - first + 1;
    const bytes = data.BYTES_PER_ELEMENT;
    if (elements === 0 || length > 2 * elements + few || bytes === 1) return 0;
    const start = this.#room(length * bytes, slot);
    if (start === 0) return 0;
    const view = this.#viewFor(data);
    const to = start / bytes;
    if (length < few) for (let i = 0; i < length; i++) view[to + i] = data[first + i] as number;
    else view.set(data.subarray(first, first + length), to);
    return start + (offset - first) * bytes;
  }

  /** The address to write so many contiguous elements to; 0 when there is none. */
  write(out: Strided, length: number, slot: number): number {
    const at = addressOf(this.#heap, out);
    if (at !== 0) return at;
    const bytes = out.data.BYTES_PER_ELEMENT;
    return bytes === 1 ? 0 : this.#room(length * bytes, slot);
  }

  /** Takes what was written elsewhere into `out`. */
  finish(out: Strided, length: number, at: number): void {
    const { data, offset } = out;
    if (addressOf(this.#heap, out) === 0) {
      const view = this.#viewFor(data);
      const from = at / data.BYTES_PER_ELEMENT;
      if (length < few) for (let i = 0; i < length; i++) data[offset + i] = view[from + i] as number;
      else data.set(view.subarray(from, from + length), offset);
    }
  }

  /** Gives all room back. */
  release(): void {
    while (this.#blocks.length > 0) this.#heap.blocks.free(this.#blocks.pop() as Block);
  }

  #room(bytes: number, slot: number): number {
    if (bytes <= slotBytes) return this.#heap.scratch + slot * slotBytes;
    const block = this.#heap.blocks.allocate(bytes);
    if (block === undefined) return 0;
    this.#blocks.push(block);
    return block.pointer;
  }

  #viewFor(data: Data): Float32Array | Float64Array | Int32Array {
    return data instanceof Float64Array ? this.#doubles : data instanceof Float32Array ? this.#singles : this.#integers;
  }
}
