import type { Data } from '../dtype.js';
import type { Kernels, Strided } from '../kernels.js';
import { reference } from '../reference/index.js';
import type { Instance } from './instance.js';
import { addressOf } from './instance.js';
import { multiplier } from './multiply.js';
import type { FloatView, Placed } from './stage.js';
import { HeapFull, Stage } from './stage.js';

/**
 * dot and matmul for float32 and float64. Operands on the heap are used where they lie, others are copied there, so that the bits don't
 * depend on where they live. Other types, mixed types and a full heap are the reference's business.
 */
export function products(instance: Instance): Pick<Kernels, 'dot' | 'matmul'> {
  const { heap, exports } = instance;
  const multiply = multiplier(instance);
  const stage = new Stage(heap);

  const dot: Kernels['dot'] = (length, a, b) => {
    if (!isFloats(a) || !isFloats(b) || !sameType(a, b) || a.strides[0] !== 1 || b.strides[0] !== 1) {
      return reference.dot(length, a, b);
    }
    const x = addressOf(heap, a);
    const y = addressOf(heap, b);
    const single = isSingle(a.data);
    const run = (p: number, q: number): number =>
      single ? exports.dotF32(length, p, q) : exports.dotF64(length, p, q);
    if (x !== 0 && y !== 0) return run(x, y);
    const staged = staging(() => {
      const A = x === 0 ? stage.copyIn(a, length, 1).pointer : x;
      return run(A, y === 0 ? stage.copyIn(b, length, 1).pointer : y);
    });
    return staged ?? reference.dot(length, a, b);
  };

  const matmul: Kernels['matmul'] = (m, n, k, a, b, out) => {
    const done =
      m > 0 && n > 0 && k > 0 && isFloats(a) && isFloats(b) && isFloats(out) && sameType(a, b) && sameType(a, out)
        ? multiplyFloats(m, n, k, a, b, out)
        : false;
    if (!done) reference.matmul(m, n, k, a, b, out);
  };

  function multiplyFloats(m: number, n: number, k: number, a: FloatView, b: FloatView, out: FloatView): boolean {
    const single = isSingle(a.data);
    const x = addressOf(heap, a);
    const y = addressOf(heap, b);
    const z = addressOf(heap, out);
    const direct = z !== 0 && (row(out) === 1 || column(out) === 1 || m === 1 || n === 1);
    if (x !== 0 && y !== 0 && direct) {
      return multiply(single, m, n, k, x, row(a), column(a), y, row(b), column(b), z, row(out), column(out));
    }
    const done = staging(() => {
      const A = x === 0 ? stage.copyIn(a, m, k) : placed(x, a);
      const B = y === 0 ? stage.copyIn(b, k, n) : placed(y, b);
      const C = direct ? placed(z, out) : stage.result(out, m, n);
      const isDone = multiply(single, m, n, k, A.pointer, A.row, A.column, B.pointer, B.row, B.column, C.pointer, C.row, C.column); // prettier-ignore
      if (isDone && !direct) stage.copyOut(C, out, m, n);
      return isDone;
    });
    return done ?? false;
  }

  /** What `run` gives while its copies stay; undefined when the heap has no room for them. */
  function staging<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      if (error instanceof HeapFull) return undefined;
      throw error;
    } finally {
      stage.release();
    }
  }

  return { dot, matmul };
}

const row = (x: Strided): number => x.strides[0] ?? 0;
const column = (x: Strided): number => x.strides[1] ?? 0;
const placed = (pointer: number, x: Strided): Placed => ({ pointer, row: row(x), column: column(x) });
const isSingle = (data: Data): data is Float32Array => data instanceof Float32Array;
const isFloats = (x: Strided): x is FloatView => x.data instanceof Float32Array || x.data instanceof Float64Array;
const sameType = (x: FloatView, y: FloatView): boolean => x.data.BYTES_PER_ELEMENT === y.data.BYTES_PER_ELEMENT;
