// Assertions: indices stay inside arrays of the lengths that the caller states.
import type { Floats } from '../network.js';
import { addressOf } from './instance.js';
import type { Instance } from './instance.js';

/** Rows and columns; for each operand its address, and the strides from row to row and column to column, in elements. */
type UnaryLoop = (
  f: number, parameter: number, rows: number, columns: number,
  x: number, xRow: number, xColumn: number, out: number, outRow: number, outColumn: number, scratch: number,
) => void; // prettier-ignore

export interface UnaryExports {
  readonly unaryF32: UnaryLoop;
  readonly unaryF64: UnaryLoop;
}

/** Where the compiled loops' own scratch room ends, and how much of it elements from plain memory may take at a time, in bytes. */
const ownScratch = 4096;
const stagedBytes = 16 * 1024;

/** A function, by its number, of n neighbours, wherever they live: from `x[from]` on to `out[to]` on. */
export type ContiguousUnary = (
  f: number, parameter: number, n: number, x: Floats, from: number, out: Floats, to: number,
) => void; // prettier-ignore

/** Elements in plain memory pass through the scratch room. */
export function contiguousUnary(instance: Instance): ContiguousUnary {
  const { heap, exports } = instance;
  const room = stagingRoom(instance);
  return (f, parameter, n, x, from, out, to) => {
    const size = x.BYTES_PER_ELEMENT;
    const loop = size === 8 ? exports.unaryF64 : exports.unaryF32;
    const source = addressOf(heap, { data: x, offset: from });
    const target = addressOf(heap, { data: out, offset: to });
    if (source !== 0 && target !== 0) {
      loop(f, parameter, 1, n, source, n, 1, target, n, 1, heap.scratch);
      return;
    }
    const staged = room(x);
    for (let start = 0; start < n; start += staged.length) {
      const count = Math.min(staged.length, n - start);
      if (source === 0) copy(x, from + start, staged, 0, count);
      const at = source === 0 ? staged.byteOffset : source + start * size;
      const put = target === 0 ? staged.byteOffset : target + start * size;
      loop(f, parameter, 1, count, at, count, 1, put, count, 1, heap.scratch);
      if (target === 0) copy(staged, 0, out, to + start, count);
    }
  };
}

/** Room on the heap for elements of x's type, for the time of one call. */
export function stagingRoom({ heap }: Instance): (x: Floats) => Floats {
  const buffer = heap.buffer as ArrayBuffer; // shared or not is the same to a view
  const singles = new Float32Array(buffer, heap.scratch + ownScratch, stagedBytes / 4);
  const doubles = new Float64Array(buffer, heap.scratch + ownScratch, stagedBytes / 8);
  return (x) => (x.BYTES_PER_ELEMENT === 8 ? doubles : singles);
}

/** Below this many elements a loop is faster than the views that `set` needs. */
const few = 64;

function copy(from: Floats, start: number, to: Floats, at: number, count: number): void {
  if (count < few) for (let i = 0; i < count; i++) to[at + i] = from[start + i] as number;
  else to.set(from.subarray(start, start + count), at);
}
