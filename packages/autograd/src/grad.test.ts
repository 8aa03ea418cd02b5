import { relu } from '@keepdims/activations';
import * as np from '@keepdims/ndarray';
import { DTypeError, ShapeError } from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { activate, add, checkGradient, constant, exp, grad, isNode, matmul, multiply, numericGradient, power, sin, square, subtract, sum, valueAndGrad, variable } from './index.js'; // prettier-ignore
import type { Node } from './index.js';

const params = {
  layers: [{ W: np.array([[1, 2], [3, 4]]), b: np.array([[1], [2]]) }, { W: np.array([[1, -1]]), b: np.array([[0.5]]) }],
  scale: 2,
} as const; // prettier-ignore

describe('grad', () => {
  it('gives the structure of the parameters', () => {
    const gradient = grad(({ layers: [first, second], scale }) => {
      const hidden = add(matmul(first.W, first.b), first.b);
      return multiply(scale, sum(add(matmul(second.W, hidden), second.b)));
    }, params);
    expect(gradient.layers[0].W.toArray()).toEqual([
      [2, 4],
      [-2, -4],
    ]);
    expect(gradient.layers[0].b.toArray()).toEqual([[-2], [-6]]);
    expect(gradient.layers[1].W.toArray()).toEqual([[12, 26]]);
    expect(gradient.layers[1].b.toArray()).toEqual([[2]]);
    expect(gradient.scale).toBe(-6.5);
  });

  it('as a function takes parameters, and hands further arguments through', () => {
    const f = (p: { w: Node<[2], 'float64'> }, x: np.NDArray<[2], 'float64'>, scale: number) =>
      multiply(scale, sum(multiply(p.w, x)));
    const slope = grad(f);
    expect(slope({ w: np.array([1, 2]) }, np.array([3, 4]), 10).w.toArray()).toEqual([30, 40]);
    const { value, gradient } = valueAndGrad(f)({ w: np.array([1, 2]) }, np.array([3, 4]), 10);
    expect([value, gradient.w.toArray()]).toEqual([110, [30, 40]]);
  });

  it('gives zeros for what f does not use, and leaves the parameters alone', () => {
    const at = { w: np.array([1, 2]), unused: np.array([[3]]), list: [] };
    const gradient = grad((p) => sum(square(p.w)), at);
    expect([gradient.w.toArray(), gradient.unused.toArray(), gradient.list]).toEqual([[2, 4], [[0]], []]);
    expect(at.w.toArray()).toEqual([1, 2]);
    expect(grad(() => constant(3), 5)).toBe(0);
  });

  it('gives separate arrays where one is there twice', () => {
    const w = np.array([1, 2]);
    const [a, b] = grad(([x, y]) => sum(multiply(x, square(y))), [w, w]) as [np.NDArray, np.NDArray];
    expect([a.toArray(), b.toArray()]).toEqual([
      [1, 4],
      [2, 8],
    ]);
  });

  it('of a gradient gives higher derivatives', () => {
    const quartic = (x: Node<[], 'float64'>) => power(x, 4);
    const second = grad((x: Node<[], 'float64'>) => grad(quartic)(x));
    const third = grad((x: Node<[], 'float64'>) => second(x));
    const fifth = grad((x: Node<[], 'float64'>) => grad((y: Node<[], 'float64'>) => third(y))(x));
    expect([grad(quartic)(3), second(3), third(3), fifth(3)]).toEqual([108, 108, 72, 0]);
    expect([second(0), third(0)]).toEqual([0, 0]);
  });

  it('inside another derivative differentiates only in its own parameter', () => {
    // f(x) = x · d/dy (x y²) at y = x is 2x³ with the x inside held, so that its derivative is 6x².
    const f = (x: Node<[], 'float64'>) => multiply(x, grad((y: Node<[], 'float64'>) => multiply(x, square(y)))(x));
    expect(f(variable(2)).item()).toBe(16);
    expect(grad(f)(2)).toBe(24);
    expect(checkGradient(f, 2).relativeDifference).toBeLessThan(1e-9);
  });

  it('gives nodes for nodes: a Hessian times a vector', () => {
    const f = (x: Node<[3], 'float64'>) => sum(multiply(exp(x), sin(x)));
    const v = np.array([1, -2, 0.5]);
    const hv = grad((x: Node<[3], 'float64'>) => sum(multiply(grad(f)(x), v)))(np.array([0.1, 0.2, 0.3]));
    const expected = [0.1, 0.2, 0.3].map((x, i) => v.at(i) * 2 * Math.exp(x) * Math.cos(x));
    expect(np.allClose(hv, np.array(expected), { rtol: 1e-13 })).toBe(true);
    const { value, gradient } = valueAndGrad(f)(variable(np.array([0.1, 0.2, 0.3])));
    expect([isNode(value), isNode(gradient)]).toEqual([true, true]);
  });

  const untyped = (value: unknown) => value as never;
  const y = variable(1, 'y');
  it.each<[() => unknown, Error]>([
    [() => grad(untyped(3)), new TypeError('grad(f): f must be a function of variables, but it is a number.')],
    [
      () =>
        grad(
          untyped(() => 3),
          1,
        ),
      new TypeError(
        "grad(f): f must return a node of one element, but it returned a number. Compute it from the variables with this package's functions.",
      ),
    ],
    [
      () =>
        grad(
          untyped(() => undefined),
          1,
        ),
      new TypeError(
        "grad(f): f must return a node of one element, but it returned undefined. Compute it from the variables with this package's functions.",
      ),
    ],
    [
      () =>
        valueAndGrad(
          untyped(() => np.zeros([1])),
          1,
        ),
      new TypeError(
        "valueAndGrad(f): f must return a node of one element, but it returned an NDArray. Compute it from the variables with this package's functions.",
      ),
    ],
    [
      () => grad((w) => square(w), np.zeros([2])),
      new ShapeError(
        'grad(f): f must return a node of one element, but it returned shape [2]. Sum it or take its mean.',
      ),
    ],
    [
      () => grad(untyped(square), { layers: [{ W: 'x' }] }),
      new TypeError(
        'grad(f): parameters are arrays, numbers or nodes in lists and plain objects, but params.layers[0].W is a string.',
      ),
    ],
    [
      () => grad(untyped(square), { n: np.zeros([2], { dtype: 'int32' }) }),
      new DTypeError("grad(f): derivatives need floats, but params.n is int32. Convert first: astype('float64')."),
    ],
    [
      () => grad((x) => multiply(x, y), 2),
      new TypeError(
        "grad(f): f uses the variable y, which isn't among its parameters, so the gradient's dependence on it would be lost. Pass it as a parameter, use constant(it), or call with nodes: the gradient is then made of nodes.",
      ),
    ],
    [
      () => grad(untyped(sum), [1, y]),
      new TypeError(
        'grad(f): the parameters are either all nodes or all arrays and numbers, but params[1] is a node and params[0] is none. Wrap it: variable(params[0]), or constant(…).',
      ),
    ],
    [
      () =>
        numericGradient(
          untyped(() => 'x'),
          1,
        ),
      new TypeError(
        'numericGradient(f, params): f must return a node of one element or a number, but it returned a string.',
      ),
    ],
    [
      () => numericGradient((w) => square(w), np.zeros([2])),
      new ShapeError(
        'numericGradient(f, params): f must return a node of one element, but it returned shape [2]. Sum it or take its mean.',
      ),
    ],
    [
      () => numericGradient(() => 1, np.zeros([1], { dtype: 'int32' })),
      new DTypeError(
        "numericGradient(f, params): derivatives need floats, but params is int32. Convert first: astype('float64').",
      ),
    ],
    [
      () => numericGradient(() => 1, 1, { step: 0 }),
      new RangeError('numericGradient(f, params): the step must be finite and greater than 0, but it is 0.'),
    ],
  ])('%s', (f, error) => {
    expect(f).toThrow(error);
    expect(f).toThrow(error.constructor);
  });
});

describe('checkGradient', () => {
  it('says how far the gradients are apart, and where most', () => {
    // constant() hides a dependence, which the numbers show.
    const wrong = checkGradient((p) => sum(multiply(p.w, constant(square(p.w)))), { w: np.array([[1, 2, 0.5]]) });
    expect(wrong.gradient.w.toArray()).toEqual([[1, 4, 0.25]]);
    expect(np.allClose(wrong.numeric.w, np.array([[3, 12, 0.75]]))).toBe(true);
    expect(wrong.relativeDifference).toBeCloseTo(0.5, 6);
    expect(wrong.worst?.path).toBe('w[0, 1]');
    expect(wrong.worst?.gradient).toBe(4);
    expect(wrong.worst?.numeric).toBeCloseTo(12, 6);
  });

  it('says whether they agree, and in words', () => {
    const wrong = checkGradient((p) => sum(multiply(p.w, constant(square(p.w)))), { w: np.array([[1, 2, 0.5]]) });
    expect([wrong.agrees, wrong.tolerance, wrong.compared]).toEqual([false, 1e-6, 3]);
    expect(String(wrong)).toBe(
      [
        'The gradients disagree: relative difference 5.0e-1 over 3 numbers, more than 1.0e-6.',
        'Largest difference: 8.0e+0 in w[0, 1], which is 4 by the chain rule, but 12 by differences.',
      ].join('\n'),
    );
    const right = checkGradient((w) => exp(w), 1);
    expect(right.agrees).toBe(true);
    expect(String(right).replace(/\d\.\de-\d\d/g, 'tiny')).toBe(
      [
        'The gradients agree: relative difference tiny over 1 number.',
        'Largest difference: tiny, which is 2.71828183 by the chain rule and 2.71828183 by differences.',
      ].join('\n'),
    );
    expect(Object.keys(right)).not.toContain('toString');
    const none = checkGradient((w) => sum(w), np.zeros([0]));
    expect([none.agrees, String(none)]).toEqual([false, 'Nothing was compared: there are no numbers.']);
  });

  it('takes a tolerance, and knows what rounding explains', () => {
    expect(checkGradient((w) => multiply(w, constant(w)), 2, { tolerance: 0.5 }).agrees).toBe(true);
    // At a minimum the gradient is 0 and the numeric one rounding, which is as far off as can be.
    const minimum = checkGradient((w) => add(subtract(exp(w), multiply(w, Math.E)), 5), 1);
    expect([minimum.relativeDifference <= 1e-6, minimum.agrees]).toEqual([false, true]);
    const narrow = checkGradient((p) => sum(exp(p.w)), { w: np.array([1, -2], { dtype: 'float32' }), b: 2 });
    expect([narrow.agrees, narrow.tolerance]).toEqual([true, 1e-2]);
    for (const tolerance of [0, -1, NaN, Infinity]) {
      expect(() => checkGradient((w) => square(w), 3, { tolerance })).toThrow(
        new RangeError(
          `checkGradient(f, params): the tolerance must be finite and greater than 0, but it is ${tolerance}.`,
        ),
      );
    }
  });

  it('chooses the step by the element type', () => {
    const f = (w: Node) => sum(exp(w));
    expect(checkGradient<np.NDArray>(f, np.array([1, -2])).relativeDifference).toBeLessThan(1e-9);
    expect(checkGradient<np.NDArray>(f, np.array([1, -2], { dtype: 'float32' })).relativeDifference).toBeLessThan(1e-3);
    expect(checkGradient((w) => square(w), 1000).relativeDifference).toBeLessThan(1e-9);
    expect(numericGradient((w) => square(w), 3, { step: 0.5 })).toBe(6);
  });

  it('knows gradients that are 0, and NaN', () => {
    expect(checkGradient(() => constant(1), 3).relativeDifference).toBe(0);
    const check = checkGradient((w) => power(w, 0.5), np.array([-1]).reshape([1]));
    expect(check.relativeDifference).toBeNaN();
    expect(check.worst?.path).toBe('[0]');
    expect(checkGradient((w) => sum(w), np.zeros([0])).worst).toBeUndefined();
  });

  it('is exact on either side of a kink', () => {
    expect(checkGradient((w) => sum(activate(relu, w)), np.array([-1, 1e-3, 2])).relativeDifference).toBeLessThan(1e-9);
  });
});
