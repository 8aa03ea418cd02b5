import { expect, test } from 'vitest';
import { gradientCheckText } from './gradientCheckText.js';

test('large counts are grouped by thousands', () => {
  const check = {
    relativeDifference: 2e-9,
    tolerance: 1e-6,
    epsilon: 1e-5,
    agrees: true,
    compared: 1825,
    atKinks: 1000,
    worst: undefined,
    arrays: [],
  };
  expect(gradientCheckText(check)).toBe(
    'The gradients agree: relative difference 2.0e-9 over 1,825 entries.\n' +
      'Left out: 1,000 entries where a unit sits on a kink of its activation.',
  );
});
