/**
 * Every function's rule against numbers: first derivatives, and derivatives of derivatives, at random shapes, with broadcasting. Values are all
 * different and away from 0, so that nothing lies on a kink.
 */
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { defaultRng } from '@keepdims/random';
import { sizeOf } from '@keepdims/shapes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ag from './index.js';
import type { Node } from './index.js';

type Shapes = readonly (readonly number[])[];

interface Case {
  /** The shapes of the operands. */
  readonly shapes: fc.Arbitrary<Shapes>;
  readonly f: (...operands: Node[]) => Node;
  readonly positive?: boolean;
}

const size = fc.integer({ min: 1, max: 3 });
const shapeOf = (minLength: number, maxLength: number): fc.Arbitrary<number[]> =>
  fc.array(size, { minLength, maxLength });
const any = shapeOf(0, 3);

/** A shape, and another that broadcasts with it: sizes become 1, leading axes go. */
const partner = (shape: readonly number[]): fc.Arbitrary<number[]> =>
  fc
    .tuple(
      fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
      fc.integer({ min: 0, max: shape.length }),
    )
    .map(([ones, from]) => shape.map((d, i) => (ones[i] === true ? 1 : d)).slice(from));
const pairs: fc.Arbitrary<Shapes> = any.chain((shape) => fc.tuple(partner(shape), partner(shape)));
const triples: fc.Arbitrary<Shapes> = any.chain((shape) => fc.tuple(partner(shape), partner(shape), partner(shape)));
const one = (shape: fc.Arbitrary<number[]>): fc.Arbitrary<Shapes> => shape.map((s) => [s]);
const fixed = (...shapes: number[][]): fc.Arbitrary<Shapes> => fc.constant(shapes);

const unary = (f: (a: Node) => Node, positive = false): Case => ({ shapes: one(any), f, positive });
const binary = (f: (a: Node, b: Node) => Node, positive = false): Case => ({
  shapes: pairs,
  f: f,
  positive,
});

/** A reduction in all its ways: all axes, one, two, kept or not. */
const ways = [
  {},
  { axis: 0 },
  { axis: -1, keepDims: true },
  { axis: [0, 2] },
  { keepDims: true },
  { axis: [2, 1], keepDims: true },
] as const;
const reduction = (f: (a: Node, options: object) => Node, positive = false): Case => ({
  // Sizes of 2 or more: the variance of one number is 0, and so are its derivatives, which leaves nothing but rounding to compare.
  shapes: one(fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 3, maxLength: 3 })),
  f: (a) => {
    const outs = ways.map((options) => ag.sum(ag.square(ag.add(f(a, options), 0.3)) as Node) as Node);
    return outs.reduce((total, out) => ag.add(total, out) as Node);
  },
  positive,
});

const cases: Record<string, Case> = {
  add: binary(ag.add),
  subtract: binary(ag.subtract),
  multiply: binary(ag.multiply),
  divide: binary(ag.divide),
  power: binary(ag.power, true),
  maximum: binary(ag.maximum),
  minimum: binary(ag.minimum),
  negative: unary(ag.negative),
  abs: unary(ag.abs),
  sign: unary((a) => ag.multiply(ag.sign(a), a)),
  sqrt: unary(ag.sqrt, true),
  square: unary(ag.square),
  reciprocal: unary(ag.reciprocal),
  exp: unary(ag.exp),
  expm1: unary(ag.expm1),
  log: unary(ag.log, true),
  log1p: unary(ag.log1p, true),
  log2: unary(ag.log2, true),
  sin: unary(ag.sin),
  cos: unary(ag.cos),
  tanh: unary(ag.tanh),
  clip: { shapes: triples, f: (a, low, high) => ag.clip(a, low, high) },
  where: {
    shapes: triples,
    f: (c, a, b) => ag.add(ag.where(np.greater(c.value, 0), a, b), ag.multiply(c, 0.1)),
  },
  sum: reduction((a, options) => ag.sum(a, options)),
  mean: reduction((a, options) => ag.mean(a, options)),
  prod: reduction((a, options) => ag.prod(a, options)),
  min: reduction((a, options) => ag.min(a, options)),
  max: reduction((a, options) => ag.max(a, options)),
  variance: reduction((a, options) => ag.variance(a, options)),
  std: { shapes: fixed([2, 3, 2]), f: reduction((a, options) => ag.std(a, options)).f },
  norm: reduction((a, options) => ag.norm(a, options)),
  cumsum: {
    shapes: one(shapeOf(2, 3)),
    f: (a) => ag.multiply(ag.sum(ag.square(ag.cumsum(a))), ag.cumsum(a, { axis: 1 })),
  },
  dot: {
    shapes: fc.constantFrom<Shapes>(
      [[3], [3]],
      [[2, 3], [3]],
      [[3], [3, 2]],
      [
        [2, 3],
        [3, 2],
      ],
    ),
    f: (a, b) => ag.dot(a, b),
  },
  matmul: {
    shapes: fc.tuple(pairs, size, size, size).map(([[a = [], b = []], m, k, n]) => [
      [...a, m, k],
      [...b, k, n],
    ]),
    f: (a, b) => ag.matmul(a, b),
  },
  outer: {
    shapes: fc.constantFrom<Shapes>(
      [[2], [3]],
      [
        [2, 2],
        [3, 1],
      ],
    ),
    f: (a, b) => ag.outer(a, b),
  },
  trace: {
    shapes: one(shapeOf(2, 2)),
    f: (a) => ag.trace(a as Node<[number, number]>),
  },
  reshape: unary((a) => ag.reshape(a, [1, -1, 1])),
  ravel: unary(ag.ravel),
  transpose: {
    shapes: one(shapeOf(3, 3)),
    f: (a) => ag.concatenate([ag.ravel(ag.transpose(a)), ag.ravel(ag.transpose(a, [1, 2, 0]))]),
  },
  expandDims: unary((a) => ag.expandDims(a, -1)),
  squeeze: { shapes: fixed([1, 3, 1]), f: (a) => ag.add(ag.squeeze(a), ag.squeeze(a, { axis: 0 })) },
  broadcastTo: { shapes: one(shapeOf(0, 2)), f: (a) => ag.broadcastTo(a, [2, ...a.shape]) },
  flip: { shapes: one(shapeOf(2, 3)), f: (a) => ag.multiply(ag.flip(a), ag.flip(a, { axis: 1 })) },
  asColumn: { shapes: one(shapeOf(1, 1)), f: (a) => ag.asColumn(a) },
  asRow: { shapes: one(shapeOf(1, 1)), f: (a) => ag.asRow(a) },
  astype: unary((a) => ag.astype(a, 'float64')),
  concatenate: {
    shapes: fc.tuple(size, size, size).map(([m, n, k]) => [
      [m, n],
      [m, k],
    ]),
    f: (a, b) => ag.concatenate([a, b, a], { axis: -1 }),
  },
  stack: {
    shapes: shapeOf(1, 2).map((shape) => [shape, shape]),
    f: (a, b) => ag.stack([a, b], { axis: 1 }),
  },
  split: {
    shapes: fixed([2, 6]),
    f: (a) => {
      const [x, y, z] = ag.split(a, [1, 4], { axis: 1 }) as Node[] as [Node, Node, Node];
      const halves = ag.split(a, 2) as Node[];
      return ag.add(
        ag.multiply(ag.sum(x), ag.sum(ag.multiply(y, 2))),
        ag.add(ag.sum(ag.square(z)), ag.multiply(halves[0] as Node, halves[1] as Node)),
      );
    },
  },
  tile: { shapes: one(shapeOf(1, 3)), f: (a) => ag.tile(a, [2, 1, 3]) },
  repeat: {
    shapes: one(shapeOf(2, 2)),
    f: (a) => ag.add(ag.sum(ag.square(ag.repeat(a, 2))), ag.repeat(a, 3, { axis: 1 })),
  },
  slice: {
    shapes: fixed([4, 5]),
    f: (a) => ag.multiply(ag.slice(a, [null, null, -2], [1, 4]), ag.slice(a, 2, [0, 3], 'newaxis', 'newaxis')),
  },
  take: {
    shapes: fixed([3, 4]),
    f: (a) => ag.multiply(ag.sum(ag.take(a, [0, 5, 5, -1])), ag.take(a, [1, 1, -1], { axis: 1 })),
  },
  compress: {
    shapes: fixed([2, 3]),
    f: (a) =>
      ag.multiply(ag.sum(ag.compress([true, false, true], a, { axis: 1 })), ag.compress(np.greater(a.value, 0), a)),
  },
};

/** Operands whose elements are all different, in absolute value between 0.3 and 3. */
function operands(shapes: Shapes, seed: number, positive: boolean): NDArray[] {
  const rng = defaultRng(seed);
  const total = shapes.reduce((count, shape) => count + sizeOf(shape), 0);
  const order = rng.permutation(total).toArray();
  const values = order.map((k) => (0.3 + (2.2 * (k + 0.5)) / total) * (positive || rng.random() < 0.5 ? 1 : -1));
  return shapes.map((shape) => np.asArray(Float64Array.from(values.splice(0, sizeOf(shape))), { shape }));
}

/** A scalar in which every element counts differently, and not linearly, so that second derivatives aren't 0. */
function toScalar(y: Node): Node {
  const weights = np.reshape(np.sin(np.add(np.arange(y.value.size), 1)), y.shape);
  return ag.sum(ag.add(ag.multiply(y, weights), ag.multiply(ag.square(y), 0.5)));
}

const first = { numRuns: 5 };
const others = { numRuns: 3 };
const inputs = ({ shapes }: Case): fc.Arbitrary<[Shapes, number]> =>
  fc.tuple(shapes, fc.integer({ min: 0, max: 2 ** 31 }));

it('has a case for every function', () => {
  const without = [
    'activate',
    'backward',
    'checkGradient',
    'constant',
    'cost',
    'grad',
    'graph',
    'isNode',
    'Node',
    'numericGradient',
    'valueAndGrad',
    'variable',
  ];
  expect([...Object.keys(cases), ...without].sort()).toEqual(Object.keys(ag).sort());
});

describe.each(Object.entries(cases))('%s', (_, given) => {
  const { f, positive = false } = given;
  const J = (nodes: readonly Node[]): Node => toScalar(f(...nodes));

  it('has the derivative that changing one number at a time gives', () => {
    fc.assert(
      fc.property(inputs(given), ([shapes, seed]) => {
        const check = ag.checkGradient(J, operands(shapes, seed, positive));
        expect(check.relativeDifference).toBeLessThan(1e-7);
        expect(check.gradient.map((g) => g.shape)).toEqual(shapes);
      }),
      first,
    );
  });

  it('has a derivative that can be differentiated again', () => {
    fc.assert(
      fc.property(inputs(given), ([shapes, seed]) => {
        const slope = (nodes: readonly Node[]): Node =>
          ag
            .grad<readonly Node[]>(J, nodes)
            .map(toScalar)
            .reduce((a, b) => ag.add(a, b) as Node);
        expect(ag.checkGradient(slope, operands(shapes, seed, positive)).relativeDifference).toBeLessThan(1e-6);
      }),
      others,
    );
  });

  it('keeps float32', () => {
    fc.assert(
      fc.property(inputs(given), ([shapes, seed]) => {
        const wide = operands(shapes, seed, positive);
        const narrow = wide.map((a) => a.astype('float32'));
        const gradient = ag.grad<readonly NDArray[]>((nodes) => toScalar32(f(...nodes)), narrow);
        const exact = ag.grad<readonly NDArray[]>((nodes) => J(nodes), wide);
        gradient.forEach((g, i) => {
          expect(g.dtype).toBe('float32');
          const scale = np.max(np.abs(exact[i] as NDArray));
          expect(np.max(np.abs(np.subtract(g, exact[i] as NDArray)))).toBeLessThan(1e-3 * Math.max(1, scale as number));
        });
      }),
      others,
    );
  });
});

function toScalar32(y: Node): Node {
  const weights = np.reshape(np.sin(np.add(np.arange(y.value.size), 1)), y.shape).astype(y.dtype);
  return ag.sum(ag.add(ag.multiply(y, weights as NDArray), ag.multiply(ag.square(y), 0.5)));
}

describe('NaN', () => {
  it.each([ag.maximum, ag.minimum])('is not hidden by the derivatives of the larger and the smaller (%#)', (f) => {
    const [a, b] = [ag.variable(np.array([NaN, 1, 2])), ag.variable(np.array([0, NaN, 1]))];
    const derivatives = ag.backward(ag.sum(f(a, b)));
    for (const x of [a, b]) expect([...derivatives.of(x).data].map(Number.isNaN)).toEqual([true, true, false]);
  });
});
