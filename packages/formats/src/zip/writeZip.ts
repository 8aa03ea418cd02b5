import { deflateSync } from 'fflate';
import { encodeUtf8 } from '../text.js';
import { crc32 } from './crc32.js';
import { Fields } from './fields.js';
import * as layout from './layout.js';

/** How to write a zip file. */
export interface WriteZipOptions {
  /** Whether to deflate the files that become smaller by it. */
  readonly compress: boolean;
  /** Whether to write fields of 64 bits. Default: where a file needs them. */
  readonly zip64?: boolean;
}

/** 1 January 1980, the first day that zip knows: the same files give the same bytes, whenever they are written. */
const date = (1 << 5) | 1;

/** The versions of zip that readers need: of deflate, and of fields of 64 bits. */
const versions = { deflate: 20, zip64: 45 };

/** The extra field of 64 bits: its head, two sizes, and in the directory also a place. */
const extraSize = { local: 4 + 16, central: 4 + 24 };

interface Entry {
  readonly name: Uint8Array;
  readonly method: number;
  readonly sum: number;
  readonly packed: Uint8Array;
  readonly size: number;
}

/** Write files, by name, as one zip file. */
export function writeZip(
  files: readonly (readonly [string, Uint8Array])[],
  options: WriteZipOptions,
): Uint8Array<ArrayBuffer> {
  const entries = files.map(([name, bytes]) => pack(encodeUtf8(name), bytes, options.compress));
  const zip64 = options.zip64 ?? needs64(entries);
  const out = new Fields(sizeOf(entries, zip64));
  const places = entries.map((entry) => {
    const place = out.position;
    writeLocal(out, entry, zip64);
    return place;
  });
  const start = out.position;
  entries.forEach((entry, i) => {
    writeCentral(out, entry, places[i] ?? 0, zip64); // one place an entry
  });
  writeEnd(out, entries.length, start, zip64);
  return out.bytes;
}

/** The size of the whole file. */
function sizeOf(entries: readonly Entry[], zip64: boolean): number {
  const { local, central, end, end64, locator64 } = layout;
  const extra = zip64 ? extraSize.local + extraSize.central : 0;
  const each = entries.map(({ name, packed }) => local.size + central.size + extra + 2 * name.length + packed.length);
  return each.reduce((sum, size) => sum + size, end.size + (zip64 ? end64.size + locator64.size : 0));
}

/** Whether a place or a size may be too large for 32 bits, or there are too many entries for 16. */
function needs64(entries: readonly Entry[]): boolean {
  const sizes = [sizeOf(entries, true), ...entries.map(({ size }) => size)];
  return entries.length >= layout.elsewhere16 || sizes.some((size) => size >= layout.elsewhere32);
}

function pack(name: Uint8Array, bytes: Uint8Array, compress: boolean): Entry {
  const deflated = compress ? deflateSync(bytes) : bytes;
  const smaller = deflated.length < bytes.length;
  return {
    name,
    method: smaller ? layout.methods.deflated : layout.methods.stored,
    sum: crc32(bytes),
    packed: smaller ? deflated : bytes,
    size: bytes.length,
  };
}

/** What an entry's own header and its row in the directory have in common. */
function writeCommon(out: Fields, { name, method, sum, packed, size }: Entry, zip64: boolean, extra: number): void {
  out.u16(zip64 ? versions.zip64 : versions.deflate, layout.entryFlags.utf8, method, 0, date);
  out.u32(sum, zip64 ? layout.elsewhere32 : packed.length, zip64 ? layout.elsewhere32 : size);
  out.u16(name.length, zip64 ? extra : 0);
}

function writeLocal(out: Fields, entry: Entry, zip64: boolean): void {
  out.u32(layout.local.signature);
  writeCommon(out, entry, zip64, extraSize.local);
  out.append(entry.name);
  if (zip64) {
    out.u16(layout.extra64, extraSize.local - 4);
    out.u64(entry.size, entry.packed.length);
  }
  out.append(entry.packed);
}

function writeCentral(out: Fields, entry: Entry, place: number, zip64: boolean): void {
  out.u32(layout.central.signature);
  out.u16(zip64 ? versions.zip64 : versions.deflate);
  writeCommon(out, entry, zip64, extraSize.central);
  // No comment, first part, no attributes.
  out.u16(0, 0, 0);
  out.u32(0, zip64 ? layout.elsewhere32 : place);
  out.append(entry.name);
  if (!zip64) return;
  out.u16(layout.extra64, extraSize.central - 4);
  out.u64(entry.size, entry.packed.length, place);
}

function writeEnd(out: Fields, count: number, start: number, zip64: boolean): void {
  const end = out.position;
  if (zip64) {
    out.u32(layout.end64.signature);
    // The record's size counts from here on.
    out.u64(layout.end64.size - 12);
    out.u16(versions.zip64, versions.zip64);
    out.u32(0, 0);
    out.u64(count, count, end - start, start);
    out.u32(layout.locator64.signature, 0);
    out.u64(end);
    out.u32(1);
  }
  out.u32(layout.end.signature);
  out.u16(0, 0);
  out.u16(...[count, count].map((n) => (zip64 ? layout.elsewhere16 : n)));
  out.u32(...[end - start, start].map((n) => (zip64 ? layout.elsewhere32 : n)));
  out.u16(0);
}
