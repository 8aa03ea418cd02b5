import type { CellFile } from './cellFile.js';
import type { ColumnCells } from './columnCells.js';

const [lineFeed, carriageReturn, minus, plus, point, zero, letterE] = [10, 13, 45, 43, 46, 48, 101];

/** Powers of ten that float64 holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/** How far a scan came. */
interface Scanned {
  /** Where the first row begins that was not read; the end if all were. */
  readonly end: number;
  readonly rows: number;
}

/**
 * Read rows of plain cells from bytes, several times as fast as by way of texts, up to the first row that is not plain: with a quote, a
 * blank line, too few or too many cells, or a text among numbers. Such a row is for `CsvReader`, as are its messages.
 *
 * @param bytes - UTF-8, without NUL.
 * @param start - Where a line begins.
 * @param end - Behind a line feed.
 * @param delimiter - One byte.
 * @param columns - Take the cells.
 * @param to - Where the numbers go.
 * @remarks A number of up to 15 digits is an integer of float64 divided by a power of ten of float64, so the quotient is the nearest float64
 *   to what is written; longer ones are left to `Number`.
 * @see Clinger (1990), How to read floating point numbers accurately, PLDI.
 */
export function scanRows(
  bytes: Buffer,
  start: number,
  end: number,
  delimiter: number,
  columns: readonly ColumnCells[],
  to: CellFile,
): Scanned {
  const { block, blockRows } = to;
  const width = columns.length;
  let rows = 0;
  let row = start;
  while (row < end) {
    let i = row;
    let at = to.filled;
    for (let j = 0; j < width; j++) {
      const column = columns[j];
      if (column === undefined) break;
      const first = i;
      let value = NaN;
      let c = bytes[i] ?? lineFeed;
      let isPlain = false;
      if (column.kind !== 'texts') {
        const isNegative = c === minus;
        if (isNegative || c === plus) c = bytes[++i] ?? lineFeed;
        const digits = i;
        let mantissa = 0;
        while (c >= zero && c <= zero + 9) {
          mantissa = mantissa * 10 + (c - zero);
          c = bytes[++i] ?? lineFeed;
        }
        let exponent = 0;
        let count = i - digits;
        if (c === point) {
          const fraction = i + 1;
          c = bytes[++i] ?? lineFeed;
          while (c >= zero && c <= zero + 9) {
            mantissa = mantissa * 10 + (c - zero);
            c = bytes[++i] ?? lineFeed;
          }
          exponent = fraction - i;
          count -= exponent;
        }
        if (count > 0) {
          if (c === letterE || c === letterE - 32) {
            c = bytes[++i] ?? lineFeed;
            const isBelow = c === minus;
            if (isBelow || c === plus) c = bytes[++i] ?? lineFeed;
            const from = i;
            let power = 0;
            while (c >= zero && c <= zero + 9) {
              power = power * 10 + (c - zero);
              c = bytes[++i] ?? lineFeed;
            }
            // Without digits it is a text, and far out a matter for `Number`.
            exponent += i === from ? 1000 : isBelow ? -power : power;
          }
          isPlain = mantissa <= Number.MAX_SAFE_INTEGER && exponent >= -22 && exponent <= 22;
          if (isPlain) {
            value = exponent < 0 ? mantissa / (powers[-exponent] ?? 1) : mantissa * (powers[exponent] ?? 1);
            if (isNegative) value = -value;
          }
        } else isPlain = i === first; // an empty cell
      }
      const isAtEnd = c === lineFeed || (c === carriageReturn && bytes[i + 1] === lineFeed);
      if (isPlain && (c === delimiter || isAtEnd)) {
        if (i > first) column.kind = 'numbers';
      } else {
        while (c !== delimiter && c !== lineFeed && !(c === carriageReturn && bytes[i + 1] === lineFeed)) {
          // A quote means something at the begin of a cell only; a lone carriage return ends a line.
          if (c === carriageReturn) return { end: row, rows };
          c = bytes[++i] ?? lineFeed;
        }
        const cell = i === first ? NaN : column.cell(bytes.toString('utf8', first, i));
        if (cell === undefined) return { end: row, rows };
        value = cell;
      }
      const isLast = j === width - 1;
      if ((c === delimiter) === isLast) return { end: row, rows };
      block[at] = value;
      at += blockRows;
      i += c === carriageReturn ? 2 : 1;
    }
    to.endRow();
    rows++;
    row = i;
  }
  return { end: row, rows };
}
