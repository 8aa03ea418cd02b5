import * as np from '@keepdims/ndarray';
import { describe, expect, test } from 'vitest';
import { ulpDistance } from '@keepdims/tooling-testing';
import { activations, activationByName, elu, gelu, leakyRelu, relu, selu, sigmoid, softmax } from './index.js';

describe('activationByName', () => {
  test('finds by name, and configures', () => {
    expect(activationByName('relu')).toBe(relu);
    expect(activationByName('relu', {})).toBe(relu);
    const leaky = activationByName('leakyRelu', { negativeSlope: 0.2 });
    expect(leaky.options).toEqual({ negativeSlope: 0.2 });
    expect(leaky(np.array([-10])).toArray()).toEqual([-2]);
  });

  test('a name comes back from its own name and options', () => {
    const original = leakyRelu({ negativeSlope: 0.3 });
    const again = activationByName(original.name, original.options);
    expect(again(np.array([-2, 1])).toArray()).toEqual(original(np.array([-2, 1])).toArray());
  });

  test.each([
    ['rellu', " Did you mean 'relu'?"],
    ['Sigmoid', " Did you mean 'sigmoid'?"],
    ['leaky_relu', " Did you mean 'leakyRelu'?"],
    ['swish', ''],
    ['constructor', ''],
  ])('refuses %s', (name, offer) => {
    expect(() => activationByName(name)).toThrow(
      new RangeError(
        `activationByName('${name}'): there is no activation '${name}'.${offer} ` +
          `The names are ${Object.keys(activations).join(', ')}.`,
      ),
    );
  });

  test('refuses options that there are not', () => {
    expect(() => activationByName('relu', { slope: 1 })).toThrow(
      new RangeError("activationByName('relu'): there is no option 'slope'; relu takes none."),
    );
    expect(() => activationByName('leakyRelu', { negativSlope: 1 })).toThrow(
      new RangeError(
        "leakyRelu: there is no option 'negativSlope'. Did you mean 'negativeSlope'? The options are negativeSlope.",
      ),
    );
  });
});

describe('leakyRelu', () => {
  test('is an activation itself, with slope 0.01', () => {
    expect(leakyRelu(np.array([-2, 0, 3])).toArray()).toEqual([-0.02, 0, 3]);
    expect(leakyRelu.derivative(np.array([-2, 0, 3])).toArray()).toEqual([0.01, 0.01, 1]);
    expect(leakyRelu.options).toEqual({ negativeSlope: 0.01 });
    expect(leakyRelu({}).options).toEqual({ negativeSlope: 0.01 });
  });

  test.each([NaN, Infinity, -0.1])('refuses the slope %d', (negativeSlope) => {
    expect(() => leakyRelu({ negativeSlope })).toThrow(
      new RangeError(`leakyRelu: negativeSlope must be finite and >= 0, but it is ${negativeSlope}.`),
    );
  });

  test('refuses a slope that is no number', () => {
    const options = JSON.parse('{ "negativeSlope": "0.1" }') as { negativeSlope: number }; // what a file may hold
    expect(() => leakyRelu(options)).toThrow(
      new TypeError('leakyRelu: negativeSlope must be a number, but it is "0.1".'),
    );
  });
});

describe('elu', () => {
  test('takes alpha', () => {
    expect(elu.options).toEqual({ alpha: 1 });
    expect(elu.kinks).toEqual([]);
    const half = activationByName('elu', { alpha: 0.5 });
    expect(half.options).toEqual({ alpha: 0.5 });
    expect(half.range).toEqual([-0.5, Infinity]);
    expect(half(np.array([-1000, 3])).toArray()).toEqual([-0.5, 3]);
  });

  test.each([NaN, Infinity, 0, -1])('refuses alpha %d', (alpha) => {
    expect(() => elu({ alpha })).toThrow(new RangeError(`elu: alpha must be finite and > 0, but it is ${alpha}.`));
  });
});

test('selu keeps mean 0 and variance 1 of normal numbers', () => {
  // By the midpoint rule on the density: the fixed point that its two constants are chosen for.
  const z = Array.from({ length: 4000 }, (_, i) => (i - 2000 + 0.5) / 200);
  const weights = z.map((x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI) / 200);
  const a = selu(np.array(z)).toArray();
  const moment = (k: number): number => a.reduce((sum, x, i) => sum + x ** k * (weights[i] ?? NaN), 0);
  expect(Math.abs(moment(1))).toBeLessThan(1e-5);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(1e-5);
});

test('gelu keeps its digits where 1 + erf would cancel', () => {
  // Values by a Python script with mpmath.
  const z = np.array([-2.49, -2.51, -8, -20, -37]);
  const value = [
    -0.015904015364708503, -0.015151760781835784, -4.976768459417427e-15, -5.507248237212468e-88, -2.1184613523340935e-298,
  ];
  gelu(z).toArray().forEach((a, i) => {
    expect(ulpDistance(a, value[i] ?? NaN), `gelu(${z.at(i)}) = ${a}`).toBeLessThanOrEqual(4);
  });
}); // prettier-ignore

describe('formulas of the course', () => {
  const z = [-3, -0.5, 0, 0.25, 2];

  test('sigmoid is 1 / (1 + e^-z), its derivative a (1 - a)', () => {
    sigmoid(np.array(z))
      .toArray()
      .forEach((a, i) => {
        expect(a).toBeCloseTo(1 / (1 + Math.exp(-(z[i] ?? NaN))), 15);
        expect(sigmoid.derivative(np.array(z)).at(i)).toBeCloseTo(a * (1 - a), 15);
      });
  });

  test('the backward pass of sigmoid and cross-entropy is A - Y', () => {
    const Z = np.array([[-3, -0.5, 2]]);
    const A = sigmoid(Z);
    const Y = np.array([[0, 1, 1]]);
    const dA = np.subtract(np.divide(np.subtract(1, Y), np.subtract(1, A)), np.divide(Y, A));
    expect(np.allClose(sigmoid.vjp(Z, A, dA), np.subtract(A, Y))).toBe(true);
  });

  test('softmax columns sum to 1', () => {
    const sums = np.sum(
      softmax(
        np.array([
          [1, 900],
          [2, -900],
          [3, 0],
        ]),
      ),
      { axis: 0 },
    );
    expect(np.allClose(sums, np.ones([2]))).toBe(true);
  });
});
