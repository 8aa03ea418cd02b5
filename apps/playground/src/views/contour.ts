/** A straight piece of a contour line, in columns and rows of the grid. */
export type Segment = readonly [fromColumn: number, fromRow: number, toColumn: number, toRow: number];

/**
 * The line on which a grid of values passes `level`, by marching squares: each square between four neighbours adds the pieces
 * that separate its high corners from its low ones.
 *
 * @param grid - `size` rows of `size` values.
 * @returns The pieces, in no particular order; none where a corner is NaN.
 */
export function contour(grid: ArrayLike<number>, size: number, level: number): Segment[] {
  const segments: Segment[] = [];
  const value = (row: number, column: number): number => (grid[row * size + column] ?? NaN) - level;
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const a = value(row, column);
      const b = value(row, column + 1);
      const c = value(row + 1, column + 1);
      const d = value(row + 1, column);
      if (Number.isNaN(a + b + c + d)) continue;
      const [x, y] = [column, row];
      // Where each side is crossed, clockwise from the top one.
      const crossings: (readonly [number, number])[] = [];
      if (a > 0 !== b > 0) crossings.push([x + a / (a - b), y]);
      if (b > 0 !== c > 0) crossings.push([x + 1, y + b / (b - c)]);
      if (d > 0 !== c > 0) crossings.push([x + d / (d - c), y + 1]);
      if (a > 0 !== d > 0) crossings.push([x, y + a / (a - d)]);
      // With four crossings the middle decides which corners hang together.
      if (crossings.length === 4 && a + b + c + d > 0 !== a > 0) crossings.unshift(...crossings.splice(3));
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const [from, to] = [crossings[i], crossings[i + 1]];
        if (from !== undefined && to !== undefined) segments.push([...from, ...to]);
      }
    }
  }
  return segments;
}
