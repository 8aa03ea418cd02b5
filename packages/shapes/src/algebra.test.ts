import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  broadcastShapes, broadcastSizes, concatenateShape, dim, matmulShape, normalizeAxes, normalizeAxis, permutation, planSlice, reduceShape,
  reshapeShape, sameShape, ShapeError, showShape, sizeOf, validShape,
} from './index.js'; // prettier-ignore
import type { Shape, SliceItem } from './index.js';

/** The whole text of the error. */
function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    return (error as ShapeError).message;
  }
  throw new Error('nothing was thrown');
}

const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });

/** Shapes that broadcast with each other: a common shape with some sizes replaced by 1 and some leading axes left out. */
const compatible = shape.chain((common) =>
  fc.tuple(
    ...[0, 1, 2].map(() =>
      fc
        .tuple(fc.array(fc.boolean(), { minLength: common.length, maxLength: common.length }), fc.nat(common.length))
        .map(([ones, skip]) => common.map((d, i) => (ones[i] ? 1 : d)).slice(skip)),
    ),
  ),
);

describe('broadcasting', () => {
  it('is commutative and associative, with [] as its identity', () => {
    fc.assert(
      fc.property(compatible, (three) => {
        const [a = [], b = [], c = []] = three;
        const of = (x: Shape, y: Shape) => broadcastSizes(x, y, 'broadcast');
        expect(of(a, b)).toEqual(of(b, a));
        expect(of(of(a, b), c)).toEqual(of(a, of(b, c)));
        expect(of(a, [])).toEqual(a);
        expect(of(a, a)).toEqual(a);
      }),
    );
  });

  it('knows the result at compile time and at run time', () => {
    const both: [3, 4] = broadcastShapes([3, 1], [4]);
    expect(both).toEqual([3, 4]);
  });

  it('says which axes clash, and only true remedies', () => {
    const of = (a: Shape, b: Shape) => messageOf(() => broadcastSizes(a, b, 'add'));
    expect(of([2, 3], [3, 2])).toBe(
      "add(a, b): shapes don't broadcast: a has shape [2, 3], b has shape [3, 2]; a's axis 1 is 3 but b's axis 1 is 2, and neither is 1. b.T() would fit.",
    );
    expect(of([5, 7], [5])).toBe(
      "add(a, b): shapes don't broadcast: a has shape [5, 7], b has shape [5]; a's axis 1 is 7 but b's axis 0 is 5, and neither is 1. asColumn(b) would fit.",
    );
    expect(of([5], [5, 7])).toBe(
      "add(a, b): shapes don't broadcast: a has shape [5], b has shape [5, 7]; a's axis 0 is 5 but b's axis 1 is 7, and neither is 1. asColumn(a) would fit.",
    );
    expect(of([2, 3], [4, 5])).toBe(
      "add(a, b): shapes don't broadcast: a has shape [2, 3], b has shape [4, 5]; a's axis 1 is 3 but b's axis 1 is 5, and neither is 1.",
    );
  });
});

describe('matmul', () => {
  it('multiplies matrices and broadcasts leading axes', () => {
    expect(matmulShape([2, 3], [3, 4])).toEqual([2, 4]);
    expect(matmulShape([5, 1, 2, 3], [7, 3, 4])).toEqual([5, 7, 2, 4]);
    expect(matmulShape([0, 3], [3, 0])).toEqual([0, 0]);
  });

  it('says what is wrong, and only true remedies', () => {
    expect(messageOf(() => matmulShape([32, 784], [10, 784]))).toBe(
      "matmul(a, b): inner sizes differ: a has shape [32, 784], b has shape [10, 784]; a's axis 1 is 784 but b's axis 0 is 10. b.T() would fit.",
    );
    expect(messageOf(() => matmulShape([3, 2], [3, 4]))).toBe(
      "matmul(a, b): inner sizes differ: a has shape [3, 2], b has shape [3, 4]; a's axis 1 is 2 but b's axis 0 is 3. a.T() would fit.",
    );
    expect(messageOf(() => matmulShape([2, 3], [4, 2]))).toBe(
      "matmul(a, b): inner sizes differ: a has shape [2, 3], b has shape [4, 2]; a's axis 1 is 3 but b's axis 0 is 4. matmul(b, a) would fit.",
    );
    expect(messageOf(() => matmulShape([2, 3], [4, 5]))).toBe(
      "matmul(a, b): inner sizes differ: a has shape [2, 3], b has shape [4, 5]; a's axis 1 is 3 but b's axis 0 is 4.",
    );
    expect(messageOf(() => matmulShape([2, 3], [3]))).toBe(
      'matmul(a, b): needs matrices, but b has shape [3] (rank 1). Make it a matrix with asColumn(b), or use dot(a, b).',
    );
    expect(messageOf(() => matmulShape([], [3, 1]))).toBe(
      'matmul(a, b): needs matrices, but a has shape [] (rank 0). Use multiply(a, b) for scalars.',
    );
  });
});

describe('axes', () => {
  it('count from either end', () => {
    expect(normalizeAxis('sum', [2, 3], -1)).toBe(1);
    expect(normalizeAxes('sum', [2, 3, 4], [-1, 0])).toEqual([0, 2]);
    expect(normalizeAxes('sum', [2, 3], null)).toEqual([0, 1]);
    expect(normalizeAxes('sum', [2, 3], undefined)).toEqual([0, 1]);
    expect(reduceShape([2, 3, 4], [0, 2], false)).toEqual([3]);
    expect(reduceShape([2, 3, 4], [0, 2], true)).toEqual([1, 3, 1]);
  });

  it('are refused out of range, fractional or named twice', () => {
    expect(messageOf(() => normalizeAxis('sum', [2, 3], 2))).toBe(
      'sum(a): axis 2 is out of range for shape [2, 3] (rank 2). Axes go from -2 to 1.',
    );
    expect(messageOf(() => normalizeAxis('sum', [], 0))).toBe('sum(a): axis 0 is out of range for shape [] (rank 0).');
    expect(messageOf(() => normalizeAxis('sum', [2], 0.5))).toBe(
      'sum(a): axis 0.5 is out of range for shape [2] (rank 1). Axes go from -1 to 0.',
    );
    expect(messageOf(() => normalizeAxes('sum', [2, 3], [1, -1]))).toBe(
      'sum(a): axes [1, -1] name an axis of shape [2, 3] twice. Name each once.',
    );
    expect(messageOf(() => permutation('transpose', [2, 3], [0, 0]))).toBe(
      'transpose(a): axes must list each axis of shape [2, 3] once, but they are [0, 0].',
    );
  });
});

describe('reshape', () => {
  it('keeps the number of elements, whatever the new shape', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        (sizes, hole) => {
          const at = hole % sizes.length;
          expect(reshapeShape([sizeOf(sizes)], sizes.with(at, -1))).toEqual(sizes);
          expect(sizeOf(reshapeShape(sizes, [-1]))).toBe(sizeOf(sizes));
        },
      ),
    );
  });

  it('says why a shape is refused', () => {
    const of = (old: Shape, wanted: Shape) => messageOf(() => reshapeShape(old, wanted));
    expect(of([2, 3], [4, 2])).toBe(
      "reshape(a, shape): a has shape [2, 3], the new shape is [4, 2]: 6 elements don't fill 8.",
    );
    expect(of([2, 3], [4, -1])).toBe(
      "reshape(a, shape): a has shape [2, 3], the new shape is [4, -1]: 6 elements don't divide into groups of 4.",
    );
    expect(of([0], [0, -1])).toBe(
      "reshape(a, shape): a has shape [0], the new shape is [0, -1]: 0 elements don't divide into groups of 0.",
    );
    expect(of([4], [-1, -1])).toBe(
      'reshape(a, shape): a has shape [4], the new shape is [-1, -1]: only one size may be -1.',
    );
    expect(of([4], [-2, -2])).toBe(
      'reshape(a, shape): a has shape [4], the new shape is [-2, -2]: a size is an integer, 0 or more, or one -1.',
    );
  });
});

describe('concatenate', () => {
  it('adds sizes up on its axis', () => {
    expect(
      concatenateShape(
        'concatenate',
        [
          [2, 3],
          [2, 4],
          [2, 0],
        ],
        1,
      ),
    ).toEqual([2, 7]);
  });

  it('says which arrays differ', () => {
    const of = (shapes: Shape[], axis: number) => messageOf(() => concatenateShape('concatenate', shapes, axis));
    expect(of([], 0)).toBe('concatenate(arrays): needs at least one array.');
    expect(
      of(
        [
          [2, 3],
          [2, 4],
          [3, 4],
        ],
        1,
      ),
    ).toBe(
      "concatenate(arrays): arrays 0 and 2 don't fit: their shapes are [2, 3] and [3, 4]; off axis 1 the sizes must agree, but on axis 0 they are 2 and 3.",
    );
    expect(of([[2, 3], [2]], 0)).toBe(
      "concatenate(arrays): arrays 0 and 1 don't fit: their shapes are [2, 3] and [2]; their ranks are 2 and 1.",
    );
  });
});

describe('slices', () => {
  const plan = (items: SliceItem[]) => planSlice([4, 3], [3, 1], 0, items);

  it('are offset, sizes and strides', () => {
    expect(plan([[1, 3], 0])).toEqual({ offset: 3, shape: [2], strides: [3] });
    expect(plan([-1])).toEqual({ offset: 9, shape: [3], strides: [1] });
    expect(
      plan([
        [null, null, -1],
        [2, null],
      ]),
    ).toEqual({ offset: 11, shape: [4, 1], strides: [-3, 1] });
    expect(plan(['newaxis', '...', 'newaxis', [0, 2]])).toEqual({
      offset: 0,
      shape: [1, 4, 1, 2],
      strides: [0, 3, 0, 1],
    });
    expect(plan([[3, 1]])).toEqual({ offset: 0, shape: [0, 3], strides: [3, 1] });
  });

  it('clip ranges as Python does', () => {
    fc.assert(
      fc.property(
        fc.nat(6), fc.option(fc.integer({ min: -9, max: 9 })), fc.option(fc.integer({ min: -9, max: 9 })),
        fc.integer({ min: -3, max: 3 }).filter((step) => step !== 0),
        (size, start, stop, step) => {
          // The definition: the positions start, start + step, … before stop, of those that exist.
          const expected: number[] = [];
          const clip = (position: number) => (position < 0 ? position + size : position);
          const from = start === null ? (step > 0 ? 0 : size - 1) : step > 0 ? Math.max(0, clip(start)) : Math.min(size - 1, clip(start));
          const to = stop === null ? (step > 0 ? Infinity : -Infinity) : clip(stop);
          for (let i = from; (step > 0 ? i < to && i < size : i > to && i >= 0); i += step) expected.push(i);
          const { offset, shape, strides } = planSlice([size], [1], 0, [[start, stop, step]]);
          const [length = 0] = shape;
          expect(Array.from({ length }, (_, i) => offset + i * (strides[0] ?? 0))).toEqual(expected);
        },
      ),
    ); // prettier-ignore
  });

  it('say what is out of range', () => {
    expect(messageOf(() => plan([4]))).toBe(
      'slice(a, …): index 4 is out of range for axis 0 of shape [4, 3] (size 4). Indices go from -4 to 3.',
    );
    expect(messageOf(() => planSlice([0], [1], 0, [0]))).toBe(
      'slice(a, …): index 0 is out of range for axis 0 of shape [0] (size 0).',
    );
    expect(messageOf(() => plan([0, 0, 0]))).toBe(
      'slice(a, …): too many items: 3 for shape [4, 3] (rank 2). Give at most one an axis.',
    );
    expect(messageOf(() => plan(['...', '...']))).toBe("slice(a, …): '...' may stand once.");
    expect(messageOf(() => plan([[0, 2, 0]]))).toBe(
      "slice(a, …): [0, 2, 0] on axis 0 of shape [4, 3]: the step can't be 0.",
    );
    expect(messageOf(() => plan([[0.5, 2]]))).toBe(
      'slice(a, …): [0.5, 2] on axis 0 of shape [4, 3]: start, stop and step are integers, or null for an open end.',
    );
  });
});

describe('sizes', () => {
  it('are whole numbers from 0', () => {
    expect(dim('m', 209)).toBe(209);
    expect(() => dim('m', -1)).toThrow("dim('m', -1): a size is an integer, 0 or more");
    expect(messageOf(() => validShape('zeros', [2, -3]))).toBe(
      'zeros: a size is an integer, 0 or more, but axis 1 of [2, -3] is -3',
    );
    expect(validShape('zeros', [0, 2])).toEqual([0, 2]);
    expect(showShape([])).toBe('[]');
    expect(sizeOf([2, 3, 4])).toBe(24);
    expect(sameShape([2, 3], [2, 3])).toBe(true);
    expect(sameShape([2, 3], [2])).toBe(false);
  });
});
