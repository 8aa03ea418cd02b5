import { readFileSync, readdirSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import { beforeAll, expect, it } from 'vitest';
import activations from './activations.js';
import flowerHidden from './flowerHidden.js';
import initialScale from './initialScale.js';
import learningRate from './learningRate.js';
import linearCollapse from './linearCollapse.js';
import parityDepth from './parityDepth.js';
import scale from './scale.js';
import squaredError from './squaredError.js';
import { studies } from './studies.js';
import type { Found } from './study.js';
import symmetry from './symmetry.js';

// As the program does: without fused multiply-add the numbers, and so the pictures, are the same on every machine.
beforeAll(() => {
  np.configure({ strict: true });
});

/** The committed picture is the one that the study draws, is well-formed in outline, and needs nothing from elsewhere. */
function expectPicture(name: string, { picture, conclusion }: Found): void {
  expect(readFileSync(new URL(`pictures/${name}.svg`, import.meta.url), 'utf8'), `npm run study ${name} draws it`).toBe(
    picture,
  );
  expect(picture).toMatch(/^<svg [^>]*role="img" aria-labelledby="title conclusion"/);
  expect(picture).toMatch(/<title id="title">[^<]+<\/title>\n<desc id="conclusion">[^<]+<\/desc>/);
  expect(picture).not.toMatch(/NaN|undefined|Infinity|href=|<script|<image|@import/);
  expect(picture.match(/<svg/g)?.length).toBe(picture.match(/<\/svg>/g)?.length);
  expect(conclusion.join('\n')).not.toMatch(/NaN|undefined/);
}

it('each study has a picture, and each picture a study', () => {
  const pictures = readdirSync(new URL('pictures/', import.meta.url));
  expect(pictures.sort()).toEqual(
    Object.keys(studies)
      .map((name) => `${name}.svg`)
      .sort(),
  );
});

it('squaredError: the cross-entropy is convex, the squared error is not, and leaves gradient descent on a plateau (§2.3)', () => {
  const found = squaredError();
  const { crossEntropy, squaredError: squared } = found.measured;
  expect(crossEntropy.above).toBe(0);
  expect(squared.above).toBeGreaterThan(0.3);
  expect(squared.cost.at(-1)).toBeGreaterThan(0.8 * (squared.cost[0] ?? NaN));
  expect(Math.min(...squared.surface)).toBeLessThan(0.3 * (squared.cost.at(-1) ?? NaN));
  expect(crossEntropy.cost.at(-1)).toBeLessThan(1.001 * Math.min(...crossEntropy.surface));
  expectPicture('squaredError', found);
});

it('scale: more data helps each size, larger networks are better at each amount (§1.4)', () => {
  const found = scale();
  const of = (name: string) =>
    found.measured.filter((point) => point.name.startsWith(name)).map(({ accuracy }) => accuracy);
  const [small, medium, large] = [of('small'), of('medium'), of('large')];
  for (const shares of [small, medium, large]) {
    expect(shares).toHaveLength(7);
    expect(shares.at(-1)).toBeGreaterThan((shares[0] ?? NaN) + 0.2);
  }
  large.forEach((share, i) => {
    expect(share).toBeGreaterThan(medium[i] ?? NaN);
    expect(medium[i]).toBeGreaterThan((small[i] ?? NaN) + 0.15);
  });
  expect(small.at(-1)).toBeLessThan(large[1] ?? NaN);
  expect(large.at(-1)).toBeGreaterThan(0.96);
  expectPicture('scale', found);
});

it('activations: tanh, ReLU and leaky ReLU learn several times faster than sigmoid (§3.6)', () => {
  const found = activations();
  const [sigmoid, ...others] = found.measured;
  expect(others.map(({ name }) => name)).toEqual(['tanh', 'relu', 'leakyRelu']);
  expect(sigmoid?.reached).toBeUndefined();
  for (const { reached, mean } of others) {
    expect(reached).toBeLessThan(1000);
    expect(mean.at(-1)).toBeLessThan((sigmoid?.mean.at(-1) ?? NaN) / 5);
  }
  expect(Math.max(...(sigmoid?.slope ?? []))).toBe(0.25);
  expectPicture('activations', found);
});

it('linearCollapse: identity layers are one linear map, and do no better than one neuron (§3.7)', () => {
  const found = linearCollapse();
  const [neuron, identity, tanh] = found.measured.runs.map(({ right }) => right);
  expect(found.measured.difference).toBeLessThan(1e-12);
  expect(Math.abs((identity ?? NaN) - (neuron ?? NaN))).toBeLessThanOrEqual(8);
  expect(identity).toBeLessThan(260);
  expect(tanh).toBeGreaterThan(390);
  expectPicture('linearCollapse', found);
});

it('symmetry: units begun alike stay alike to the last bit (§3.11)', () => {
  const found = symmetry();
  const [zeros, halves, random] = found.measured;
  expect([zeros?.apart, halves?.apart]).toEqual([0, 0]);
  expect(zeros?.weights.every(({ weight }) => weight === 0)).toBe(true);
  expect(halves?.weights.at(-1)?.weight).toBeGreaterThan(1);
  expect(halves?.right).toBeLessThanOrEqual(270);
  expect(random?.apart).toBeGreaterThan(1);
  expect(random?.right).toBeGreaterThan(350);
  expectPicture('symmetry', found);
});

it('initialScale: too small vanishes, too large explodes, He keeps its size, forward and backward', () => {
  const found = initialScale();
  const [small, he, large] = found.measured;
  const ratio = (values: readonly number[] | undefined) => (values?.at(-1) ?? NaN) / (values?.[0] ?? NaN);
  expect(ratio(small?.activations)).toBeLessThan(1e-9);
  expect(ratio(small?.derivatives)).toBeGreaterThan(1e9);
  expect(ratio(large?.activations)).toBeGreaterThan(1e3);
  expect(ratio(large?.derivatives)).toBeLessThan(1e-3);
  for (const values of [he?.activations, he?.derivatives]) {
    expect(ratio(values)).toBeGreaterThan(0.5);
    expect(ratio(values)).toBeLessThan(2);
  }
  expectPicture('initialScale', found);
});

it('parityDepth: every network built is right on every input, with the units that the formulas say (§4.4)', () => {
  const found = parityDepth();
  for (const { built, formula } of found.measured) {
    for (const { bits, units, right } of built) {
      expect(right).toBe(2 ** bits);
      const said = formula.find((entry) => entry.bits === bits)?.units;
      if (formula.length > 0) expect(units).toBe(said);
    }
  }
  const sixteen = found.measured.flatMap(({ built }) => built.filter(({ bits }) => bits === 16));
  expect(sixteen.map(({ units, depth }) => [units, depth])).toEqual([
    [40, 2],
    [30, 4],
    [16, 1],
  ]);
  expectPicture('parityDepth', found);
});

it('learningRate: too small crawls, too large jumps, between them larger is faster (§4.7)', () => {
  const found = learningRate();
  const ends = found.measured.map(({ cost }) => cost.at(-1) ?? NaN);
  for (let i = 1; i <= 4; i++) expect(ends[i]).toBeLessThan(ends[i - 1] ?? NaN);
  expect(ends[5]).toBeGreaterThan(ends[4] ?? NaN);
  expect(found.measured.map(({ rises }) => rises).slice(0, 4)).toEqual([0, 0, 0, 0]);
  expect(found.measured[5]?.rises).toBeGreaterThan(50);
  expect(Math.max(...(found.measured[5]?.cost ?? []))).toBeGreaterThan(5);
  expectPicture('learningRate', found);
});

it('flowerHidden: one and two units have 67 % right, three and more over 90 % (§3)', () => {
  const found = flowerHidden();
  const right = found.measured.map(({ right: count }) => count);
  expect(right.slice(0, 5)).toEqual([270, 269, 363, 362, 365]);
  for (const count of right.slice(5)) expect(count).toBeGreaterThanOrEqual(358);
  expectPicture('flowerHidden', found);
});
