import { describe, expect, it } from 'vitest';
import type { CaseResult } from './harness.js';
import { environment, showCase, showEnvironment, showTime, verdicts, width } from './report.js';

function resultOf(times: Record<string, [number, number, number]>, subject: string, title = 'a sum'): CaseResult {
  return {
    benchCase: { name: 'sum', title, section: '§2.11', tolerance: 1e-9, subject, create: () => [] },
    variants: Object.entries(times).map(([name, [lowerQuartile, median, upperQuartile]]) => ({
      name,
      calls: 1,
      time: { samples: 9, lowerQuartile, median, upperQuartile },
    })),
    difference: 3e-15,
  };
}

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

describe('verdicts', () => {
  it('says how many times as fast, whichever side wins', () => {
    const result = resultOf({ 'two loops': [30, 31, 32], 'no loop': [9, 10, 11], trick: [4.9, 5, 5.1] }, 'no loop');
    expect(verdicts(result)).toEqual([
      'No loop is 3.1 times as fast as two loops.',
      'Trick is 2.0 times as fast as no loop.',
    ]);
  });

  it('calls it a tie where the middle halves overlap', () => {
    expect(verdicts(resultOf({ loop: [9, 12, 15], 'np.dot': [8, 10, 12] }, 'np.dot'))).toEqual([
      "A tie: np.dot and loop can't be told apart here.",
    ]);
  });

  it('leaves the name of a function as it is written', () => {
    expect(verdicts(resultOf({ loop: [99, 100, 101], 'np.dot': [8, 8, 8] }, 'np.dot'))).toEqual([
      'np.dot is 13 times as fast as loop.',
    ]);
  });
});

describe('showCase', () => {
  it('is a table with verdicts', () => {
    expect(showCase(resultOf({ 'two loops': [30, 31, 32], 'no loop': [9, 10, 11] }, 'no loop'))).toBe(
      [
        'sum: a sum (§2.11)',
        '',
        '  variant     median  middle half of samples  x fastest',
        '  ---------  -------  ----------------------  ---------',
        '  two loops  31.0 ms       30.0 ms – 32.0 ms        3.1',
        '  no loop    10.0 ms       9.00 ms – 11.0 ms        1.0',
        '',
        '  No loop is 3.1 times as fast as two loops.',
        '  The answers agree to 3e-15; 1e-9 is allowed.',
      ].join('\n'),
    );
  });

  it('stays within 80 columns', () => {
    const long = 'one step of something with a title that goes on for longer than any terminal is wide, by far';
    const text = showCase(resultOf({ 'two loops in memory order': [1, 1, 1], b: [12345, 12345, 12345] }, 'b', long));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(text).toContain('terminal is wide');
  });
});

describe('showEnvironment', () => {
  it('names what the numbers depend on', () => {
    expect(showEnvironment({ node: 'v20.19.0', system: 'linux x64', cpu: 'Some CPU', cores: 1 })).toBe(
      'node v20.19.0, linux x64, Some CPU, 1 core',
    );
  });

  it('describes this machine', () => {
    const here = environment();
    expect(here.node).toBe(process.version);
    expect(here.cpu).not.toBe('');
    expect(here.cores).toBeGreaterThan(0);
  });
});
