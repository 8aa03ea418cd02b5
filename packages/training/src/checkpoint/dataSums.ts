import { crc32 } from '@keepdims/formats';
import { contiguousData } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Data } from '../examples.js';

/** What examples are known by: the CRC-32 of each array's elements in row order, as eight hexadecimal digits. JSON. */
export interface DataSums {
  readonly X: string;
  readonly Y: string;
}

/** The check sums of the examples. They find other data, and data in another order or of another dtype. */
export function dataSums({ X, Y }: Data): DataSums {
  return { X: sumOf(X), Y: sumOf(Y) };
}

function sumOf(a: NDArray): string {
  const { buffer, byteOffset, byteLength } = contiguousData(a);
  return crc32(new Uint8Array(buffer, byteOffset, byteLength))
    .toString(16)
    .padStart(8, '0');
}

/**
 * Refuse to go on with other examples than the checkpoint's.
 *
 * @throws RangeError naming the array.
 */
export function requireSameData(call: string, had: DataSums, has: DataSums): void {
  const differing = (['X', 'Y'] as const).filter((name) => had[name] !== has[name]);
  if (differing.length === 0) return;
  const sums = differing.map((name) => `${name} had the check sum ${had[name]} and has ${has[name]}`).join('; ');
  throw new RangeError(
    `${call}: the checkpoint is of a training on other examples: ${sums}. Resume with the same examples in the same order and dtype, ` +
      'or begin anew from its parameters: initialParams: checkpointParams(net, checkpoint).',
  );
}
