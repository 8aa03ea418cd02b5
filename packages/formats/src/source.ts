import { FormatError, refuseUnknownOptions } from '@keepdims/shapes';

/** Options of every reader. */
export interface ReadOptions {
  /** File name for messages. Default: the format's name. */
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

/**
 * A source for a public reader's arguments, checked.
 *
 * @param operation - The reader, for messages. @param format - The format's name, the default name of the file.
 * @throws TypeError if the bytes are no Uint8Array. RangeError if an option is unknown or maxBytes is no number of bytes.
 */
export function openSource(operation: string, format: string, bytes: unknown, options: ReadOptions): Source {
  if (!isUint8Array(bytes)) {
    const kind = bytes instanceof ArrayBuffer ? 'an ArrayBuffer. new Uint8Array(bytes) would fit' : typeof bytes;
    throw new TypeError(`${operation}(bytes): bytes must be a Uint8Array, but it is ${kind}.`);
  }
  refuseUnknownOptions(`${operation}(bytes, options)`, options, ['name', 'maxBytes']);
  const { name = format, maxBytes = 2 ** 31 } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 0) {
    throw new RangeError(
      `${operation}(bytes, options): maxBytes must be an integer, 0 or more, but it is ${maxBytes}.`,
    );
  }
  // Not the bytes themselves: the slice of a Node Buffer would be no copy.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Source(plain, name, new Allowance(maxBytes));
}

/** Also one of another window or worker, which is no instance of this one's class. */
function isUint8Array(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]';
}
