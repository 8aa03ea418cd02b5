/**
 * Make the rows of a matrix orthonormal, in place: each loses its parts along the rows above and is divided by its length.
 *
 * These are the columns of Q in the QR factorisation of the transpose that has a positive diagonal of R. Each row goes through twice, which
 * keeps Q orthogonal to rounding however the rows lie. The sums have one order everywhere, so that weights have the same bits whatever
 * computes the rest.
 *
 * @param rows - `count` rows of `length` numbers, linearly independent, so `count` <= `length`.
 * @see Giraud, Langou, Rozložník (2005), Computers & Mathematics with Applications 50, 1069–1075: twice is enough.
 */
export function orthonormalize(rows: Float64Array, count: number, length: number): void {
  for (let i = 0; i < count; i++) {
    const row = rows.subarray(i * length, (i + 1) * length);
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < i; k++) {
        const above = rows.subarray(k * length, (k + 1) * length);
        subtract(row, dot(row, above), above);
      }
    }
    const norm = Math.sqrt(dot(row, row));
    for (let j = 0; j < length; j++) row[j] = at(row, j) / norm;
  }
}

/** Four sums at once: they don't wait for each other. */
function dot(a: Float64Array, b: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let j = 0;
  for (; j + 3 < a.length; j += 4) {
    s0 += at(a, j) * at(b, j);
    s1 += at(a, j + 1) * at(b, j + 1);
    s2 += at(a, j + 2) * at(b, j + 2);
    s3 += at(a, j + 3) * at(b, j + 3);
  }
  for (; j < a.length; j++) s0 += at(a, j) * at(b, j);
  return s0 + s1 + (s2 + s3);
}

function subtract(a: Float64Array, factor: number, b: Float64Array): void {
  for (let j = 0; j < a.length; j++) a[j] = at(a, j) - factor * at(b, j);
}

/** One number; the loops stay inside their arrays, so that it is never the NaN. */
function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? NaN;
}
