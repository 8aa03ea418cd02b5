/** What NumPy's golden files don't cover: views and copies, `out`, errors, and what is this library's own. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as np from './index.js';
import type { NDArray } from './index.js';

function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  throw new Error('nothing was thrown');
}

/** As JavaScript callers see the functions: no types. */
const loose = np as unknown as Record<string, (...args: unknown[]) => unknown>;
const call = (name: string, ...args: unknown[]): unknown => loose[name]?.(...args);

const a23 = () => np.array([
  [1, 2, 3],
  [4, 5, 6],
]); // prettier-ignore

const sizes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
const filled = (shape: number[]): NDArray => {
  const a = np.zeros(shape) as NDArray;
  a.data.forEach((_, i) => (a.data[i] = Math.sin(i + 1)));
  return a;
};

describe('views share memory, copies do not', () => {
  it.each<[string, (a: NDArray<[2, 3], 'float64'>) => NDArray]>([
    ['slice', (a) => a.slice(':', [1, null])],
    ['reversed slice', (a) => a.slice([null, null, -1])],
    ['transpose', (a) => a.T()],
    ['reshape', (a) => a.reshape([3, 2])],
    ['ravel', (a) => a.ravel()],
    ['expandDims', (a) => np.expandDims(a, 0)],
    ['squeeze', (a) => np.squeeze(np.expandDims(a, 0))],
    ['broadcastTo', (a) => np.broadcastTo(a, [4, 2, 3])],
    ['flip', (a) => np.flip(a)],
    ['split', (a) => np.split(a, 3, { axis: 1 })[0] as NDArray],
    ['asArray', (a) => np.asArray(a)],
  ])('%s is a view', (_, view) => {
    const a = a23();
    expect(view(a).data).toBe(a.data);
    np.assign(a, 7);
    expect(new Set(view(a).ravel().toArray() as number[])).toEqual(new Set([7]));
  });

  it.each<[string, (a: NDArray<[2, 3], 'float64'>) => NDArray]>([
    ['array', (a) => np.array(a)],
    ['copy', (a) => a.copy()],
    ['astype', (a) => a.astype('float64')],
    ['take', (a) => np.take(a, [0], { axis: 1 })],
    ['compress', (a) => np.compress(np.greater(a, 2), a)],
    ['reshape of a transposed view', (a) => a.T().reshape([6])],
    ['concatenate', (a) => np.concatenate([a])],
  ])('%s is a copy', (_, copy) => {
    const a = a23();
    const before = copy(a).toString();
    const after = copy(a);
    np.assign(a, 7);
    expect(after.toString()).toBe(before);
  });

  it('reshape of strided views is a view where that is possible', () => {
    const a = np.arange(24).reshape([2, 3, 4]);
    expect(np.reshape(a.slice(':', ':', [0, 2]), [6, 2]).data).toBe(a.data);
    expect(np.reshape(a.slice(':', ':', [0, 2]), [6, 2]).toArray()).toEqual([
      [0, 1], [4, 5], [8, 9], [12, 13], [16, 17], [20, 21],
    ]); // prettier-ignore
    expect(np.reshape(a.slice(':', ':', [0, 2]), [12]).data).not.toBe(a.data);
    expect(np.reshape(a.slice([null, null, -1]), [2, 12]).data).toBe(a.data);
  });

  it('asArray adopts typed arrays and other libraries\u2019 strided arrays', () => {
    const data = new Float64Array([1, 2, 3, 4, 5, 6]);
    const other = { data, shape: [3, 2], stride: [1, 3], offset: 0 };
    const adopted = np.asArray(other);
    expect(adopted.data).toBe(data);
    expect(adopted.toArray()).toEqual([[1, 4], [2, 5], [3, 6]]); // prettier-ignore
    expect(np.asArray(data, { shape: [2, 3] }).data).toBe(data);
  });
});

describe('out', () => {
  it('receives the result and is returned', () => {
    const out = np.zeros([2, 3]);
    expect(np.add(a23(), 1, { out })).toBe(out);
    expect(out.toArray()).toEqual([[2, 3, 4], [5, 6, 7]]); // prettier-ignore
    expect(np.exp(np.zeros([2, 3]), { out }).toArray()).toEqual([[1, 1, 1], [1, 1, 1]]); // prettier-ignore
  });

  it('may be an operand, or overlap one', () => {
    const a = np.arange(6);
    np.multiply(a, a, { out: a });
    expect(a.toArray()).toEqual([0, 1, 4, 9, 16, 25]);
    const b = np.arange(6);
    const shifted = b.slice([1, null]) as NDArray;
    np.add(b.slice([0, 5]), 0, { out: shifted as never });
    expect(b.toArray()).toEqual([0, 0, 1, 2, 3, 4]);
    const square = np.array([[1, 2], [3, 4]]); // prettier-ignore
    np.matmul(square, square, { out: square });
    expect(square.toArray()).toEqual([[7, 10], [15, 22]]); // prettier-ignore
    const turned = np.array([[1, 2], [3, 4]]); // prettier-ignore
    np.add(turned, turned.T(), { out: turned });
    expect(turned.toArray()).toEqual([[2, 5], [5, 8]]); // prettier-ignore
  });

  it('must have exactly the shape and element type', () => {
    expect(messageOf(() => call('add', a23(), 1, { out: np.zeros([3, 2]) }))).toBe(
      'ShapeError: add(…, { out }): the result has shape [2, 3] but out has shape [3, 2]. Use out = zeros([2, 3]).',
    );
    expect(messageOf(() => call('add', a23(), 1, { out: np.zeros([2, 3], { dtype: 'float32' }) }))).toBe(
      "DTypeError: add(…, { out }): the result is float64 but out is float32. Use out = zeros([2, 3], { dtype: 'float64' }).",
    );
  });
});

describe('algebra', () => {
  it('transposing twice changes nothing', () => {
    fc.assert(
      fc.property(
        sizes.filter((s) => s.length !== 1),
        (shape) => {
          const a = filled(shape);
          expect(np.arrayEqual(np.transpose(np.transpose(a)), a)).toBe(true);
        },
      ),
    );
  });

  it('reshaping there and back changes nothing', () => {
    fc.assert(
      fc.property(sizes, (shape) => {
        const a = filled(shape);
        expect(np.arrayEqual(np.reshape(np.ravel(a) as NDArray, shape), a)).toBe(true);
      }),
    );
  });

  it('sums over axes in any order agree', () => {
    fc.assert(
      fc.property(
        sizes.filter((s) => s.length === 3),
        (shape) => {
          const a = filled(shape);
          const together = np.sum(a, { axis: [0, 2] });
          const oneByOne = np.sum(np.sum(a, { axis: 2 }), { axis: 0 });
          expect(np.allClose(together, oneByOne)).toBe(true);
        },
      ),
    );
  });

  it('splitting and concatenating changes nothing', () => {
    fc.assert(
      fc.property(
        sizes.filter((s) => s.length > 0),
        fc.nat(2),
        fc.nat(4),
        (shape, at, cut) => {
          const axis = at % shape.length;
          const a = filled(shape);
          const parts = np.split(a, [Math.min(cut, shape[axis] ?? 0)], { axis });
          expect(np.arrayEqual(np.concatenate(parts, { axis }), a)).toBe(true);
        },
      ),
    );
  });

  it('a product is what its definition says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (m, k, n) => {
          const [a, b] = [filled([m, k]), filled([n, k])];
          const product = np.matmul(a, np.transpose(b)) as NDArray;
          const byDefinition = np.sum(np.multiply(np.expandDims(a, 1) as NDArray, np.expandDims(b, 0) as NDArray), {
            axis: 2,
          });
          expect(product.shape).toEqual([m, n]);
          expect(np.allClose(product, byDefinition as NDArray, { rtol: 1e-13, atol: 1e-14 })).toBe(true);
        },
      ),
    );
  });
});

describe('walking and showing', () => {
  it('iterates over the first axis', () => {
    expect([...np.array([1, 2, 3])]).toEqual([1, 2, 3]);
    expect([...np.array([true, false])]).toEqual([true, false]);
    expect([...a23()].map(String)).toEqual(['[1. 2. 3.]', '[4. 5. 6.]']);
    expect(() => [...np.array(3)]).toThrow('a rank-0 array has no axis to walk: use item().');
  });

  it('inspects with shape, element type and values', () => {
    expect(inspect(np.array([1, 2], { dtype: 'int32' }))).toBe('NDArray [2] int32\n[1 2]');
  });

  it('is recognised whichever copy of the package made it', () => {
    expect(np.isNDArray(a23())).toBe(true);
    expect(np.isNDArray({ data: new Float64Array(1), shape: [1], strides: [1], offset: 0, dtype: 'float64' })).toBe(
      true,
    );
    expect([[1], null, 3, {}].map(np.isNDArray)).toEqual([false, false, false, false]);
  });
});

describe('configure', () => {
  it("rank1: 'error' refuses what NumPy stretches to a square", () => {
    const column = np.zeros([5, 1]) as NDArray;
    const vector = np.zeros([5]) as NDArray;
    expect(np.add(column, vector).shape).toEqual([5, 5]);
    np.configure({ rank1: 'error' });
    try {
      expect(messageOf(() => np.add(column, vector))).toBe(
        "ShapeError: add(a, b): [5, 1] with [5] would broadcast to a square, [5, 5]. Use asColumn(b) or asRow(b); configure({ rank1: 'allow' }) permits it.",
      );
      expect(messageOf(() => np.multiply(vector, column))).toBe(
        "ShapeError: multiply(a, b): [5, 1] with [5] would broadcast to a square, [5, 5]. Use asColumn(a) or asRow(a); configure({ rank1: 'allow' }) permits it.",
      );
      expect(np.add(column, np.zeros([7]) as NDArray).shape).toEqual([5, 7]);
    } finally {
      np.configure({ rank1: 'allow' });
    }
  });

  it('knows its settings', () => {
    expect(messageOf(() => call('configure', { rank2: 'x' }))).toBe(
      "RangeError: configure: there is no setting 'rank2'. The settings are rank1, threads, strict, simd.",
    );
    expect(messageOf(() => call('configure', { rank1: 'x' }))).toBe(
      "RangeError: configure: rank1 must be 'allow' or 'error', but it is 'x'.",
    );
  });
});
