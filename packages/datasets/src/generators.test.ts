import { readFileSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { blobs } from './blobs.js';
import { circles } from './circles.js';
import { flower } from './flower.js';
import type { GeneratorOptions, PlanarDataset } from './planarDataset.js';
import { moons } from './moons.js';
import { spiral } from './spiral.js';
import { xor } from './xor.js';

interface Golden {
  readonly m: number;
  readonly noise: number;
  readonly seed: number;
  readonly factor: number;
  readonly X: [number[], number[]];
}
// Written by scripts/generators.py.
const golden = JSON.parse(readFileSync(new URL('../scripts/generators.json', import.meta.url), 'utf8')) as Record<
  string,
  Golden
>;

function oracle(name: string): Golden {
  const found = golden[name];
  if (found === undefined) throw new Error(`scripts/generators.json has no ${name}`);
  return found;
}

/** Normal numbers agree with NumPy's within 4 ulp, sines and cosines within 1: far closer than 1e-12 here, where |x| < 5. */
function expectClose(X: NDArray<[2, number], 'float64'>, wanted: [number[], number[]]): void {
  expect(X.shape).toEqual([2, wanted[0].length]);
  wanted.forEach((row, i) => row.forEach((value, j) => expect(Math.abs(X.at(i, j) - value)).toBeLessThan(1e-12)));
}

/** The points of a column, as [x, y, label]. */
function points({ X, Y }: PlanarDataset<number>): [number, number, number][] {
  return Array.from({ length: X.shape[1] }, (_, j) => [X.at(0, j), X.at(1, j), Y.at(0, j)]);
}

describe('against NumPy', () => {
  it("flower() is the course's", () => {
    expectClose(flower().X, oracle('flower').X);
  });
  it('flower with other options', () => {
    const { X, ...options } = oracle('flowerOdd');
    expectClose(flower(options).X, X);
  });
  it('moons', () => {
    const { X, ...options } = oracle('moons');
    expectClose(moons(options).X, X);
  });
  it('circles', () => {
    const { X, ...options } = oracle('circles');
    expectClose(circles(options).X, X);
  });
});

const generators: [string, (options?: GeneratorOptions<number>) => PlanarDataset<number>][] = [
  ['flower', flower],
  ['moons', moons],
  ['circles', circles],
  ['blobs', blobs],
  ['spiral', spiral],
  ['xor', xor],
];

describe.each(generators)('%s', (name, generate) => {
  it('gives 400 points, class 0 first, and other numbers of them when asked', () => {
    const { X, Y } = generate();
    expect([X.shape, Y.shape, X.dtype, Y.dtype]).toEqual([[2, 400], [1, 400], 'float64', 'float64']);
    expect(np.ravel(Y).toArray()).toEqual([...Array<number>(200).fill(0), ...Array<number>(200).fill(1)]);
    for (const m of [2, 3, 5]) {
      const small = generate({ m });
      expect(np.ravel(small.Y).toArray()).toEqual(Array.from({ length: m }, (_, j) => (j < Math.floor(m / 2) ? 0 : 1)));
      expect(np.all(np.isFinite(small.X))).toBe(true);
    }
  });

  it('repeats itself for a seed, differs for another, and takes a generator', () => {
    const first = generate({ m: 50 }).X;
    expect(np.arrayEqual(first, generate({ m: 50, seed: 1 }).X)).toBe(true);
    expect(np.arrayEqual(first, generate({ m: 50, rng: randomState(1) }).X)).toBe(true);
    expect(np.arrayEqual(first, generate({ m: 50, seed: 2 }).X)).toBe(false);
  });

  it('refuses bad options', () => {
    expect(() => generate({ m: 1 })).toThrow(new RangeError(`${name}: m must be a whole number, 2 or more, got 1.`));
    expect(() => generate({ m: 2.5 })).toThrow(RangeError);
    expect(() => generate({ noise: -1 })).toThrow(
      new RangeError(`${name}: noise must be a finite number, 0 or more, got -1.`),
    );
    expect(() => generate({ noise: Number.NaN })).toThrow(RangeError);
    const more = name === 'circles' ? ', factor' : '';
    expect(() => generate({ sede: 1 } as never)).toThrow(
      new RangeError(
        `${name}(options): there is no option 'sede'. Did you mean 'seed'? The options are m, noise, seed, rng${more}.`,
      ),
    );
  });
});

describe('without noise', () => {
  it('the flower has its petals: |r| <= 4, and r = 4 sin 4t', () => {
    for (const [x, y, label] of points(flower({ noise: 0 }))) {
      const radius = Math.hypot(x, y);
      const t = Math.atan2(x, y);
      // The angle of (x, y) is t, or t + pi where r is negative: sin 4t is the same there but for the sign of r.
      expect(Math.abs(radius - 4 * Math.abs(Math.sin(4 * t)))).toBeLessThan(1e-9);
      expect([0, 1]).toContain(label);
    }
  });

  it('moons lie on their half circles', () => {
    for (const [x, y, label] of points(moons({ noise: 0 }))) {
      expect(label === 0 ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5)).toBeCloseTo(1, 12);
      expect(label === 0 ? y > -1e-12 : y < 0.5 + 1e-12).toBe(true);
    }
  });

  it('circles have their radii', () => {
    for (const [x, y, label] of points(circles({ noise: 0, factor: 0.25 }))) {
      expect(Math.hypot(x, y)).toBeCloseTo(label === 0 ? 1 : 0.25, 12);
    }
    expect(() => circles({ factor: 1 })).toThrow(new RangeError('circles: factor must lie between 0 and 1, got 1.'));
  });

  it('the arms of the spiral mirror each other in the centre', () => {
    const { X } = spiral({ m: 100, noise: 0 });
    const [first, second] = [np.slice(X, ':', [0, 50]), np.slice(X, ':', [50, 100])];
    expect(np.allClose(first, np.negative(second), { atol: 1e-12 })).toBe(true);
    expect(Math.hypot(X.at(0, 49), X.at(1, 49))).toBeCloseTo(1, 12);
  });

  it('the classes of xor are its quadrants, all four of them filled', () => {
    const quadrants = [0, 0, 0, 0];
    for (const [x, y, label] of points(xor({ noise: 0 }))) {
      expect(x * y >= 0 ? 0 : 1).toBe(label);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
      const quadrant = (x < 0 ? 1 : 0) + (y < 0 ? 2 : 0);
      quadrants[quadrant] = (quadrants[quadrant] ?? 0) + 1;
    }
    expect(Math.min(...quadrants)).toBeGreaterThan(60);
  });
});

describe('the noise', () => {
  it.each([
    ['moons', moons],
    ['circles', circles],
    ['spiral', spiral],
    ['blobs', blobs],
  ] as const)('of %s is normal with the deviation asked for', (_, generate) => {
    const m = 4000;
    const shift = np.subtract(generate({ m, noise: 0.5 }).X, generate({ m, noise: 0 }).X);
    // 8,000 draws: mean within 5 standard errors, 0.5 / sqrt(8000) each; deviation within 5 of 0.5 / sqrt(16000).
    expect(Math.abs(np.mean(shift))).toBeLessThan((5 * 0.5) / Math.sqrt(8000));
    expect(Math.abs(np.std(shift) - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(16000));
    const beyond = np.mean(np.greater(np.abs(shift), 1));
    expect(Math.abs(beyond - 0.0455)).toBeLessThan(0.012);
  });

  it('of blobs surrounds both centres', () => {
    const { X } = blobs({ m: 4000, noise: 0.5 });
    const centres = [np.slice(X, ':', [0, 2000]), np.slice(X, ':', [2000, 4000])].map((cloud) =>
      np.mean(cloud, { axis: 1 }).toArray(),
    );
    [
      [-2, 0],
      [2, 0],
    ].forEach((centre, label) =>
      centre.forEach((wanted, i) => expect(Math.abs((centres[label]?.[i] ?? Number.NaN) - wanted)).toBeLessThan(0.06)),
    );
  });
});
