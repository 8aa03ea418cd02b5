/**
 * The value between the nodes of a grid, bilinear in row and column.
 *
 * @param grid - `size` rows of `size` values.
 * @param row - From 0 to size - 1, as is `column`.
 */
export function interpolate(grid: ArrayLike<number>, size: number, row: number, column: number): number {
  const top = Math.min(Math.floor(row), size - 2);
  const left = Math.min(Math.floor(column), size - 2);
  const [down, right] = [row - top, column - left];
  const at = top * size + left;
  const above = mix(grid[at] ?? NaN, grid[at + 1] ?? NaN, right);
  const below = mix(grid[at + size] ?? NaN, grid[at + size + 1] ?? NaN, right);
  return mix(above, below, down);
}

function mix(from: number, to: number, part: number): number {
  return from + part * (to - from);
}
