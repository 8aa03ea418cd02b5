/** Writes numbers and bytes one after another, little-endian. */
export class Fields {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the next one goes. */
  position = 0;
  readonly #view: DataView;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  /** Of 16 bits. */
  u16(...values: readonly number[]): void {
    for (const value of values) {
      this.#view.setUint16(this.position, value, true);
      this.position += 2;
    }
  }

  /** Of 32 bits. */
  u32(...values: readonly number[]): void {
    for (const value of values) {
      this.#view.setUint32(this.position, value, true);
      this.position += 4;
    }
  }

  /** Of 64 bits. */
  u64(...values: readonly number[]): void {
    for (const value of values) {
      this.#view.setBigUint64(this.position, BigInt(value), true);
      this.position += 8;
    }
  }

  append(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.position);
    this.position += bytes.length;
  }
}
