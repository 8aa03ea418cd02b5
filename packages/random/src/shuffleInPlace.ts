import type { NDArray } from '@keepdims/ndarray';

/** Anything with numbered places: a list or a typed array. */
export interface Places<T> {
  readonly length: number;
  [place: number]: T;
}

/**
 * Put the entries of a list in random order, in place.
 *
 * Walks from the last entry down and swaps each with one at or before it. The draws depend on the length alone, so a list and an array with as
 * many rows get the same order.
 *
 * @param draw - Gives a uniform integer in [0, max].
 * @param first - Stop before this place, 1 or more: the entries from there on are then a random pick out of all.
 * @see Durstenfeld (1964), Commun. ACM 7(7), 420.
 */
export function shuffleList<T>(list: Places<T>, draw: (max: number) => number, first = 1): void {
  for (let i = list.length - 1; i >= first; i--) {
    const j = draw(i);
    const kept = list[i] as T; // 0 <= j <= i < length
    list[i] = list[j] as T;
    list[j] = kept;
  }
}

/** As `shuffleList`, for the rows of an array of rank 1 or more, which may be a view. */
export function shuffleRows(array: NDArray, draw: (max: number) => number): void {
  const [rows = 0, ...inner] = array.shape;
  const [rowStride = 0, ...strides] = array.strides;
  const cells = innerOffsets(inner, strides);
  const { data, offset } = array;
  for (let i = rows - 1; i > 0; i--) {
    const j = draw(i);
    if (i === j) continue;
    const a = offset + i * rowStride;
    const b = offset + j * rowStride;
    for (const cell of cells) {
      const kept = data[a + cell] as number;
      data[a + cell] = data[b + cell] as number;
      data[b + cell] = kept;
    }
  }
}

/** Where the elements of one row lie, relative to its first. */
function innerOffsets(shape: readonly number[], strides: readonly number[]): number[] {
  let offsets = [0];
  for (const [axis, size] of shape.entries()) {
    const stride = strides[axis] as number;
    offsets = offsets.flatMap((start) => Array.from({ length: size }, (_, k) => start + k * stride));
  }
  return offsets;
}
