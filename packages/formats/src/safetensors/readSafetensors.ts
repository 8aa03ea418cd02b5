import type { NDArray } from '@keepdims/ndarray';
import { decodeElements } from '../decodeElements.js';
import { Scanner } from '../scanner.js';
import { openSource } from '../source.js';
import type { ReadOptions, Source } from '../source.js';
import { decodeUtf8, encodeUtf8 } from '../text.js';
import { parseHeader } from './parseHeader.js';
import type { Header } from './parseHeader.js';

/** The format's own limit, bytes. */
const maxHeader = 100_000_000;

/** What a safetensors file holds. */
export interface Safetensors {
  /** The arrays by name, in the order of the header. */
  readonly tensors: Record<string, NDArray>;
  /** Texts by name; empty where the file has none. */
  readonly metadata: Record<string, string>;
}

/**
 * Read a safetensors file: named arrays and texts, nothing that is executed.
 *
 * BOOL, U8, I32, F32 and F64 become bool, uint8, int32, float32 and float64. I8, I16 and U16 become int32, F16 and BF16 float32: all exactly.
 * U32, I64 and U64 become int32 if every value fits, else float64.
 *
 * @param bytes - The whole file. It is copied: later changes of it do not show in the arrays.
 * @param options - File name for messages, limit of memory.
 * @returns The tensors, of any rank, in row order, and the metadata.
 * @throws FormatError with the offset if the header is damaged, names a type that no array here holds, has two tensors of one name or a name
 *   that is a path; if tensors overlap, leave gaps, or are longer or shorter than their shapes; if an integer is beyond ±(2⁵³ − 1); if the
 *   arrays would take more than `maxBytes`. TypeError if bytes is no Uint8Array. RangeError if an option is unknown.
 * @example readSafetensors(writeSafetensors({ W: np.array([[1, 2]]) })).tensors.W?.toArray() // [[1, 2]]
 * @see https://github.com/huggingface/safetensors#format
 */
export function readSafetensors(bytes: Uint8Array, options: ReadOptions = {}): Safetensors {
  const source = openSource('readSafetensors', 'safetensors', bytes, options);
  source.require(0, 8, 'the length of the header');
  const length = source.uint64(0, 'the length of the header');
  if (length > maxHeader) {
    throw source.error(
      0,
      `the header's length is ${length}; at most ${maxHeader} bytes are allowed`,
      `${maxHeader} or less`,
    );
  }
  source.require(8, length, 'the header');
  const header = readHeader(source, length);
  const start = 8 + length;
  checkLayout(source, header, start);
  const tensors: [string, NDArray][] = [];
  for (const [name, { type, count, begin, shape }] of header.tensors) {
    tensors.push([name, decodeElements(source, { type, count, offset: start + begin, littleEndian: true }, shape)]);
  }
  // fromEntries defines, so a tensor named __proto__ is one.
  return { tensors: Object.fromEntries(tensors), metadata: Object.fromEntries(header.metadata) };
}

function readHeader(source: Source, length: number): Header {
  const text = decodeUtf8(source.bytes.subarray(8, 8 + length));
  if (text === undefined) throw source.error(8, 'the header is not UTF-8', 'JSON in UTF-8');
  if (!text.startsWith('{'))
    throw source.error(8, 'the header does not begin with {; this is no safetensors file', '{');
  return parseHeader(source, new Scanner(source, text, (at) => 8 + encodeUtf8(text.slice(0, at)).length));
}

/** The data part must be covered by the tensors, each byte by one. */
function checkLayout(source: Source, { tensors }: Header, start: number): void {
  const inOrder = [...tensors].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let position = 0;
  let before = '';
  for (const [name, { begin, end, offset }] of inOrder) {
    if (begin !== position) {
      const problem =
        begin < position ? `overlaps tensor ${before}` : `leaves a gap of ${begin - position} bytes before it`;
      throw source.error(offset(), `tensor ${JSON.stringify(name)} ${problem}`, `data_offsets from ${position}`);
    }
    source.require(start + begin, end - begin, `tensor ${JSON.stringify(name)}`);
    position = end;
    before = JSON.stringify(name);
  }
  if (start + position !== source.bytes.length) {
    throw source.error(
      start + position,
      `the tensors end here, but ${source.bytes.length - start - position} bytes follow`,
      'the end of the file',
    );
  }
}
