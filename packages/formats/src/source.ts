import { FormatError, refuseUnknownOptions } from '@keepdims/shapes';
import { formatOf } from './formatOf.js';

/** Options of every reader. */
export interface ReadOptions {
  /** The file's name, for messages and as `file` of a FormatError. Default: the format's name. */
  readonly name?: string;
  /**
   * The most bytes that the elements of all arrays together may take in memory, and the most that unpacking may give. It is compared with
   * what the file declares before memory is taken for it. Default 2³¹ (2 GiB).
   */
  readonly maxBytes?: number;
}

/** Counts bytes that will be allocated, and refuses before they are too many. */
export class Allowance {
  readonly limit: number;
  #taken = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** @throws FormatError if it would be too much with what was taken before. */
  take(bytes: number, what: string, source: Source, offset: number): void {
    this.#taken += bytes;
    if (this.#taken > this.limit) {
      throw source.error(
        offset,
        `${what} would take ${this.#taken} bytes, more than maxBytes: ${this.limit}. If you trust the file, raise options.maxBytes`,
        `at most ${this.limit} bytes`,
      );
    }
  }
}

/** The bytes of a file, with its name for messages and the memory that its arrays may take. */
export class Source {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** For the elements of arrays, shared by the parts of a file. */
  readonly elements: Allowance;
  readonly view: DataView;

  constructor(bytes: Uint8Array, name: string, elements: Allowance) {
    this.bytes = bytes;
    this.name = name;
    this.elements = elements;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The error for what stands at an offset. */
  error(offset: number, problem: string, expected?: string): FormatError {
    return new FormatError(`${this.name}, offset ${offset}: ${problem}.`, { file: this.name, offset, expected });
  }

  /** @throws FormatError if the file ends before `offset + length`; `what` needs those bytes. */
  require(offset: number, length: number, what: string): void {
    if (offset + length <= this.bytes.length) return;
    throw this.error(
      this.bytes.length,
      `the file ends here, but ${what} takes bytes ${offset} to ${offset + length}; it was cut off or its header lies`,
      `${offset + length} bytes or more`,
    );
  }

  /** An unsigned 64-bit little-endian integer. @throws FormatError if it is no safe integer: no file is that long. */
  uint64(offset: number, what: string): number {
    const value = this.view.getUint32(offset + 4, true) * 2 ** 32 + this.view.getUint32(offset, true);
    if (Number.isSafeInteger(value)) return value;
    throw this.error(offset, `${what} is ${this.view.getBigUint64(offset, true)}, longer than any file`, 'a length');
  }
}

/** @throws FormatError if the file is of a format that another reader is for. */
function refuseOtherFormats(operation: string, source: Source): void {
  // The first eight bytes of a safetensors file are a length, which may look like any signature; then its header begins.
  if (operation === 'readSafetensors' && source.bytes[8] === '{'.charCodeAt(0)) return;
  const format = formatOf(source.bytes);
  if (format === undefined || format.readers.includes(operation)) return;
  throw source.error(
    0,
    `this is ${format.name}, which ${operation} doesn't read. ${format.remedy}`,
    `what ${operation} reads`,
  );
}

/**
 * A source for a public reader's arguments, checked.
 *
 * @param operation - The reader, for messages. @param format - The format's name, the default name of the file.
 * @throws TypeError if the bytes are no Uint8Array. FormatError if they begin as files of another format do. RangeError if an option is unknown or maxBytes is no number of bytes.
 */
export function openSource(operation: string, format: string, bytes: unknown, options: ReadOptions): Source {
  if (!isUint8Array(bytes)) {
    throw new TypeError(`${operation}(bytes): bytes must be a Uint8Array, but it is ${kindOf(operation, bytes)}.`);
  }
  refuseUnknownOptions(`${operation}(bytes, options)`, options, ['name', 'maxBytes'], { file: 'name', path: 'name' });
  const { name = format, maxBytes = 2 ** 31 } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 0) {
    throw new RangeError(
      `${operation}(bytes, options): maxBytes must be an integer, 0 or more, but it is ${maxBytes}.`,
    );
  }
  // Not the bytes themselves: the slice of a Node Buffer would be no copy.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const source = new Source(plain, name, new Allowance(maxBytes));
  refuseOtherFormats(operation, source);
  return source;
}

/** What was given instead of bytes, with the way to them. */
function kindOf(operation: string, value: unknown): string {
  if (value instanceof ArrayBuffer) return 'an ArrayBuffer. new Uint8Array(bytes) would fit';
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  const text = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return (
    `the text ${JSON.stringify(text)}. Read the file first: ${operation}(readFileSync(path)) in Node, ` +
    `${operation}(new Uint8Array(await (await fetch(url)).arrayBuffer())) in a browser`
  );
}

/** Also one of another window or worker, which is no instance of this one's class. */
function isUint8Array(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]';
}
