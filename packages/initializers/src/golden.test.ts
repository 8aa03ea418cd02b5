/** Weights against NumPy's, from scripts/golden.py. */
import * as np from '@keepdims/ndarray';
import { defaultRng, randomState } from '@keepdims/random';
import { ulpDistance } from '@keepdims/tooling-testing';
import { describe, expect, test } from 'vitest';
import golden from '../scripts/golden.json' with { type: 'json' };
import { initializerByName, initializers } from './index.js';

test('every initializer is compared', () => {
  const compared = new Set(golden.cases.map(({ name }) => name));
  expect([...compared].sort()).toEqual(Object.keys(initializers));
});

const title = ({ name, options, shape }: (typeof golden.cases)[number]): string =>
  `${name} ${JSON.stringify(options)} ${JSON.stringify(shape)}`;

describe.each([
  ['randomState', randomState],
  ['generator', defaultRng],
] as const)('%s', (stream, rngOf) => {
  test.each(golden.cases.map((given) => [title(given), given] as const))('%s', (_title, given) => {
    const { name, options, shape } = given;
    const [fanOut = 0, fanIn = 0] = shape;
    const W = initializerByName(name, options)([fanOut, fanIn], rngOf(golden.seed));
    const want = given[stream].flat();
    expect(W.shape).toEqual(shape);
    np.contiguousData(W).forEach((w, i) => {
      const expected = want[i] ?? NaN;
      if (name === 'orthogonal') expect(Math.abs(w - expected)).toBeLessThan(1e-14);
      // Uniform numbers have NumPy's bits; of normal ones the C library's logarithm differs.
      else
        expect(ulpDistance(w, expected), `${w}, not ${expected}`).toBeLessThanOrEqual(name.endsWith('Normal') ? 4 : 0);
    });
  });
});
