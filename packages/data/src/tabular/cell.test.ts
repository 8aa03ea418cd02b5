import { describe, expect, it } from 'vitest';
import { isMissing, parseNumber } from './cell.js';

describe('isMissing', () => {
  it.each(['', '  ', 'NA', 'na', 'N/A', 'NaN', 'nan', 'null', 'NULL', '?', ' NA '])('%j is missing', (cell) => {
    expect(isMissing(cell)).toBe(true);
  });
  it.each(['0', 'none', 'None', 'Nap', '-', 'undefined'])('%j is a value', (cell) => {
    expect(isMissing(cell)).toBe(false);
  });
});

describe('parseNumber', () => {
  it.each<[string, number]>([
    ['1', 1],
    [' -2.50 ', -2.5],
    ['+.5', 0.5],
    ['3.', 3],
    ['1e3', 1000],
    ['-1.5E-2', -0.015],
    ['007', 7],
  ])('reads %j', (cell, value) => {
    expect(parseNumber(cell)).toBe(value);
  });
  it.each(['', 'x', '0x10', '1,234', '1 2', '1e999', 'Infinity', 'NaN', '1_000', '$5', '.', 'e5', '१'])(
    '%j is no number',
    (cell) => {
      expect(parseNumber(cell)).toBeUndefined();
    },
  );
});
