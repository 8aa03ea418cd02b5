import { expect, it } from 'vitest';
import { integerPower } from './integerPower.js';

it('is repeated multiplication', () => {
  expect(integerPower(0.9, 0)).toBe(1);
  expect(integerPower(0, 0)).toBe(1);
  expect(integerPower(3, 20)).toBe(3_486_784_401);
  for (const base of [0.9, 0.999, 0.5]) {
    let product = 1;
    for (let n = 1; n <= 1000; n++) {
      product *= base;
      expect(Math.abs(integerPower(base, n) - product)).toBeLessThanOrEqual(1e-13 * product);
    }
  }
});
