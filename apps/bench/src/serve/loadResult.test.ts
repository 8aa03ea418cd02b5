import { expect, test } from 'vitest';
import { isHeld, showLoad, timeOf } from './loadResult.js';
import type { LoadResult } from './loadResult.js';

const times = Array.from({ length: 200 }, (_, i) => (200 - i) / 20);
const good: LoadResult = { wantedRate: 500, rate: 499.2, times, failures: 0 };

test('shares of the times', () => {
  expect([0, 0.5, 0.99, 1].map((share) => timeOf(share, times))).toEqual([0.05, 5, 9.9, 10]);
  expect(timeOf(0.99, [3])).toBe(3);
  expect(timeOf(0.5, [])).toBeNaN();
});

test('the goal is held by rate, times and answers', () => {
  expect(isHeld(good)).toBe(true);
  expect(isHeld({ ...good, rate: 494 })).toBe(false);
  expect(isHeld({ ...good, failures: 1 })).toBe(false);
  expect(isHeld({ ...good, times: [...times, 30, 31, 32] })).toBe(false);
  expect(isHeld({ ...good, times: [] })).toBe(false);
});

test('a table and the verdict', () => {
  expect(showLoad([good, { ...good, wantedRate: undefined, rate: 12345.6 }])).toEqual([
    '  asked for       answered      p50      p99  slowest  failed',
    '  --------------  --------  -------  -------  -------  ------',
    '  500 requests/s     499/s  5.00 ms  9.90 ms  10.0 ms       0',
    '  full speed       12346/s  5.00 ms  9.90 ms  10.0 ms       0',
    '',
    '500 requests/s with p99 below 20 ms: held.',
  ]);
  expect(showLoad([{ ...good, failures: 2 }]).at(-1)).toBe('500 requests/s with p99 below 20 ms: NOT held.');
});
