import { describe, expect, it } from 'vitest';
import { familyOf, variantOf } from '../testing/fakeRun.js';
import { caseVerdicts, crossover, pairVerdict, standings, sweepVerdicts } from './verdicts.js';

describe('pairVerdict', () => {
  it('says how many times as fast, whichever side wins', () => {
    expect(pairVerdict(variantOf('no loop', 10), variantOf('two loops', 31))).toBe(
      'No loop is 3.1 times as fast as two loops.',
    );
    expect(pairVerdict(variantOf('no loop', 10), variantOf('trick', 5))).toBe('Trick is 2.0 times as fast as no loop.');
  });

  it('calls it a tie where the middle halves overlap', () => {
    expect(pairVerdict(variantOf('np.dot', 10, 2), variantOf('loop', 12, 3))).toBe(
      "A tie: np.dot and loop can't be told apart here.",
    );
  });
});

describe('caseVerdicts', () => {
  it('is about the subject', () => {
    const [run] = familyOf('np', [{ size: 4, times: { a: 8, np: 2, b: 1 } }]).cases;
    expect(run === undefined ? [] : caseVerdicts(run)).toEqual([
      'np is 4.0 times as fast as a.',
      'B is 2.0 times as fast as np.',
    ]);
  });
});

describe('standings', () => {
  it('are by size, and only where both were timed', () => {
    const family = familyOf('np', [
      { size: 8, times: { a: 8, np: 2 } },
      { size: 2, times: { a: 1, np: 2 } },
      { size: 16, times: { np: 2 } },
    ]);
    expect(standings(family, 'a')).toEqual([
      { size: 2, ratio: 0.5, tie: false },
      { size: 8, ratio: 4, tie: false },
    ]);
  });
});

describe('crossover', () => {
  const at = (size: number, ratio: number, tie = false) => ({ size, ratio, tie });

  it('lies where the ratio, drawn straight on log axes, is 1', () => {
    expect(crossover([at(1, 0.25), at(16, 4)])).toBeCloseTo(4, 12);
    expect(crossover([at(2, 0.1), at(4, 0.5), at(16, 2), at(64, 9)])).toBeCloseTo(8, 12);
  });

  it('is 0 where the subject always wins, and undefined where it loses in the end', () => {
    expect(crossover([at(2, 2), at(4, 3)])).toBe(0);
    expect(crossover([at(2, 2), at(4, 0.9)])).toBeUndefined();
    expect(crossover([at(2, 0.5), at(4, 1.1, true)])).toBeUndefined();
    expect(crossover([])).toBeUndefined();
  });

  it('begins at the last tie, not where the subject happened to be ahead before', () => {
    expect(crossover([at(2, 3), at(4, 1.02, true), at(8, 4)])).toBeCloseTo(4, 12);
    expect(crossover([at(2, 3), at(4, 0.25), at(64, 4)])).toBeCloseTo(16, 12);
  });
});

describe('sweepVerdicts', () => {
  const verdicts = (...rows: Parameters<typeof familyOf>[1]) => sweepVerdicts(familyOf('no loop', rows, 'features'));

  it('says how far ahead, and where they cross', () => {
    expect(
      verdicts(
        { size: 1, times: { 'two loops': 1, 'no loop': 4 } },
        { size: 16, times: { 'two loops': 16, 'no loop': 4 } },
        { size: 12_288, times: { 'two loops': 410, 'no loop': 10 } },
      ),
    ).toEqual(['No loop is 41 times as fast as two loops at 12,288 features; they cross at about 4 features.']);
  });

  it('says when one is always ahead', () => {
    const win = verdicts({ size: 1, times: { a: 2, 'no loop': 1 } }, { size: 4, times: { a: 12, 'no loop': 4 } });
    expect(win).toEqual(['No loop is 3.0 times as fast as a at 4 features, and faster at every size.']);
    const lose = verdicts({ size: 1, times: { a: 1, 'no loop': 3 } }, { size: 4, times: { a: 1, 'no loop': 2 } });
    expect(lose).toEqual(['A is 2.0 times as fast as no loop at 4 features, and faster at every size.']);
  });

  it('mentions the largest lead where it is not the last', () => {
    expect(
      verdicts(
        { size: 1, times: { a: 2, 'no loop': 1 } },
        { size: 2, times: { a: 9, 'no loop': 1 } },
        { size: 4, times: { a: 3, 'no loop': 1 } },
      ),
    ).toEqual([
      'No loop is 3.0 times as fast as a at 4 features (at most 9.0 times, at 2 features), and faster at every size.',
    ]);
  });

  it('says when they end in a tie, and nothing of a single size', () => {
    expect(verdicts({ size: 1, times: { a: 1, 'no loop': 2 } }, { size: 4, times: { a: 1, 'no loop': 1 } })).toEqual([
      "No loop and a can't be told apart at 4 features.",
    ]);
    expect(verdicts({ size: 1, times: { a: 1, 'no loop': 2 } })).toEqual([]);
  });
});
