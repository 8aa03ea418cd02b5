import { expect, test } from 'vitest';
import { count, formatCost, formatExact, formatInteger, formatMeasure, formatPercent } from './numbers.js';

test('whole numbers have a comma every three digits', () => {
  expect([0, 7, 999, 1000, 1234567, -1500, -0.2].map(formatInteger)).toEqual([
    '0', '7', '999', '1,000', '1,234,567', '-1,500', '0',
  ]); // prettier-ignore
});

test('measures have four digits, or are whole from 1,000 on', () => {
  expect([0.5, 12.345678, 999.96, 15842.08, -18594.4, 0, 0.00012, NaN].map((x) => formatMeasure(x))).toEqual([
    '0.5000', '12.35', '1000', '15,842', '-18,594', '0.000', '1.200e-4', 'NaN',
  ]); // prettier-ignore
});

test('dollars are whole, with the sign before the dollar sign', () => {
  expect(formatMeasure(270000.4, 'dollars')).toBe('$270,000');
  expect(formatMeasure(-13609, 'dollars')).toBe('-$13,609');
});

test('costs have six decimals, extreme ones a power of ten', () => {
  expect([Math.LN2, 0, 0.0000123, 2e7, Infinity].map(formatCost)).toEqual([
    '0.693147', '0.000000', '1.230e-5', '2.000e+7', 'Infinity',
  ]); // prettier-ignore
});

test('all digits, the whole part grouped', () => {
  expect([1000, 0.001, 1234567.0625, -1234.5, 1e21, 1.5e-7, 999].map(formatExact)).toEqual([
    '1,000', '0.001', '1,234,567.0625', '-1,234.5', '1e+21', '1.5e-7', '999',
  ]); // prettier-ignore
});

test('shares and counts', () => {
  expect(formatPercent(0.97222)).toBe('97.2%');
  expect(count(1, 'row')).toBe('1 row');
  expect(count(1797, 'row')).toBe('1,797 rows');
});
