/**
 * Every function's shape, twice: the compiler's answer and the run time's, for the same call. A rule type that disagrees with the run-time
 * algebra fails here, on one side or the other.
 */
import { describe, expect, it } from 'vitest';
import * as np from './index.js';
import type { NDArray } from './index.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `is<Type>()(array)` compiles only for exactly that type, and compares the shape (where its sizes are known) and dtype at run time. */
const is =
  <W extends NDArray>() =>
  <A extends NDArray>(
    actual: A,
    ...typed: Same<A, W> extends true ? [shape: number[], dtype?: W['dtype']] : [{ got: A; want: W }]
  ) => {
    const [shape, dtype = 'float64'] = typed as [number[], string?];
    expect(actual.shape).toEqual(shape);
    expect(actual.dtype).toBe(dtype);
  };

const a23 = np.zeros([2, 3]);
const a234 = np.zeros([2, 3, 4]);
const f32 = np.zeros([2, 3], { dtype: 'float32' });
const i32 = np.zeros([2, 3], { dtype: 'int32' });
const u8 = np.zeros([2, 3], { dtype: 'uint8' });
const yes = np.ones([2, 3], { dtype: 'bool' });

describe('shape and element type, at compile time and at run time', () => {
  it('creation', () => {
    is<NDArray<[2, 3], 'float64'>>()(np.zeros([2, 3]), [2, 3]);
    is<NDArray<[], 'float64'>>()(np.zeros([]), []);
    is<NDArray<[2, 3], 'float32'>>()(np.ones([2, 3], { dtype: 'float32' }), [2, 3], 'float32');
    is<NDArray<[2], 'int32'>>()(np.full([2], 7, { dtype: 'int32' }), [2], 'int32');
    is<NDArray<[3, 3], 'float64'>>()(np.eye(3), [3, 3]);
    is<NDArray<[5], 'float64'>>()(np.linspace(0, 1, 5), [5]);
    is<NDArray<[50], 'float64'>>()(np.linspace(0, 1), [50]);
    is<NDArray<[number], 'float64'>>()(np.arange(4), [4]);
    is<NDArray<[number], 'int32'>>()(np.arange(0, 4, 2, { dtype: 'int32' }), [2], 'int32');
    is<NDArray<[2, 2], 'float64'>>()(np.array([[1, 2], [3, 4]]), [2, 2]); // prettier-ignore
    is<NDArray<[2], 'bool'>>()(np.array([true, false]), [2], 'bool');
    is<NDArray<[], 'float64'>>()(np.array(3), []);
    is<NDArray<[2, 1, 3], 'uint8'>>()(np.array([[[1, 2, 3]], [[4, 5, 6]]], { dtype: 'uint8' }), [2, 1, 3], 'uint8');
    is<NDArray<[number], 'float32'>>()(np.array(new Float32Array(3)), [3], 'float32');
    is<NDArray<[2, 3], 'float64'>>()(np.asArray(new Float64Array(6), { shape: [2, 3] }), [2, 3]);
    is<NDArray<[4], 'bool'>>()(np.asArray(new Uint8Array(4), { shape: [4], dtype: 'bool' }), [4], 'bool');
    is<NDArray<[3, 1], 'float64'>>()(np.column([1, 2, 3]), [3, 1]);
    is<NDArray<[1, 3], 'float64'>>()(np.row([1, 2, 3]), [1, 3]);
    is<NDArray<[2, 3], 'float32'>>()(np.zerosLike(f32), [2, 3], 'float32');
    is<NDArray<[2, 3], 'int32'>>()(np.astype(a23, 'int32'), [2, 3], 'int32');
    const rows: number[][] = [[1, 2]];
    is<NDArray<[number, number], 'float64'>>()(np.array(rows), [1, 2]);
  });

  it('broadcasting and promotion', () => {
    is<NDArray<[2, 3], 'float64'>>()(np.add(a23, np.zeros([3])), [2, 3]);
    is<NDArray<[2, 3], 'float64'>>()(np.add(1, a23), [2, 3]);
    is<NDArray<[4, 2, 3], 'float64'>>()(np.multiply(np.zeros([4, 1, 3]), np.zeros([2, 1])), [4, 2, 3]);
    is<NDArray<[2, 3], 'float32'>>()(f32.add(2.5), [2, 3], 'float32');
    is<NDArray<[2, 3], 'float64'>>()(np.add(f32, i32), [2, 3]);
    is<NDArray<[2, 3], 'int32'>>()(np.add(i32, u8), [2, 3], 'int32');
    is<NDArray<[2, 3], 'int32'>>()(np.add(i32, 3), [2, 3], 'int32');
    is<NDArray<[2, 3], 'float64'>>()(np.add(i32, 0.5), [2, 3]);
    is<NDArray<[2, 3], 'int32'>>()(np.add(yes, 1), [2, 3], 'int32');
    is<NDArray<[2, 3], 'float64'>>()(np.divide(i32, u8.add(1)), [2, 3]);
    is<NDArray<[2, 3], 'float32'>>()(np.divide(f32, 2), [2, 3], 'float32');
    is<NDArray<[2, 3], 'bool'>>()(np.greater(a23, 0.5), [2, 3], 'bool');
    is<NDArray<[2, 3], 'float64'>>()(np.where(yes, a23, 0), [2, 3]);
    is<NDArray<[2, 3], 'float64'>>()(np.exp(i32), [2, 3]);
    is<NDArray<[2, 3], 'int32'>>()(np.abs(i32), [2, 3], 'int32');
    is<NDArray<[2, 3], 'bool'>>()(np.isNaN(a23), [2, 3], 'bool');
    is<NDArray<[2, 3], 'float64'>>()(np.clip(a23, 0, np.ones([3])), [2, 3]);
    is<NDArray<[4, 2, 3], 'float64'>>()(np.clip(a23, np.zeros([4, 1, 1]), 1), [4, 2, 3]);
    is<NDArray<[2, 3], 'int32'>>()(np.clip(i32, 0, 1), [2, 3], 'int32');
    is<NDArray<[2, 3], 'float64'>>()(np.map(a23, Math.exp), [2, 3]);
  });

  it('reductions', () => {
    is<NDArray<[3], 'float64'>>()(np.sum(a23, { axis: 0 }), [3]);
    is<NDArray<[2, 1], 'float64'>>()(a23.sum({ axis: -1, keepDims: true }), [2, 1]);
    is<NDArray<[3], 'float64'>>()(np.mean(a234, { axis: [0, -1] }), [3]);
    is<NDArray<[1, 3, 1], 'float64'>>()(np.std(a234, { axis: [0, 2], keepDims: true }), [1, 3, 1]);
    is<NDArray<[1, 1], 'float64'>>()(np.max(a23, { keepDims: true }), [1, 1]);
    is<NDArray<[3], 'int32'>>()(np.sum(yes, { axis: 0 }), [3], 'int32');
    is<NDArray<[2], 'int32'>>()(np.argmax(a23, { axis: 1 }), [2], 'int32');
    is<NDArray<[2], 'bool'>>()(np.any(a23, { axis: 1 }), [2], 'bool');
    is<NDArray<[6], 'float64'>>()(np.cumsum(a23), [6]);
    is<NDArray<[2, 3], 'float64'>>()(np.cumsum(a23, { axis: 1 }), [2, 3]);
    const total: number = np.sum(a23);
    const some: boolean = np.any(a23);
    expect([total, some]).toEqual([0, false]);
  });

  it('arrangement', () => {
    is<NDArray<[3, 2], 'float64'>>()(a23.T(), [3, 2]);
    is<NDArray<[4, 3, 2], 'float64'>>()(np.transpose(a234), [4, 3, 2]);
    is<NDArray<[3, 4, 2], 'float64'>>()(np.transpose(a234, [1, 2, 0]), [3, 4, 2]);
    is<NDArray<[6], 'float64'>>()(np.reshape(a23, [-1]), [6]);
    is<NDArray<[4, 6], 'float64'>>()(a234.reshape([4, -1]), [4, 6]);
    is<NDArray<[24], 'float64'>>()(np.ravel(a234), [24]);
    is<NDArray<[2, 1, 3], 'float64'>>()(np.expandDims(a23, 1), [2, 1, 3]);
    is<NDArray<[2, 3, 1], 'float64'>>()(np.expandDims(a23, -1), [2, 3, 1]);
    is<NDArray<[2, 3], 'float64'>>()(np.squeeze(np.zeros([1, 2, 1, 3])), [2, 3]);
    is<NDArray<[2, 1, 3], 'float64'>>()(np.squeeze(np.zeros([1, 2, 1, 3]), { axis: 0 }), [2, 1, 3]);
    is<NDArray<[4, 3], 'float64'>>()(np.broadcastTo(np.zeros([3]), [4, 3]), [4, 3]);
    is<NDArray<[5, 1], 'float64'>>()(np.asColumn(np.zeros([5])), [5, 1]);
    is<NDArray<[1, 5], 'float64'>>()(np.asRow(np.zeros([5, 1])), [1, 5]);
    is<NDArray<[2, 3], 'float64'>>()(np.flip(a23), [2, 3]);
    is<NDArray<[2, 7], 'float64'>>()(np.concatenate([a23, np.zeros([2, 4])], { axis: 1 }), [2, 7]);
    is<NDArray<[4, 3], 'float64'>>()(np.concatenate([f32, i32]), [4, 3]);
    is<NDArray<[4, 9], 'float64'>>()(np.tile(a23, [2, 3]), [4, 9]);
    is<NDArray<[5, 2, 3], 'float64'>>()(np.tile(a23, [5, 1, 1]), [5, 2, 3]);
    is<NDArray<[2, 6], 'float64'>>()(np.tile(a23, 2), [2, 6]);
    is<NDArray<[2, 6], 'float64'>>()(np.repeat(a23, 2, { axis: 1 }), [2, 6]);
    is<NDArray<[18], 'float64'>>()(np.repeat(a23, 3), [18]);
    is<NDArray<[2, 2, 3], 'float64'>>()(np.stack([a23, a23]), [2, 2, 3]);
    is<NDArray<[2, 3, 2], 'float64'>>()(np.stack([a23, a23], { axis: -1 }), [2, 3, 2]);
  });

  it('access', () => {
    is<NDArray<[3], 'float64'>>()(np.slice(a23, 0), [3]);
    is<NDArray<[2, 2], 'float64'>>()(a23.slice(':', [1, null]), [2, 2]);
    is<NDArray<[1, 2, 3], 'float64'>>()(np.slice(a23, 'newaxis', '...'), [1, 2, 3]);
    is<NDArray<[2, 2], 'float64'>>()(np.take(a23, [0, -1], { axis: 1 }), [2, 2]);
    is<NDArray<[3], 'float64'>>()(np.take(a23, [0, 5, 5]), [3]);
    is<NDArray<[number], 'float64'>>()(np.compress(yes, a23), [6]);
    is<NDArray<[2, number], 'float64'>>()(np.compress([true, false, true], a23, { axis: 1 }), [2, 2]);
    const one: number = a23.at(0, 0);
    const nested: number[][] = a23.toArray();
    const flags: boolean[][] = yes.toArray();
    expect([one, nested[1], flags[0]]).toEqual([0, [0, 0, 0], [true, true, true]]);
  });

  it('linear algebra and order', () => {
    is<NDArray<[2, 4], 'float64'>>()(np.matmul(a23, np.zeros([3, 4])), [2, 4]);
    is<NDArray<[5, 2, 4], 'float64'>>()(np.matmul(np.zeros([5, 2, 3]), np.zeros([3, 4])), [5, 2, 4]);
    is<NDArray<[2, 2], 'float32'>>()(f32.matmul(f32.T()), [2, 2], 'float32');
    is<NDArray<[2], 'float64'>>()(np.dot(a23, np.zeros([3])), [2]);
    is<NDArray<[3], 'float64'>>()(np.dot(np.zeros([2]), a23), [3]);
    is<NDArray<[2, 4], 'float64'>>()(np.dot(a23, np.zeros([3, 4])), [2, 4]);
    is<NDArray<[2, 3], 'float64'>>()(np.outer(np.zeros([2]), np.zeros([3])), [2, 3]);
    is<NDArray<[2, 3], 'float64'>>()(np.sort(a23), [2, 3]);
    is<NDArray<[6], 'int32'>>()(np.argsort(a23, { axis: null }), [6], 'int32');
    is<NDArray<[number], 'float64'>>()(np.unique(a23), [1]);
    const inner: number = np.dot(np.zeros([3]), np.zeros([3]));
    expect(inner).toBe(0);
  });

  it('sizes known only by name or at run time', () => {
    const m = np.dim('m', 4);
    const X = np.zeros([3, m]);
    is<NDArray<[3, np.Dim<'m'>], 'float64'>>()(X, [3, 4]);
    is<NDArray<[2, np.Dim<'m'>], 'float64'>>()(np.matmul(a23, X), [2, 4]);
    is<NDArray<[3, np.Dim<'m'>], 'float64'>>()(np.add(X, np.zeros([3, 1])), [3, 4]);
    is<NDArray<[3, np.Dim<'m'>]>>()(np.expectShape(np.zeros([3, 4]) as NDArray, [3, 'm']), [3, 4]);
    const unknown = np.zeros([2, 3]) as NDArray<[number, number], 'float64'>;
    is<NDArray<[number, 4], 'float64'>>()(np.matmul(unknown, np.zeros([3, 4])), [2, 4]);
    const anything = np.zeros([2, 3]) as NDArray;
    np.assertShape(anything, [2, 3]);
    is<NDArray<[2, 3]>>()(anything, [2, 3]);
  });

  it('walking the first axis gives rows', () => {
    for (const row of a23) is<NDArray<[3], 'float64'>>()(row, [3]);
    for (const value of np.zeros([2])) {
      const plain: number = value;
      expect(plain).toBe(0);
    }
  });

  it('branches and lists of different arrays keep working', () => {
    const either = a23.size > 3 ? a23 : np.zeros([4, 3]);
    expect(np.sum(np.exp(either), { axis: 0 }).shape).toEqual([3]);
    expect(np.matmul(either, np.zeros([3, 2])).shape).toEqual([2, 2]);
    const several = [np.zeros([2, 3]), np.zeros([5, 7]), np.zeros([4])];
    expect(several.map((a) => np.sum(a))).toEqual([0, 0, 0]);
  });

  it('generic functions check inside', () => {
    function columnOf<N extends number, M extends number>(
      x: NDArray<[N, M], 'float64'>,
      j: number,
    ): NDArray<[N], 'float64'> {
      return np.slice(x, ':', j);
    }
    is<NDArray<[2], 'float64'>>()(columnOf(a23, 1), [2]);
    function linear<I extends number, O extends number, B extends number>(
      W: NDArray<[O, I], 'float64'>,
      A: NDArray<[I, B], 'float64'>,
      b: NDArray<[O, 1], 'float64'>,
    ): NDArray<[O, B], 'float64'> {
      return np.add(np.matmul(W, A), b);
    }
    function gradients<I extends number, O extends number, B extends number>(
      dZ: NDArray<[O, B], 'float64'>,
      A: NDArray<[I, B], 'float64'>,
      W: NDArray<[O, I], 'float64'>,
    ) {
      const m: number = A.shape[1]; // a plain number: a size that is a type parameter would stay unresolved as an operand
      const dW: NDArray<[O, I], 'float64'> = np.matmul(dZ, A.T()).divide(m);
      const db: NDArray<[O, 1], 'float64'> = np.sum(dZ, { axis: 1, keepDims: true }).divide(m);
      const dA: NDArray<[I, B], 'float64'> = np.matmul(W.T(), dZ);
      return { dW, db, dA };
    }
    is<NDArray<[2, 5], 'float64'>>()(linear(a23, np.zeros([3, 5]), np.zeros([2, 1])), [2, 5]);
    is<NDArray<[2, 3], 'float64'>>()(gradients(np.zeros([2, 5]), np.zeros([3, 5]), a23).dW, [2, 3]);
  });

  it('generic functions count what they can', () => {
    function parts<N extends number>(x: NDArray<[N, 64, 3], 'float64'>, n: N) {
      return {
        flat: np.reshape(x, [n, -1]),
        groups: np.reshape(x, [5, -1]),
        line: np.ravel(x),
        first: np.slice(x, 0),
        corner: np.slice(x, [0, 2], [0, 2], -1),
        twice: np.repeat(x, 2, { axis: 1 }),
        taken: np.take(x, [0, 0, 0], { axis: 0 }),
        columns: np.take(x, [1, 2], { axis: 1 }),
        chosen: np.compress(np.greater(x, 0), x),
        rows: np.compress(np.equal(np.slice(x, ':', 0, 0), 0), x, { axis: 0 }),
        joined: np.concatenate([x, x], { axis: 1 }),
      };
    }
    const all = parts(np.zeros([5, 64, 3]), 5);
    is<NDArray<[5, 192], 'float64'>>()(all.flat, [5, 192]);
    is<NDArray<[5, number], 'float64'>>()(all.groups, [5, 192]);
    is<NDArray<[number], 'float64'>>()(all.line, [960]);
    is<NDArray<[64, 3], 'float64'>>()(all.first, [64, 3]);
    is<NDArray<[number, 2], 'float64'>>()(all.corner, [2, 2]);
    is<NDArray<[5, 128, 3], 'float64'>>()(all.twice, [5, 128, 3]);
    is<NDArray<[3, 64, 3], 'float64'>>()(all.taken, [3, 64, 3]);
    is<NDArray<[5, 2, 3], 'float64'>>()(all.columns, [5, 2, 3]);
    is<NDArray<[number], 'float64'>>()(all.chosen, [0]);
    is<NDArray<[number, 64, 3], 'float64'>>()(all.rows, [5, 64, 3]);
    is<NDArray<[5, 128, 3], 'float64'>>()(all.joined, [5, 128, 3]);
  });
});
