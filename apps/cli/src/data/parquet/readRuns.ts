/** A packed run is a multiple of eight long, and some writers fill up the last one further. */
const mostBehind = 512;

/**
 * Unpack values in Parquet's hybrid of run lengths and packed bits. A run may claim any length; it is refused before memory is taken for it.
 *
 * @param bytes - Where the runs are, from `start` to `end`.
 * @param width - Bits a value, 0 to 32.
 * @param count - How many values there are.
 * @returns The values, unsigned.
 * @throws Error if the runs are not of so many values, or go beyond the end.
 * @see https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
export function readRuns(bytes: Uint8Array, start: number, end: number, width: number, count: number): Uint32Array {
  if (width > 32 || end > bytes.length) throw new Error('the runs are damaged');
  const values = new Uint32Array(count);
  if (width === 0) return values;
  let [at, seen] = [start, 0];
  while (seen < count) {
    const header = readVarint(bytes, at, end);
    at = header.end;
    const isPacked = header.value % 2 === 1;
    const length = isPacked ? ((header.value - 1) / 2) * 8 : header.value / 2;
    // The last packed run may be cut off behind the last value that counts.
    const used = Math.min(length, count - seen);
    const next = at + Math.ceil(isPacked ? (used * width) / 8 : width / 8);
    if (length > used + (isPacked ? mostBehind : 0) || next > end) throw new Error('the runs are damaged');
    if (isPacked) for (let i = 0; i < used; i++) values[seen + i] = readBits(bytes, 8 * at + i * width, width);
    else values.fill(readBits(bytes, 8 * at, width), seen, seen + used);
    at = next;
    seen += used;
  }
  return values;
}

/** A number in groups of seven bits, the lowest first. */
function readVarint(bytes: Uint8Array, start: number, end: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, factor = 1; at < end && factor <= 2 ** 28; at++, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new Error('the runs are damaged');
}

/** The number in `width` bits from bit `start` on, the lowest first. */
function readBits(bytes: Uint8Array, start: number, width: number): number {
  let value = 0;
  for (let got = 0; got < width;) {
    const bit = start + got;
    const some = Math.min(8 - (bit & 7), width - got);
    value += (((bytes[bit >>> 3] ?? 0) >> (bit & 7)) & (2 ** some - 1)) * 2 ** got;
    got += some;
  }
  return value;
}
