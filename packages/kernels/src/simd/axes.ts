// Assertions: strides and sizes exist for every axis below `rank`, and operands for every axis of the shape: the contract of `Kernels`.
import type { Strided } from '../kernels.js';

/**
 * A call's axes after merging, innermost first: what the compiled loops, which know rows and columns, are given.
 *
 * Each kernel keeps one and uses it again in every call, so that a call allocates next to nothing.
 */
export class Axes {
  /** How many axes are left, at least one. */
  rank = 1;
  readonly sizes: number[] = [];
  /** For each operand, its stride on each axis, in elements. */
  readonly strides: number[][] = [[], [], [], []];

  /**
   * Drop axes of size 1 and join neighbours that every operand walks in one step.
   *
   * @param without - Axes to leave out.
   * @returns false when there is nothing to walk.
   */
  merge(shape: readonly number[], operands: readonly Strided[], without: readonly number[] = []): boolean {
    const { sizes, strides } = this;
    let last = -1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] as number;
      if (without.includes(axis)) continue;
      if (size === 0) return false;
      if (size === 1) continue;
      if (last >= 0 && this.#joins(operands, axis, last)) {
        sizes[last] = (sizes[last] as number) * size;
      } else {
        last++;
        sizes[last] = size;
        for (let o = 0; o < operands.length; o++) {
          (strides[o] as number[])[last] = (operands[o] as Strided).strides[axis] as number;
        }
      }
    }
    if (last < 0) {
      last = 0;
      sizes[0] = 1;
      for (const own of strides) own[0] = 0;
    }
    this.rank = last + 1;
    return true;
  }

  #joins(operands: readonly Strided[], axis: number, inner: number): boolean {
    const size = this.sizes[inner] as number;
    for (let o = 0; o < operands.length; o++) {
      const stride = (this.strides[o] as number[])[inner] as number;
      if ((operands[o] as Strided).strides[axis] !== stride * size) return false;
    }
    return true;
  }

  size(axis: number): number {
    return axis < this.rank ? (this.sizes[axis] as number) : 1;
  }

  stride(operand: number, axis: number): number {
    return axis < this.rank ? ((this.strides[operand] as number[])[axis] as number) : 0;
  }

  /**
   * Calls `run` for each position of the axes from `first` outwards, where `addresses` are the operands' for that position.
   *
   * @param bytes - The operands' element sizes.
   */
  forEachOuter(first: number, addresses: number[], bytes: readonly number[], run: () => void): void {
    const walk = (axis: number): void => {
      if (axis < first) {
        run();
        return;
      }
      const size = this.size(axis);
      for (let i = 0; i < size; i++) {
        walk(axis - 1);
        this.#move(addresses, bytes, axis, 1);
      }
      this.#move(addresses, bytes, axis, -size);
    };
    walk(this.rank - 1);
  }

  #move(addresses: number[], bytes: readonly number[], axis: number, by: number): void {
    for (let o = 0; o < addresses.length; o++) {
      addresses[o] = (addresses[o] as number) + by * this.stride(o, axis) * (bytes[o] as number);
    }
  }
}
