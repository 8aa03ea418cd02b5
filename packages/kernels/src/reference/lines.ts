// Assertions: every operand has a stride for every axis of the shape, which is the contract of `Kernels`.
import type { Strided } from '../kernels.js';

/** What a loop gets: for each operand the position of a line's first element, and the step inside the line. */
export type LineLoop = (length: number, positions: readonly number[], steps: readonly number[]) => void;

/**
 * Walk several strided operands of one shape together, line by line.
 *
 * Axes that are contiguous with their neighbour in every operand are merged first, so that the loop a caller writes over one line does
 * nearly all the work: two contiguous arrays of any rank are one line.
 */
export function forEachLine(shape: readonly number[], operands: readonly Strided[], loop: LineLoop): void {
  const merged = mergeAxes(shape, operands);
  if (merged === undefined) return;
  const { sizes, strides } = merged;
  const last = sizes.length - 1;
  const length = sizes[last] as number; // mergeAxes gives at least one axis
  const steps = strides.map((s) => s[last] as number);
  const positions = operands.map((o) => o.offset);
  const counter = new Array<number>(last).fill(0);

  for (;;) {
    loop(length, positions, steps);
    let axis = last - 1;
    for (; axis >= 0; axis--) {
      const size = sizes[axis] as number;
      const count = (counter[axis] as number) + 1;
      for (let o = 0; o < positions.length; o++) {
        const stride = (strides[o] as number[])[axis] as number;
        positions[o] = (positions[o] as number) + (count < size ? stride : -stride * (size - 1));
      }
      if (count < size) {
        counter[axis] = count;
        break;
      }
      counter[axis] = 0;
    }
    if (axis < 0) return;
  }
}

interface Merged {
  /** Sizes of the merged axes, at least one. */
  readonly sizes: number[];
  /** For each operand, its stride on each merged axis. */
  readonly strides: number[][];
}

/** Drop axes of size 1 and join neighbours that every operand walks in one step; undefined when there is nothing to walk. */
export function mergeAxes(shape: readonly number[], operands: readonly Strided[]): Merged | undefined {
  const sizes: number[] = [];
  const strides: number[][] = operands.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis] as number;
    if (size === 0) return undefined;
    if (size === 1) continue;
    const previous = sizes.length - 1;
    const joins =
      previous >= 0 &&
      operands.every((o, i) => (strides[i] as number[])[previous] === (o.strides[axis] as number) * size);
    if (joins) {
      sizes[previous] = (sizes[previous] as number) * size;
      operands.forEach((o, i) => ((strides[i] as number[])[previous] = o.strides[axis] as number));
    } else {
      sizes.push(size);
      operands.forEach((o, i) => (strides[i] as number[]).push(o.strides[axis] as number));
    }
  }
  if (sizes.length === 0) {
    sizes.push(1);
    for (const s of strides) s.push(0);
  }
  return { sizes, strides };
}
