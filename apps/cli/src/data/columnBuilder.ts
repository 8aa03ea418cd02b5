import type { NumberCells } from '@keepdims/data';

/** A value of one cell; null and undefined are missing ones. */
export type CellValue = number | string | boolean | null | undefined;

/** Collects the values of one column: numbers as such, as long as nothing else comes. */
export class ColumnBuilder {
  /** How many values are missing before the first one that is kept: a column that comes late takes no memory for them. */
  readonly #before: number;
  #numbers = new Float64Array(16);
  #texts: string[] | undefined;
  #length = 0;

  /** @param before - How many values are missing before the first. Default 0. */
  constructor(before = 0) {
    this.#before = before;
  }

  /** Add a value; NaN is a missing one, a boolean becomes `true` or `false`. */
  push(value: CellValue): void {
    const cell = value ?? NaN;
    if (this.#texts === undefined && typeof cell !== 'number') {
      this.#texts = Array.from(this.#numbers.subarray(0, this.#length), textOf);
      this.#numbers = new Float64Array();
    }
    if (this.#texts !== undefined) this.#texts.push(textOf(cell));
    else if (typeof cell === 'number') this.#pushNumber(cell);
    this.#length++;
  }

  /** Add missing values until there are `length` in all. */
  fillTo(length: number): void {
    while (this.#before + this.#length < length) this.push(undefined);
  }

  /** The column: numbers if it has no texts. */
  cells(): readonly string[] | NumberCells {
    if (this.#texts !== undefined) return [...new Array<string>(this.#before).fill(''), ...this.#texts];
    const numbers = new Float64Array(this.#before + this.#length).fill(NaN, 0, this.#before);
    numbers.set(this.#numbers.subarray(0, this.#length), this.#before);
    return numbers;
  }

  #pushNumber(value: number): void {
    if (this.#length === this.#numbers.length) {
      const longer = new Float64Array(2 * this.#length);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[this.#length] = value;
  }
}

function textOf(value: number | string | boolean): string {
  return Number.isNaN(value) ? '' : String(value);
}
