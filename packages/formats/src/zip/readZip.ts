import type { Source } from '../source.js';
import { decodeUtf8 } from '../text.js';
import { crc32 } from './crc32.js';
import { findDirectory } from './findDirectory.js';
import type { Directory } from './findDirectory.js';
import { inflate } from './inflate.js';
import * as layout from './layout.js';

/** One file in a zip file. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  /** Check sum of the unpacked bytes. */
  readonly sum: number;
  /** Packed and unpacked, bytes. */
  readonly packed: number;
  readonly size: number;
  /** Where its row in the directory is. */
  readonly offset: number;
  /** Where its own header is. */
  readonly localOffset: number;
  /** The first packed byte. */
  readonly start: number;
}

/**
 * The entries of a zip file, in the order of its directory; zip64 too. Nothing is unpacked.
 *
 * @throws FormatError if it is no zip file, is damaged, in several parts or encrypted, or entries overlap.
 */
export function zipEntries(source: Source): ZipEntry[] {
  const directory = findDirectory(source);
  const entries: ZipEntry[] = [];
  let position = directory.start;
  for (let i = 0; i < directory.count; i++) {
    const [entry, next] = readEntry(source, directory, position);
    entries.push(entry);
    position = next;
  }
  if (position !== directory.end) {
    throw source.error(position, `the directory's ${directory.count} entries end before it does`, 'another entry');
  }
  const inOrder = [...entries].sort((a, b) => a.localOffset - b.localOffset);
  inOrder.forEach((entry, i) => {
    const before = inOrder[i - 1];
    if (before === undefined || before.start + before.packed <= entry.localOffset) return;
    throw source.error(entry.offset, `${show(entry.name)} overlaps ${show(before.name)}`, 'entries apart');
  });
  return entries;
}

/**
 * The bytes of an entry: a part of the file's where it is stored, new ones where it is deflated.
 *
 * @throws FormatError if they are damaged, or more or fewer than the directory says.
 */
export function unzip(source: Source, { name, method, start, packed, size, sum, offset }: ZipEntry): Uint8Array {
  const bytes =
    method === layout.methods.stored
      ? source.bytes.subarray(start, start + packed)
      : inflate(source, start, start + packed, size, show(name));
  if (crc32(bytes) !== sum)
    throw source.error(offset, `${show(name)} is damaged: its check sum is wrong`, 'its CRC-32');
  return bytes;
}

function show(name: string): string {
  return `entry ${JSON.stringify(name)}`;
}

/** A row of the directory, and where the next one is. */
function readEntry(source: Source, directory: Directory, offset: number): [ZipEntry, number] {
  const { view } = source;
  const nameStart = offset + layout.central.size;
  if (nameStart > directory.end || view.getUint32(offset, true) !== layout.central.signature) {
    throw source.error(offset, 'here should be an entry of the directory', 'PK\\x01\\x02');
  }
  const nameLength = view.getUint16(offset + 28, true);
  const extraStart = nameStart + nameLength;
  const commentStart = extraStart + view.getUint16(offset + 30, true);
  const next = commentStart + view.getUint16(offset + 32, true);
  if (next > directory.end) throw source.error(offset, 'this entry is longer than the directory', 'a shorter entry');
  const name = decodeUtf8(source.bytes.subarray(nameStart, extraStart));
  if (name === undefined) throw source.error(nameStart, 'the name of this entry is not UTF-8', 'a name in UTF-8');

  const method = view.getUint16(offset + 10, true);
  if (view.getUint16(offset + 8, true) & layout.entryFlags.encrypted) {
    throw source.error(offset, `${show(name)} is encrypted. Save it without a password`, 'an entry without encryption');
  }
  if (method !== layout.methods.stored && method !== layout.methods.deflated) {
    throw source.error(
      offset,
      `${show(name)} is packed by method ${method}; 0 (stored) and 8 (deflated) are read`,
      'method 0 or 8',
    );
  }
  const [size, packed, localOffset, disk] = readSizes(source, offset, extraStart, commentStart);
  if (disk !== 0) throw source.error(offset, `${show(name)} is in another part of a split file`, 'a file in one part');
  if (method === layout.methods.stored && packed !== size) {
    throw source.error(offset, `${show(name)} is stored, but ${size} bytes are declared as ${packed}`, `${size} bytes`);
  }
  const start = startOfBytes(source, directory, { name, nameStart, nameLength, offset, localOffset });
  if (start + packed > directory.start) {
    throw source.error(offset, `${show(name)} would end at ${start + packed}, within the directory`, 'fewer bytes');
  }
  return [{ name, method, sum: view.getUint32(offset + 16, true), packed, size, localOffset, offset, start }, next];
}

/** Unpacked size, packed size, place, part: where a short field says so, from the extra field, which has only those. */
function readSizes(
  source: Source,
  offset: number,
  extraStart: number,
  extraEnd: number,
): [number, number, number, number] {
  const { view } = source;
  let position = 0;
  let end = 0;
  for (let at = extraStart; at + 4 <= extraEnd && end === 0;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === layout.extra64) [position, end] = [at + 4, Math.min(at + 4 + length, extraEnd)];
    at += 4 + length;
  }
  const wide = (short: number, limit: number, bytes: number, what: string): number => {
    if (short !== limit) return short;
    if (position + bytes > end)
      throw source.error(offset, `this entry's ${what} is missing from its zip64 field`, what);
    const value = bytes === 8 ? source.uint64(position, `this entry's ${what}`) : view.getUint32(position, true);
    position += bytes;
    return value;
  };
  return [
    wide(view.getUint32(offset + 24, true), layout.elsewhere32, 8, 'size'),
    wide(view.getUint32(offset + 20, true), layout.elsewhere32, 8, 'packed size'),
    wide(view.getUint32(offset + 42, true), layout.elsewhere32, 8, 'place'),
    wide(view.getUint16(offset + 34, true), layout.elsewhere16, 4, 'part'),
  ];
}

/** What the entry's own header repeats may be unknown when it is written; only its length and name are looked at. */
function startOfBytes(
  source: Source,
  directory: Directory,
  entry: { name: string; nameStart: number; nameLength: number; offset: number; localOffset: number },
): number {
  const { view, bytes } = source;
  const { name, nameStart, nameLength, offset, localOffset } = entry;
  const localName = localOffset + layout.local.size;
  if (localName > directory.start || view.getUint32(localOffset, true) !== layout.local.signature) {
    throw source.error(offset, `${show(name)} should begin at ${localOffset}, but does not`, 'the place of the entry');
  }
  const sameName =
    view.getUint16(localOffset + 26, true) === nameLength &&
    bytes.subarray(localName, localName + nameLength).every((byte, i) => byte === bytes[nameStart + i]);
  if (!sameName) {
    throw source.error(localName, `${show(name)} has another name here than in the directory`, name);
  }
  return localName + nameLength + view.getUint16(localOffset + 28, true);
}
