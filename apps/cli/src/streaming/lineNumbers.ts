/** On which line each row of a file begins. Rows of one line each, which follow each other, take no memory. */
export class LineNumbers {
  readonly #rows: number[] = [];
  readonly #lines: number[] = [];
  #next = 0;

  /** The next rows are on lines that follow each other, the first of them on `line`. */
  add(line: number, rows = 1): void {
    const last = this.#rows.length - 1;
    if (last < 0 || (this.#lines[last] ?? 0) + this.#next - (this.#rows[last] ?? 0) !== line) {
      this.#rows.push(this.#next);
      this.#lines.push(line);
    }
    this.#next += rows;
  }

  /** The line of a row, from 1. */
  of(row: number): number {
    let [low, high] = [0, this.#rows.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#rows[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return (this.#lines[low] ?? 1) + row - (this.#rows[low] ?? 0);
  }
}
