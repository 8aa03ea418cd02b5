import { expect, it } from 'vitest';
import { showCost, showCount, showPercent } from './numbers.js';

it.each([
  [0, '0.0000'],
  [0.69314718, '0.6931'],
  [0.0001234, '1.23e-4'],
  [12.5, '12.5000'],
  [123456, '1.23e+5'],
  [Infinity, 'not a number'],
  [NaN, 'not a number'],
])('the cost %d is shown as %s', (cost, text) => {
  expect(showCost(cost)).toBe(text);
});

it('shows parts as percent and counts with separators', () => {
  expect(showPercent(0.9075)).toBe('90.8 %');
  expect(showCount(12345)).toBe('12,345');
});
