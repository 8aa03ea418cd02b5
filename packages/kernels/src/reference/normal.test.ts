import { expect, it } from 'vitest';
import { normalBelow, normalDensity } from './normal.js';

/** z, the probability below z and the density at z, by a Python script with mpmath and 50 digits. */
const known: readonly [z: number, below: number, density: number][] = [
  [-37, 5.725571222524577e-300, 2.1200065515246056e-298],
  [-20.3, 6.429244467698346e-92, 1.308288554681529e-90],
  [-8, 6.220960574271784e-16, 5.052271083536892e-15],
  [-4.1, 2.065750691254677e-05, 8.9261657177133e-05],
  [-3.84, 6.151715518325528e-05, 0.00025057844489086086],
  [-2.51, 0.0060365580804126635, 0.01709467045749695],
  [-2.49, 0.006387154764943173, 0.01797113295403963],
  [-1, 0.15865525393145705, 0.24197072451914334],
  [-0.7518, 0.22608567100878751, 0.3007306837253347],
  [-0.1, 0.460172162722971, 0.39695254747701175],
  [-1e-08, 0.4999999960105772, 0.39894228040143265],
  [0, 0.5, 0.3989422804014327],
  [1e-08, 0.5000000039894228, 0.39894228040143265],
  [0.3, 0.6179114221889527, 0.3813878154605241],
  [1, 0.8413447460685429, 0.24197072451914334],
  [1.9, 0.9712834401839981, 0.06561581477467661],
  [2.5, 0.9937903346742238, 0.017528300493568537],
  [5, 0.9999997133484281, 1.4867195147342977e-06],
  [8.1, 0.9999999999999998, 2.2588094031543087e-15],
  [37, 1.0, 2.1200065515246056e-298],
]; // prettier-ignore

/** In units of 2^-52 of the value. */
const off = (got: number, want: number): number => Math.abs(got - want) / (Math.abs(want) * 2 ** -52);

it.each(known)('at %d', (z, below, density) => {
  expect(off(normalBelow(z), below), `normalBelow(${z}) = ${normalBelow(z)}`).toBeLessThanOrEqual(4);
  expect(off(normalDensity(z), density), `normalDensity(${z}) = ${normalDensity(z)}`).toBeLessThanOrEqual(4);
});

it('both sides add up to 1, and the probability grows', () => {
  let before = 0;
  for (let z = -40; z <= 40; z += 1 / 64) {
    const below = normalBelow(z);
    expect(Math.abs(below + normalBelow(-z) - 1)).toBeLessThanOrEqual(2 ** -52);
    expect(below).toBeGreaterThanOrEqual(before * (1 - 2 ** -50));
    before = below;
  }
});

it('the ends, and what is no number', () => {
  expect([-Infinity, -40, 40, Infinity].map(normalBelow)).toEqual([0, 0, 1, 1]);
  expect([-Infinity, -40, 40, Infinity].map(normalDensity)).toEqual([0, 0, 0, 0]);
  expect(normalBelow(NaN)).toBeNaN();
  expect(normalDensity(NaN)).toBeNaN();
});
