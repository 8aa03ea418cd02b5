import { Allowance, Source } from '../source.js';
import { crc32 } from './crc32.js';
import { inflate } from './inflate.js';

/** Bits of the fourth byte: what stands between the header and the packed bytes. */
const flags = { headerCheck: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };

/** Whether a file begins as gzip does. */
export function isGzip({ bytes }: Source): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpack a gzip file of one member (RFC 1952).
 *
 * @returns The unpacked bytes as a source that shares the file's allowance for elements.
 * @throws FormatError if it is damaged, has several members, or would be larger than the file's allowance.
 */
export function gunzip(source: Source): Source {
  const { bytes, view, name } = source;
  source.require(0, 18, 'the beginning and the end of a gzip file');
  const start = endOfHeader(source);
  const end = bytes.length - 8;
  if (start > end) throw source.error(start, 'the gzip header fills the whole file', 'packed bytes');
  // The size modulo 2³²; inflate refuses any other.
  const size = view.getUint32(end + 4, true);
  new Allowance(source.elements.limit).take(size, 'unpacking', source, end + 4);
  const unpacked = inflate(source, start, end, size, 'the packed file');
  if (crc32(unpacked) !== view.getUint32(end, true)) {
    throw source.error(end, 'the check sum is wrong: the packed file is damaged', 'the CRC-32 of the unpacked bytes');
  }
  return new Source(unpacked, name, source.elements);
}

function endOfHeader(source: Source): number {
  const { bytes, view } = source;
  if (bytes[2] !== 8) throw source.error(2, `gzip method ${bytes[2]} is none; 8 is deflate`, '8');
  const set = bytes[3] ?? 0;
  if (set & flags.reserved) throw source.error(3, 'the gzip header has unknown flags', 'no reserved flags');
  let position = 10;
  if (set & flags.extra) {
    source.require(position, 2, 'the gzip header');
    position += 2 + view.getUint16(position, true);
  }
  for (const text of [flags.name, flags.comment]) {
    if (!(set & text)) continue;
    const zero = bytes.indexOf(0, position);
    if (zero === -1) throw source.error(position, 'a text in the gzip header has no end', 'a byte of 0');
    position = zero + 1;
  }
  return set & flags.headerCheck ? position + 2 : position;
}
