import type { Block } from '../heap/blocks.js';
import type { Heap } from '../heap/heap.js';
import { scratchBytes } from '../heap/heap.js';
import type { Strided } from '../kernels.js';
import type { Floats } from '../network.js';

/** Where a matrix lies on the heap: an address in bytes, and strides in elements. */
export interface Placed {
  readonly pointer: number;
  readonly row: number;
  readonly column: number;
}

/** A strided view of floats. */
export type FloatView = Strided & { readonly data: Floats };

/** Thrown when the heap has no room for a copy. */
export class HeapFull extends Error {}

/** Up to here a loop is faster than a view and a copy. */
const fewElements = 64;

/** Copies on the heap of operands that live elsewhere, for the time of one call. */
export class Stage {
  readonly #heap: Heap;
  readonly #f32: Float32Array;
  readonly #f64: Float64Array;
  #scratchUsed = 0;
  readonly #blocks: Block[] = [];

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#f32 = new Float32Array(heap.buffer);
    this.#f64 = new Float64Array(heap.buffer);
  }

  /** A copy of a (rows, columns) view; throws HeapFull. */
  copyIn(x: FloatView, rows: number, columns: number): Placed {
    const { data, offset } = x;
    const [row = 0, column = 0] = x.strides;
    const toLastRow = (rows - 1) * row;
    const toLastColumn = (columns - 1) * column;
    const first = offset + Math.min(0, toLastRow) + Math.min(0, toLastColumn);
    const length = Math.abs(toLastRow) + Math.abs(toLastColumn) + 1;
    const { elements, size } = this.#elementsLike(data);
    // A view that leaves out most of what lies between its elements is copied alone, any other together with what lies between.
    if (length <= 2 * rows * columns) {
      const pointer = this.#room(length * size);
      const to = pointer / size;
      if (length > fewElements) elements.set(data.subarray(first, first + length), to);
      else for (let i = 0; i < length; i++) elements[to + i] = data[first + i] ?? 0;
      return { pointer: pointer + (offset - first) * size, row, column };
    }
    const to = this.#layout(x, rows, columns);
    for (let i = 0; i < rows; i++) {
      let from = offset + i * row;
      let at = to.pointer / size + i * to.row;
      for (let j = 0; j < columns; j++, from += column, at += to.column) elements[at] = data[from] ?? 0;
    }
    return to;
  }

  /** Room for a (rows, columns) result of x's type, with neighbours along one axis; throws HeapFull. */
  result(x: FloatView, rows: number, columns: number): Placed {
    if (rows === 1 || columns === 1 || x.strides[0] === 1) return this.#layout(x, rows, columns);
    return { pointer: this.#room(rows * columns * x.data.BYTES_PER_ELEMENT), row: columns, column: 1 };
  }

  /** Copy a result to where it belongs. */
  copyOut(from: Placed, out: FloatView, rows: number, columns: number): void {
    const { data, offset } = out;
    const [row = 0, column = 0] = out.strides;
    const { elements, size } = this.#elementsLike(data);
    const start = from.pointer / size;
    const isSame = column === from.column && (row === from.row || rows === 1);
    if (isSame && column === 1 && (row === columns || rows === 1) && rows * columns > fewElements) {
      data.set(elements.subarray(start, start + rows * columns), offset);
      return;
    }
    for (let i = 0; i < rows; i++) {
      let at = start + i * from.row;
      let to = offset + i * row;
      for (let j = 0; j < columns; j++, at += from.column, to += column) data[to] = elements[at] ?? 0;
    }
  }

  /**
   * Room for (rows, columns) elements of x's type. Where neighbours of x lie side by side, they do there too, and only there: the kernel for
   * a product is chosen by that, and each adds in an order of its own.
   */
  #layout({ data, strides }: FloatView, rows: number, columns: number): Placed {
    const [row, column] = strides;
    const step = row === 1 || column === 1 ? 1 : 2;
    const pointer = this.#room(rows * columns * step * data.BYTES_PER_ELEMENT);
    if (row === 1 && column !== 1) return { pointer, row: 1, column: rows };
    return { pointer, row: columns * step, column: step };
  }

  /** Give all room back. */
  release(): void {
    this.#scratchUsed = 0;
    for (const block of this.#blocks) this.#heap.blocks.free(block);
    this.#blocks.length = 0;
  }

  #elementsLike(data: Floats): { elements: Floats; size: number } {
    return data instanceof Float32Array ? { elements: this.#f32, size: 4 } : { elements: this.#f64, size: 8 };
  }

  #room(bytes: number): number {
    const rounded = Math.ceil(bytes / 64) * 64;
    if (this.#scratchUsed + rounded <= scratchBytes) {
      const pointer = this.#heap.scratch + this.#scratchUsed;
      this.#scratchUsed += rounded;
      return pointer;
    }
    const block = this.#heap.blocks.allocate(bytes);
    if (block === undefined) throw new HeapFull('The heap has no room for a copy.');
    this.#blocks.push(block);
    return block.pointer;
  }
}
