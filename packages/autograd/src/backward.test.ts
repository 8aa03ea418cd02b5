import { relu } from '@keepdims/activations';
import type { Cost } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import { DTypeError, ShapeError } from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { Node } from './node.js';
import {
  activate, add, astype, backward, broadcastTo, constant, cost, log, matmul, maximum, mean, multiply, sign, sin, slice, square, sqrt, stack, sum,
  take, variable, where, concatenate, variance, divide, subtract,
} from './index.js'; // prettier-ignore

describe('backward', () => {
  it('goes through a chain of 100,000 nodes', () => {
    const x = variable(1);
    let y: Node = x;
    for (let i = 0; i < 100_000; i++) y = add<Node, number>(y, 1);
    expect(backward(y).of(x).item()).toBe(1);
    expect(y.item()).toBe(100_001);
  });

  it('runs the rule of a node once, however often it is used, and adds up what comes back', () => {
    let runs = 0;
    const x = variable(3);
    const derivative = () => ({
      text: '',
      rule: (d: Node) => {
        runs++;
        return d;
      },
    });
    const counted: Node = new Node(x.value, true, {
      operation: { name: 'counted', text: () => '', derivative },
      inputs: [x],
    });
    const J = add(multiply(counted, counted), add(counted, multiply(2, counted)));
    expect(backward(J).of(x).item()).toBe(2 * 3 + 1 + 2);
    expect(runs).toBe(1);
  });

  it('takes 2^60 ways through 60 nodes in one go', () => {
    const x = variable(1);
    let y: Node = x;
    for (let i = 0; i < 60; i++) y = add<Node, Node>(y, y);
    expect(backward(y).of(x).item()).toBe(2 ** 60);
  });

  it('takes a seed: an array of the shape, or a number for one element', () => {
    const w = variable(np.array([1, 2, 3]));
    expect(
      backward(square(w), np.array([1, 10, 100]))
        .of(w)
        .toArray(),
    ).toEqual([2, 40, 600]);
    expect(backward(sum(w), 5).of(w).toArray()).toEqual([5, 5, 5]);
    expect(
      backward(variable(np.array([[7]])))
        .of(variable(np.zeros([1])))
        .toArray(),
    ).toEqual([0]);
  });

  it('gives zeros where the node does not depend on a variable, and new arrays', () => {
    const [a, b] = [variable(np.array([1, 2])), variable(np.array([3, 4]))];
    const derivatives = backward(sum(multiply(a, sign(b))));
    expect(derivatives.of(b).toArray()).toEqual([0, 0]);
    const first = derivatives.of(a);
    np.assign(first, 7);
    expect(derivatives.of(a).toArray()).toEqual([1, 1]);
  });

  it('keeps float32, also where float64 constants take part', () => {
    const w = variable(np.array([1, 2], { dtype: 'float32' }));
    expect(multiply(w, 0.1).dtype).toBe('float32');
    const mixed = multiply(w, np.array([0.1, 0.2]));
    expect(mixed.dtype).toBe('float64');
    expect(backward(sum(mixed)).of(w).dtype).toBe('float32');
    expect(
      backward(sum(astype(w, 'float64')))
        .of(w)
        .toArray(),
    ).toEqual([1, 1]);
    expect(
      backward(sum(multiply(w, np.array([2, 3], { dtype: 'int32' }))))
        .of(w)
        .toArray(),
    ).toEqual([2, 3]);
  });

  it('works on strided views and on empty arrays', () => {
    const view = np.slice(np.arange(12).reshape([3, 4]), [null, null, -2], [1, 3]);
    const w = variable(view);
    expect(
      backward(sum(square(w)))
        .of(w)
        .toArray(),
    ).toEqual([
      [18, 20],
      [2, 4],
    ]);
    const empty = variable(np.zeros([0, 3]));
    expect(backward(sum(square(empty))).of(empty).shape).toEqual([0, 3]);
    expect(backward(sum(concatenate([w, np.zeros([2, 0])], { axis: 1 }))).of(w).shape).toEqual([2, 2]);
  });

  it('records nothing where no variable is', () => {
    const y = matmul(np.ones([2, 2]), np.ones([2, 2]));
    expect(y.inputs).toEqual([]);
    expect(y.needsGradient).toBe(false);
    expect(add(1, 2).item()).toBe(3);
  });

  it('works inside a scope, which keeps what it returns', () => {
    const w = variable(np.full([100, 100], 2));
    const { gradient, J, derivatives } = np.scope(() => {
      const cost = sum(square(matmul(w, np.ones([100, 100]))));
      return { J: cost, derivatives: backward(cost), gradient: backward(cost).of(w) };
    });
    expect(J.item()).toBe(10_000 * 200 ** 2);
    expect(np.allClose(gradient, np.full([100, 100], 40_000))).toBe(true);
    expect(np.allClose(derivatives.of(w), gradient)).toBe(true);
  });

  it('stops at constants made of nodes', () => {
    const w = variable(3);
    expect(
      backward(multiply(w, constant(square(w))))
        .of(w)
        .item(),
    ).toBe(9);
  });

  it('lets NaN and infinity through', () => {
    const w = variable(np.array([0, -1]));
    expect(
      backward(sum(sqrt(w)))
        .of(w)
        .toArray(),
    ).toEqual([Infinity, NaN]);
    expect(
      backward(sum(where(np.greater(w.value, 5), sqrt(w), 0)))
        .of(w)
        .toArray(),
    ).toEqual([NaN, NaN]);
  });

  it('differentiates a network with batch norm, dropout by a fixed mask and L2', () => {
    const X = np.array([
      [0.5, -1, 2],
      [1.5, 0.25, -0.75],
    ]);
    const [W, gamma, b] = [variable(np.array([[0.2, -0.4], [0.6, 0.1]])), variable(np.ones([2, 1])), variable(np.zeros([2, 1]))]; // prettier-ignore
    const mask = np.array([[true, false, true], [true, true, false]]); // prettier-ignore
    const WX = matmul(W, X);
    const centred = subtract(WX, mean(WX, { axis: 1, keepDims: true }));
    const normal = divide(centred, sqrt(add(variance(WX, { axis: 1, keepDims: true }), 1e-5)));
    const A = multiply(activate(relu, add(multiply(gamma, normal), b)), np.divide(mask, 0.5));
    const J = add(sum(A), multiply(0.05, sum(square(W))));
    expect(J.shape).toEqual([]);
    expect(backward(J).of(b).toArray()).toEqual(
      np.sum(np.multiply(np.greater(normal.value, 0), np.divide(mask, 0.5)), { axis: 1, keepDims: true }).toArray(),
    );
  });
});

describe('refusals', () => {
  const w = variable(np.zeros([2, 3]));
  const untyped = <T = never>(value: unknown) => value as T;
  it.each<[() => unknown, Error]>([
    [
      () => variable(untyped(np.zeros([2], { dtype: 'int32' }))),
      new DTypeError(
        "variable(value): derivatives need floats, but value is int32. Convert first: value.astype('float64').",
      ),
    ],
    [
      () => variable(untyped([1, 2])),
      new TypeError(
        'variable(value): value must be a number or an NDArray, but it is a plain array. Make an array of it by np.array(values).',
      ),
    ],
    [
      () => constant(untyped('x')),
      new TypeError('constant(value): value must be a number or an NDArray, but it is a string.'),
    ],
    [() => log(untyped('x')), new TypeError('log: a must be a node, an NDArray or a number, but it is a string.')],
    [() => add(w, untyped(null)), new TypeError('add: b must be a node, an NDArray or a number, but it is null.')],
    [
      () => add(w, untyped([1])),
      new TypeError(
        'add: b must be a node, an NDArray or a number, but it is a plain array. Make an array of it by np.array(values).',
      ),
    ],
    [
      () => where(untyped<Node>(true), w, 0),
      new TypeError('where: condition must be an NDArray or a node, but it is a boolean.'),
    ],
    [
      () => concatenate(untyped([w, {}])),
      new TypeError('concatenate: arrays[1] must be a node, an NDArray or a number, but it is an object.'),
    ],
    [() => stack(untyped(w)), new TypeError('stack: arrays must be a list, but it is an object.')],
    [
      () => astype(w, untyped('int32')),
      new DTypeError(
        "astype(a, 'int32'): a node's element type is float64 or float32; others have no derivatives. Convert its value: a.value.astype('int32').",
      ),
    ],
    [() => backward(untyped(3)), new TypeError('backward(node): node must be a node, but it is a number.')],
    [
      () => backward(w),
      new ShapeError(
        'backward(node): a node of several elements needs a seed: node has shape [2, 3]. Make it a scalar by sum(node), or pass a seed of shape [2, 3].',
      ),
    ],
    [
      () => backward(w, 2),
      new ShapeError(
        "backward(node, seed): the seed must have the node's shape, [2, 3], but it is a number. Use np.full([2, 3], 2).",
      ),
    ],
    [
      () => backward(w, untyped(np.zeros([3, 2]))),
      new ShapeError("backward(node, seed): the seed must have the node's shape, [2, 3], but it has shape [3, 2]."),
    ],
    [
      () => backward(w, untyped('x')),
      new TypeError('backward(node, seed): seed must be an NDArray or a number, but it is a string.'),
    ],
    [() => backward(sum(w)).of(untyped(3)), new TypeError('of(node): node must be a node, but it is a number.')],
    [
      () => backward(sum(w)).of(constant(3, 'x')),
      new TypeError("of(node): x is a constant, whose derivative isn't computed. Make it by variable(value)."),
    ],
    [
      () => backward(sum(w)).of(constant(np.zeros([2]))),
      new TypeError(
        "of(node): the node of shape [2] is a constant, whose derivative isn't computed. Make it by variable(value).",
      ),
    ],
    [
      () => activate(untyped(3), w),
      new TypeError('activate(f, Z): f must be an activation, such as relu, but it is a number.'),
    ],
    [
      () => cost(untyped<Cost>(sin), w, np.zeros([2, 3])),
      new TypeError(
        'cost(loss, predictions, targets): loss must be a loss, such as meanSquaredError, but it is a function.',
      ),
    ],
    // ndarray's own words for what is ndarray's.
    [
      () => add(w, untyped(np.zeros([4]))),
      new ShapeError(
        "add(a, b): shapes don't broadcast: a has shape [2, 3], b has shape [4]; a's axis 1 is 3 but b's axis 0 is 4, and neither is 1.",
      ),
    ],
    [
      () => matmul(w, untyped(np.zeros([2, 3]))),
      new ShapeError(
        "matmul(a, b): inner sizes differ: a has shape [2, 3], b has shape [2, 3]; a's axis 1 is 3 but b's axis 0 is 2. b.T() would fit.",
      ),
    ],
    [
      () => sum<Node, number>(w, { axis: 2 }),
      new ShapeError('sum(a): axis 2 is out of range for shape [2, 3] (rank 2). Axes go from -2 to 1.'),
    ],
    [
      () => take<Node, number[], number>(w, [3], { axis: 1 }),
      new ShapeError('take(a, indices): index 3 is out of range for axis 1 of shape [2, 3] (size 3).'),
    ],
    [
      () => broadcastTo(w, untyped([1, 3])),
      new ShapeError("broadcastTo(a, shape): a has shape [2, 3], which can't be stretched to [1, 3]."),
    ],
    [
      () => slice<Node, [number]>(w, 5),
      new ShapeError(
        'slice(a, …): index 5 is out of range for axis 0 of shape [2, 3] (size 2). Indices go from -2 to 1.',
      ),
    ],
    [
      () => maximum(w, untyped('x')),
      new TypeError('maximum: b must be a node, an NDArray or a number, but it is a string.'),
    ],
  ])('%s', (f, error) => {
    expect(f).toThrow(error.constructor);
    expect(f).toThrow(error);
  });
});
