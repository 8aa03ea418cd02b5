import { describe, expect, it } from 'vitest';
import { sentence, showRate, showRatio, showTime, table, wrap } from './format.js';

describe('showTime', () => {
  it.each([
    [1234.5, '1.23 s'],
    [999.4, '999 ms'],
    [12.345, '12.3 ms'],
    [1, '1.00 ms'],
    [0.0123, '12.3 µs'],
    [0.00012, '120 ns'],
    [123_456, '123 s'],
    [1_234_567, '1235 s'],
  ])('%d ms is %s', (ms, text) => {
    expect(showTime(ms)).toBe(text);
  });
});

describe('showRatio', () => {
  it.each([
    [0.456, '0.46'],
    [1.04, '1.04'],
    [3.14, '3.1'],
    [41.4, '41'],
  ])('%d is %s', (ratio, text) => {
    expect(showRatio(ratio)).toBe(text);
  });
});

describe('showRate', () => {
  it('is per second', () => {
    expect(showRate(2e9, 1000, 'GFLOP/s')).toBe('2.00 GFLOP/s');
    expect(showRate(8e6, 0.5, 'GB/s')).toBe('16.0 GB/s');
  });
});

describe('table', () => {
  it('aligns numbers right', () => {
    expect(table(['n', 'time'], [['10', '5 ms'], ['1000', '12 ms']])).toEqual([
      '  n      time',
      '  ----  -----',
      '  10     5 ms',
      '  1000  12 ms',
    ]); // prettier-ignore
  });
});

describe('wrap', () => {
  it('breaks between words, and indents', () => {
    const lines = wrap('word '.repeat(50).trim(), '  ').split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^ {2}word/);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(wrap('short')).toBe('short');
  });
});

describe('sentence', () => {
  it('leaves code as it is written', () => {
    expect(sentence('two loops win')).toBe('Two loops win');
    expect(sentence('np.dot wins')).toBe('np.dot wins');
  });
});
