import type { Data } from '../dtype.js';
import type { Kernels, Strided } from '../kernels.js';
import { reference } from '../reference/index.js';
import type { Instance } from './instance.js';
import { addressOf } from './instance.js';
import { multiplier } from './multiply.js';
import type { FloatView, Placed } from './stage.js';
import { HeapFull, Stage } from './stage.js';

/** Products below this number aren't worth a copy of an operand. */
const fewestForCopies = 128;

/**
 * dot and matmul for float32 and float64. Operands on the heap are used where they lie; matmul copies others there when there is enough to
 * compute. Other types, mixed types and a full heap are the reference's business.
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
    if (x === 0 || y === 0) return reference.dot(length, a, b);
    return isSingle(a.data) ? exports.dotF32(length, x, y) : exports.dotF64(length, x, y);
  };

  const matmul: Kernels['matmul'] = (m, n, k, a, b, out) => {
    const done =
      m > 0 && n > 0 && k > 0 && isFloats(a) && isFloats(b) && isFloats(out) && sameType(a, b) && sameType(a, out)
        ? multiplyFloats(m, n, k, a, b, out)
        : false;
    if (!done) reference.matmul(m, n, k, a, b, out);
  };

  function multiplyFloats(m: number, n: number, k: number, a: FloatView, b: FloatView, out: FloatView): boolean {
    const x = addressOf(heap, a);
    const y = addressOf(heap, b);
    const z = addressOf(heap, out);
    const direct = z !== 0 && (row(out) === 1 || column(out) === 1 || m === 1 || n === 1);
    if (x !== 0 && y !== 0 && direct) {
      return multiply(isSingle(a.data), m, n, k, x, row(a), column(a), y, row(b), column(b), z, row(out), column(out));
    }
    const copied = (x === 0 ? m * k : 0) + (y === 0 ? k * n : 0) + (direct ? 0 : m * n);
    if (m * n * k < Math.max(fewestForCopies, 2 * copied)) return false;
    try {
      const A = x === 0 ? stage.copyIn(a, m, k) : placed(x, a);
      const B = y === 0 ? stage.copyIn(b, k, n) : placed(y, b);
      const C = direct ? placed(z, out) : stage.result(out, m, n);
      const done = multiply(isSingle(a.data), m, n, k, A.pointer, A.row, A.column, B.pointer, B.row, B.column, C.pointer, C.row, C.column); // prettier-ignore
      if (done && !direct) stage.copyOut(C, out, m, n);
      return done;
    } catch (error) {
      if (error instanceof HeapFull) return false;
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
