import { showShape, sizeOf } from '@keepdims/shapes';
import type { Source } from './source.js';

/** As many axes as NumPy allows. */
const maxRank = 64;

/**
 * How many elements a shape from a file has.
 *
 * @param offset - Tells where the shape stands, for messages.
 * @throws FormatError if it has more than 64 axes, or, sizes of 0 left aside, more elements than can be counted: a later product of sizes
 *   could come out wrong.
 */
export function countElements(source: Source, shape: readonly number[], offset: () => number): number {
  if (shape.length > maxRank) {
    throw source.error(
      offset(),
      `the shape has ${shape.length} axes; at most ${maxRank} are read`,
      `${maxRank} axes or fewer`,
    );
  }
  if (!shape.every(Number.isSafeInteger) || !Number.isSafeInteger(sizeOf(shape.filter((size) => size !== 0)))) {
    throw source.error(
      offset(),
      `shape ${showShape(shape)} has more elements than any file`,
      'a shape of fewer elements',
    );
  }
  return sizeOf(shape);
}
