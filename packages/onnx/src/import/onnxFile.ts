import { FormatError } from '@keepdims/shapes';

/** The file being read: its bytes, its name for messages, and the memory that its network may take. */
export class OnnxFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly maxBytes: number;
  #taken = 0;

  constructor(bytes: Uint8Array, name: string, maxBytes: number) {
    this.bytes = bytes;
    this.name = name;
    this.maxBytes = maxBytes;
  }

  /** The error for what stands at a byte. */
  errorAt(offset: number, problem: string, expected?: string): FormatError {
    return new FormatError(`${this.name}, offset ${offset}: ${problem}.`, { file: this.name, offset, expected });
  }

  /** The error for the model as a whole; `problem` is a sentence, with its remedy. */
  error(problem: string, expected?: string): FormatError {
    return new FormatError(`${this.name}: ${problem}`, { file: this.name, expected });
  }

  /**
   * Ask before memory is taken: one initializer can be the weights of thousands of nodes, so that a small file may describe a network of any
   * size.
   *
   * @throws FormatError if it would be too much with what was taken before.
   */
  take(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken <= this.maxBytes) return;
    throw this.error(
      `the network would take ${this.#taken} bytes or more, beyond maxBytes: ${this.maxBytes}. If you trust the file, raise options.maxBytes.`,
      `at most ${this.maxBytes} bytes`,
    );
  }
}
