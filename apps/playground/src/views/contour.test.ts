import { describe, expect, it } from 'vitest';
import { contour } from './contour.js';

describe('contour', () => {
  it('is empty where nothing crosses the level', () => {
    expect(contour([0, 0, 0, 0], 2, 0.5)).toEqual([]);
    expect(contour([1, 1, 1, 1], 2, 0.5)).toEqual([]);
    expect(contour([1, NaN, 0, 0], 2, 0.5)).toEqual([]);
  });

  it('crosses each side where the values pass the level', () => {
    // High above, low below: a level line from side to side, a quarter of the way down.
    expect(contour([1, 1, 0, 0], 2, 0.75)).toEqual([[1, 0.25, 0, 0.25]]);
    // One high corner.
    expect(contour([1, 0, 0, 0], 2, 0.5)).toEqual([[0.5, 0, 0, 0.5]]);
  });

  it('separates opposite corners by the middle', () => {
    // The middle is low: each high corner (top left, bottom right) is cut off alone.
    expect(contour([1, 0, 0, 1], 2, 0.6).map(corners)).toEqual([
      ['left', 'top'],
      ['bottom', 'right'],
    ]);
    // The middle is high: the low corners are cut off.
    expect(contour([1, 0, 0, 1], 2, 0.4).map(corners)).toEqual([
      ['right', 'top'],
      ['bottom', 'left'],
    ]);
  });

  it('draws a circle of the right radius', () => {
    const size = 40;
    const grid = Array.from({ length: size * size }, (_, i) => {
      const [x, y] = [(i % size) - 20, Math.floor(i / size) - 20];
      return Math.hypot(x, y);
    });
    const segments = contour(grid, size, 12);
    expect(segments.length).toBeGreaterThan(50);
    for (const [x, y] of segments) expect(Math.hypot(x - 20, y - 20)).toBeCloseTo(12, 1);
    // The line is closed: its length is the circumference.
    const length = segments.reduce((sum, [x1, y1, x2, y2]) => sum + Math.hypot(x2 - x1, y2 - y1), 0);
    expect(length / (2 * Math.PI * 12)).toBeCloseTo(1, 2);
  });
});

/** The two sides of the only square that a piece joins, in alphabetical order. */
function corners([x1, y1, x2, y2]: readonly [number, number, number, number]): string[] {
  const side = (x: number, y: number): string => (y === 0 ? 'top' : y === 1 ? 'bottom' : x === 0 ? 'left' : 'right');
  return [side(x1, y1), side(x2, y2)].sort();
}
