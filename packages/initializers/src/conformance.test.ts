/** What every initializer must satisfy, whichever files lie in ./definitions. */
import { readdirSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, test } from 'vitest';
import {
  constant,
  initializerByName,
  initializers,
  orthogonal,
  randomNormal,
  randomUniform,
  type Initializer,
} from './index.js';

const all: Initializer[] = [
  ...Object.values<Initializer>(initializers),
  randomNormal({ stddev: 3 }),
  randomUniform({ limit: 2 }),
  constant({ value: -2 }),
  orthogonal({ gain: 1.5 }),
];

test('file, export and name agree, and every file is exported', () => {
  const files = readdirSync(new URL('./definitions', import.meta.url)).filter((file) => !file.includes('.test'));
  expect(Object.keys(initializers)).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
  for (const [name, initializer] of Object.entries<Initializer>(initializers)) {
    expect(initializer.name).toBe(name);
    expect(initializer.reference).not.toBe('');
    expect(initializerByName(name)).toBe(initializer);
    expect(JSON.parse(JSON.stringify(initializer.options))).toEqual(initializer.options);
  }
});

describe.each(all.map((f) => [`${f.name} ${JSON.stringify(f.options)}`, f] as const))('%s', (_title, initializer) => {
  test('shape and dtype', () => {
    const W = initializer([3, 5], randomState(1));
    expect(W.shape).toEqual([3, 5]);
    expect(W.dtype).toBe('float64');
  });

  test('the same seed gives the same weights; the next draw gives others if it is random', () => {
    const rng = randomState(7);
    const first = initializer([3, 5], rng);
    const second = initializer([3, 5], rng);
    expect(first.toArray()).toEqual(initializer([3, 5], randomState(7)).toArray());
    const random = initializer.variance({ fanOut: 3, fanIn: 5 }) > 0;
    expect(np.arrayEqual(first, second)).toBe(!random);
  });

  test('rows are drawn one after the other', () => {
    if (initializer.name === 'orthogonal') return; // its rows depend on each other
    if (initializer.variance({ fanOut: 1, fanIn: 6 }) !== initializer.variance({ fanOut: 2, fanIn: 6 })) return; // fans matter
    const rng = randomState(3);
    const rows = [initializer([1, 6], rng), initializer([1, 6], rng)];
    expect(initializer([2, 6], randomState(3)).toArray()).toEqual(rows.flatMap((row) => row.toArray()));
  });

  test('mean and variance of 120,000 weights are the stated ones', () => {
    const [fanOut, fanIn] = [300, 400];
    const n = fanOut * fanIn;
    const W = initializer([fanOut, fanIn], randomState(11));
    const variance = initializer.variance({ fanOut, fanIn });
    // Five standard errors: √(σ²/n) for the mean; for the variance at most σ²·√(2/n), that of normal numbers (uniform ones have less).
    expect(Math.abs(np.mean(W) - initializer.mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / n));
    expect(Math.abs(np.variance(W) - variance)).toBeLessThanOrEqual(5 * variance * Math.sqrt(2 / n));
  });

  test.each([
    [[0, 3], '[0, 3]'],
    [[3], '[3]'],
    [[2, 2.5], '[2, 2.5]'],
    [[2, 3, 4], '[2, 3, 4]'],
    [7, '7'],
  ])('refuses the shape %j', (shape, shown) => {
    const draw = (): unknown => initializer(shape as [number, number], randomState(1)); // what a JavaScript caller may pass
    expect(draw).toThrow(
      new np.ShapeError(
        `${initializer.name}(shape, rng): weights have shape [fanOut, fanIn] (units, inputs), two integers >= 1, but shape is ${shown}.`,
      ),
    );
  });
});
