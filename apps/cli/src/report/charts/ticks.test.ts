import { expect, test } from 'vitest';
import { evenly } from './evenly.js';
import { logTicks, tickText } from './ticks.js';

test.each([
  [0, '0'], [0.25, '0.25'], [1500, '1500'], [12_000, '12k'], [-400_000, '−400k'], [3.4e6, '3.4M'], [2e9, '2B'], [1e-5, '10⁻⁵'],
  [-3e-13, '−3·10⁻¹³'], [1e15, '10¹⁵'], [0.30000000000000004, '0.3'],
])('%d beside an axis', (value, text) => expect(tickText(value)).toBe(text)); // prettier-ignore

test('ticks of logarithmic axes', () => {
  expect(logTicks(0.05, 2)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2]);
  expect(logTicks(0.002, 0.9)).toEqual([0.003, 0.01, 0.03, 0.1, 0.3]);
  expect(logTicks(1e-20, 1).length).toBeLessThanOrEqual(8);
});

test('evenly spread positions, both ends included', () => {
  expect(evenly(4, 10)).toEqual([0, 1, 2, 3]);
  expect(evenly(101, 5)).toEqual([0, 25, 50, 75, 100]);
  expect(evenly(0, 5)).toEqual([]);
});
