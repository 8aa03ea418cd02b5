import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipGradients, type Clip } from './clipGradients.js';

function clipped(arrays: readonly (readonly number[])[], clip: Clip): number[][] {
  const gradients = arrays.map((array) => Float64Array.from(array));
  clipGradients(gradients, clip);
  return gradients.map((g) => [...g]);
}

const norm = (arrays: readonly (readonly number[])[]): number => Math.hypot(...arrays.flat());

describe('clipGradients', () => {
  it('clamps each element to the value', () => {
    expect(clipped([[3, -4, 0.5], [-0.25, 1]], { value: 1 })).toEqual([[1, -1, 0.5], [-0.25, 1]]); // prettier-ignore
  });

  it('bounds the norm over all arrays, and keeps the direction', () => {
    // 3, 4 and 12 have the norm 13, over two arrays.
    const factor = 6.5 / (13 + 1e-6);
    expect(clipped([[3, -4], [12]], { norm: 6.5 })).toEqual([[3 * factor, -4 * factor], [12 * factor]]);
    expect(clipped([[3, -4], [12]], { norm: 13.1 })).toEqual([[3, -4], [12]]);
  });

  it('clamps elements before it measures the norm', () => {
    // Clamped to 3 and −4, of norm 5. The norm first would have left 6e-9 of the 3.
    expect(clipped([[3, -5e9]], { value: 4, norm: 10 })).toEqual([[3, -4]]);
  });

  it('does nothing unless asked', () => {
    expect(clipped([[1e300, -7]], {})).toEqual([[1e300, -7]]);
    expect(clipped([[0, -0], []], { norm: 1, value: 1 })).toEqual([[0, -0], []]);
    expect(clipped([], { norm: 1 })).toEqual([]);
  });

  it('leaves NaN where it is; an infinite element becomes NaN by its norm, or the bound by its value', () => {
    expect(clipped([[NaN, 3, -4]], { norm: 1 })).toEqual([[NaN, 3, -4]]);
    expect(clipped([[NaN, 3]], { value: 1 })).toEqual([[NaN, 1]]);
    expect(clipped([[-Infinity, 3]], { norm: 1 })).toEqual([[NaN, 0]]);
    expect(clipped([[-Infinity, 3]], { value: 4 })).toEqual([[-4, 3]]);
  });

  it('measures gradients whose squares overflow', () => {
    const [[x = NaN, y = NaN] = []] = clipped([[3e200, -4e200]], { norm: 10 });
    expect(x).toBeCloseTo(6, 12);
    expect(y).toBeCloseTo(-8, 12);
  });

  it('gives one array cut in pieces the same bits', () => {
    const g = Array.from({ length: 50 }, (_, i) => Math.sin(i * i) / 3);
    const [whole] = clipped([g], { norm: 1, value: 0.3 });
    expect(clipped([g.slice(0, 7), [], g.slice(7, 8), g.slice(8)], { norm: 1, value: 0.3 }).flat()).toEqual(whole);
    const [single, pieces] = [Float32Array.from(g), [Float32Array.from(g.slice(0, 9)), Float32Array.from(g.slice(9))]];
    clipGradients([single], { norm: 0.5 });
    clipGradients(pieces, { norm: 0.5 });
    expect(pieces.flatMap((piece) => [...piece])).toEqual([...single]);
  });

  it('never exceeds its bounds', () => {
    const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    const bound = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.array(number)), bound, bound, (arrays, largestNorm, largest) => {
        const found = clipped(arrays, { norm: largestNorm, value: largest });
        expect(norm(found)).toBeLessThanOrEqual(largestNorm * (1 + 1e-12));
        found.flat().forEach((x, i) => {
          const given = arrays.flat()[i] ?? NaN;
          expect(Math.abs(x)).toBeLessThanOrEqual(Math.min(largest, Math.abs(given)));
          expect(x * given).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });
});
