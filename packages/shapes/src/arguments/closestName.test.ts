import { describe, expect, it } from 'vitest';
import { closestName } from './closestName.js';

describe('closestName', () => {
  const names = ['Sale_Price', 'beds', 'price', 'x'];
  it.each<[string, string | undefined]>([
    ['PRICE', 'price'],
    ['pric', 'price'],
    ['prcie', 'price'],
    ['sale price', 'Sale_Price'],
    ['bed', 'beds'],
    ['y', 'x'],
    ['latitude', undefined],
    ['', undefined],
  ])('%s', (wanted, found) => {
    expect(closestName(wanted, names)).toBe(found);
  });
});
