import { describe, expect, it } from 'vitest';
import { numberAt, numbers, numbersArray } from './data.js';

describe('numberAt', () => {
  it('is spread evenly over [0, 1), and differs by list', () => {
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const bin = Math.floor(10 * numberAt(i, 1));
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(numberAt(7, 1)).not.toBe(numberAt(7, 2));
  });

  it('is not alike from one element to the next', () => {
    let product = 0;
    for (let i = 0; i < 10_000; i++) product += (numberAt(i, 3) - 0.5) * (numberAt(i + 1, 3) - 0.5);
    expect(Math.abs(product / 10_000)).toBeLessThan(0.005);
  });
});

describe('numbers', () => {
  it('are scaled, and rounded to their dtype', () => {
    expect(numbers('float64', 2, 5, -1, 3)[1]).toBe(-1 + 4 * numberAt(1, 5));
    expect(numbers('float32', 2, 5, -1, 3)[1]).toBe(Math.fround(-1 + 4 * numberAt(1, 5)));
    expect(numbersArray('float32', [2, 3], 5, 0, 1)).toMatchObject({ shape: [2, 3], dtype: 'float32' });
  });
});
