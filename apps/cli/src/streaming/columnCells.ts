import { isMissing, parseNumber } from '@keepdims/data';

/** Different texts that a column is kept with. */
const mostTexts = 100_000;

/**
 * Turns the cells of one column into float64 numbers as they come: numbers as they are, texts as their codes, missing ones as NaN.
 *
 * The first value decides whether a column is of numbers or of texts, unless it was decided before. A column of more than 100,000 texts is
 * given up: identifiers are of no use, and have no end.
 */
export class ColumnCells {
  readonly name: string;
  kind: 'numbers' | 'texts' | undefined;
  /** A column of texts: what each code stands for, without surrounding spaces. */
  readonly texts: string[] = [];
  isGivenUp = false;
  readonly #codes = new Map<string, number>();

  /** @param kind - If it is known. */
  constructor(name: string, kind: ColumnCells['kind']) {
    this.name = name;
    this.kind = kind;
  }

  /**
   * The number that stands for a cell.
   *
   * @returns Undefined for a text in a column of numbers.
   */
  cell(text: string): number | undefined {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    if (isMissing(text) || this.isGivenUp) return NaN;
    const number = this.kind === 'texts' ? undefined : parseNumber(text);
    if (number !== undefined) {
      this.kind = 'numbers';
      return number;
    }
    if (this.kind === 'numbers') return undefined;
    this.kind = 'texts';
    const trimmed = text.trim();
    const code = this.#codes.get(trimmed) ?? this.texts.push(trimmed) - 1;
    this.#codes.set(trimmed, code);
    if (this.texts.length <= mostTexts) return code;
    this.isGivenUp = true;
    this.texts.length = 0;
    this.#codes.clear();
    return NaN;
  }
}
