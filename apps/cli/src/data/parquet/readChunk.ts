import { parquetHeader } from 'hyparquet/src/column.js';
import { convert } from 'hyparquet/src/convert.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { deltaBinaryUnpack, deltaLengthByteArray } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import type { ColumnDecoder, DecodedArray, Encoding, PageHeader } from 'hyparquet/src/types.js';
import { readRuns } from './readRuns.js';

/** Writers make pages of about 1 MB; a dictionary may be larger. */
const mostPageBytes = 2 ** 28;

/** What a file may not use although it is whole; the message is the end of a sentence. */
export class UnreadParquet extends Error {}

/**
 * Read the values of one column in one group of rows: hyparquet's decoders, page by page, each after what a page claims was checked.
 *
 * @param chunk - The pages, one behind the other.
 * @param rows - How many values there must be.
 * @param isOptional - Whether values may be missing.
 * @param take - Given each value in turn; undefined is a missing one.
 * @throws Error of any kind if the pages are damaged; UnreadParquet if they use what is not read.
 */
export function readChunk(
  chunk: Uint8Array,
  decoder: ColumnDecoder,
  rows: number,
  isOptional: boolean,
  take: (value: unknown) => void,
): void {
  const reader = { view: viewOf(chunk), offset: 0 };
  let dictionary: DecodedArray | undefined;
  let seen = 0;
  while (seen < rows) {
    const header = parquetHeader(reader);
    const { compressed_page_size: length, uncompressed_page_size: size } = header;
    const stored = chunk.subarray(reader.offset, reader.offset + Math.max(0, length));
    demand(stored.length === length && size >= 0 && size <= mostPageBytes);
    reader.offset += length;
    if (header.type === 'DICTIONARY_PAGE') {
      dictionary = readDictionary(stored, header, decoder);
      continue;
    }
    const page = openPage(stored, header, decoder, isOptional);
    demand(page.count >= 0 && page.count <= rows - seen);
    readPage(page, decoder, dictionary, take);
    seen += page.count;
  }
}

/** A page of values, unpacked. */
interface Page {
  readonly count: number;
  readonly encoding: Encoding;
  /** For each value 1, or 0 if it is missing; undefined if none can be. */
  readonly levels: Uint32Array | undefined;
  /** In memory of their own, so that reading beyond the end fails. */
  readonly values: Uint8Array;
}

function openPage(stored: Uint8Array, header: PageHeader, decoder: ColumnDecoder, isOptional: boolean): Page {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: size } = header;
  if (first !== undefined) {
    const { num_values: count, encoding } = first;
    const bytes = unpack(stored, size, decoder);
    if (!isOptional) return { count, encoding, levels: undefined, values: bytes };
    const end = 4 + viewOf(bytes).getUint32(0, true);
    return { count, encoding, levels: readRuns(bytes, 4, end, 1, count), values: bytes.slice(end) };
  }
  demand(second !== undefined);
  const { num_values: count, encoding, is_compressed: isPacked } = second;
  const { repetition_levels_byte_length: before, definition_levels_byte_length: end } = second;
  demand(before === 0 && end >= 0 && end <= stored.length && end <= size);
  const packed = stored.subarray(end);
  const values = isPacked === false ? packed.slice() : unpack(packed, size - end, decoder);
  return { count, encoding, levels: isOptional ? readRuns(stored, 0, end, 1, count) : undefined, values };
}

function readDictionary(stored: Uint8Array, header: PageHeader, decoder: ColumnDecoder): DecodedArray {
  const count = header.dictionary_page_header?.num_values ?? -1;
  const bytes = unpack(stored, header.uncompressed_page_size, decoder);
  demand(count >= 0 && count <= bytes.length);
  return convert(plainValues(bytes, count, decoder), decoder);
}

function readPage(
  page: Page,
  decoder: ColumnDecoder,
  dictionary: DecodedArray | undefined,
  take: (value: unknown) => void,
): void {
  const { count, levels } = page;
  const present = levels === undefined ? count : levels.reduce((sum, level) => sum + level, 0);
  const values = valuesOf(page, present, decoder, dictionary);
  demand(values.length === present);
  let next = 0;
  for (let i = 0; i < count; i++) take(levels?.[i] === 0 ? undefined : values[next++]);
}

function valuesOf(
  { encoding, values: bytes }: Page,
  count: number,
  decoder: ColumnDecoder,
  dictionary: DecodedArray | undefined,
): ArrayLike<unknown> {
  const { type, element } = decoder;
  const reader = { view: viewOf(bytes), offset: 0 };
  switch (encoding) {
    case 'PLAIN':
      return convert(plainValues(bytes, count, decoder), decoder);
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY': {
      if (count === 0) return [];
      const indices = readRuns(bytes, 1, bytes.length, bytes[0] ?? 0, count);
      const known = dictionary ?? [];
      demand(indices.every((index) => index < known.length));
      return Array.from(indices, (index): unknown => known[index]);
    }
    case 'RLE':
      demand(type === 'BOOLEAN');
      return Array.from(readRuns(bytes, 4, bytes.length, 1, count), Boolean);
    case 'BYTE_STREAM_SPLIT':
      demand(count * (element.type_length ?? 1) <= bytes.length);
      return convert(byteStreamSplit(reader, count, type, element.type_length), decoder);
    case 'DELTA_BINARY_PACKED': {
      const numbers = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count);
      if (count > 0) deltaBinaryUnpack(reader, count, numbers);
      return convert(numbers, decoder);
    }
    case 'DELTA_LENGTH_BYTE_ARRAY': {
      const texts = new Array<Uint8Array>(count);
      if (count > 0) deltaLengthByteArray(reader, count, texts);
      return convert(texts, decoder);
    }
    default:
      // DELTA_BYTE_ARRAY among them: a few bytes of it can stand for texts that fill any memory.
      throw new UnreadParquet(`it uses the encoding ${encoding}, which is not read; write it anew with another one`);
  }
}

function plainValues(bytes: Uint8Array, count: number, { type, element }: ColumnDecoder): DecodedArray {
  const values = readPlain({ view: viewOf(bytes), offset: 0 }, type, count, element.type_length);
  demand(values.length === count);
  return values;
}

function unpack(stored: Uint8Array, size: number, { codec, compressors }: ColumnDecoder): Uint8Array {
  if (codec !== 'UNCOMPRESSED' && compressors?.[codec] === undefined) {
    throw new UnreadParquet(`it is packed by ${codec}, which is not read; write it anew with zstd or snappy`);
  }
  // Such as a dictionary of nothing, which not all of the decompressors take.
  if (size === 0) return new Uint8Array();
  return Uint8Array.from(decompressPage(stored, size, codec, compressors));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function demand(isSo: boolean): asserts isSo {
  if (!isSo) throw new Error('the page is damaged');
}
