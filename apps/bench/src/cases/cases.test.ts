import { describe, expect, it } from 'vitest';
import { checkAnswers } from '../harness.js';
import { dot } from './dot.js';
import { cases } from './index.js';
import { logisticStep } from './logisticStep.js';

describe('the cases', () => {
  it.each([dot(1), dot(1000), logisticStep(1, 1), logisticStep(5, 3), logisticStep(40, 17)])(
    '$name: all variants agree',
    (benchCase) => {
      const { answers, difference } = checkAnswers(benchCase, benchCase.create());
      expect(answers.length).toBeGreaterThan(2);
      expect(difference).toBeLessThan(1e-13);
    },
  );

  it('have names of their own that fit a command line', () => {
    const names = cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
  });
});
