import { Inflate } from 'fflate';
import type { Source } from '../source.js';

/** How much is unpacked at a time: a byte may become a thousand, which is how far a bomb gets before it is found out. */
const chunk = 1 << 14;

/** The most that deflate can make of a byte: a match of 258 bytes from two bits. */
const largestRatio = 1032;

/**
 * Unpack deflated bytes of which the size is declared.
 *
 * @param start - The first packed byte. @param end - The one after the last. @param size - What the file says will come out.
 * @param what - Named in messages.
 * @throws FormatError if the packed bytes are damaged, can't give that much, or give more or less. Memory: `size` bytes, and those of a chunk.
 */
export function inflate(
  source: Source,
  start: number,
  end: number,
  size: number,
  what: string,
): Uint8Array<ArrayBuffer> {
  if (size > (end - start) * largestRatio) {
    throw source.error(
      start,
      `${what} is declared as ${size} bytes, but ${end - start} packed bytes can't give so many`,
    );
  }
  const unpacked = new Uint8Array(size);
  let position = 0;
  const wrongSize = (words: string) =>
    source.error(start, `${what} is declared as ${size} bytes, but unpacks to ${words}`, `${size} bytes`);
  const stream = new Inflate((part) => {
    if (position + part.length > size) throw wrongSize('more');
    unpacked.set(part, position);
    position += part.length;
  });
  try {
    for (let at = start; at < end || at === start; at += chunk) {
      stream.push(source.bytes.subarray(at, Math.min(at + chunk, end)), at + chunk >= end);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      // One of fflate's, which have codes.
      throw source.error(start, `${what} is damaged: it can't be unpacked (${error.message})`, 'deflated bytes');
    }
    throw error;
  }
  if (position !== size) throw wrongSize(String(position));
  return unpacked;
}
