// Assertions: indices stay inside arrays of the lengths that the caller states.
import type { Data } from '../dtype.js';
import type { Kernels, Strided } from '../kernels.js';
import type { Floats } from '../network.js';
import { reference } from '../reference/index.js';
import { forEachLine } from '../reference/lines.js';
import { Axes } from './axes.js';
import { contiguousUnary, stagingRoom } from './contiguous.js';
import { isExpensive, unaryNumbers } from './functions.js';
import { addressOf } from './instance.js';
import type { Instance } from './instance.js';
import { contiguousLength } from './operands.js';

const isFloats = (data: Data): data is Floats => data instanceof Float64Array || data instanceof Float32Array;

/** Functions of one float operand, with a result of the same type. In plain memory only those that take long. */
export function unary(instance: Instance): Pick<Kernels, 'unary'> {
  const { heap, exports } = instance;
  const contiguous = contiguousUnary(instance);
  const room = stagingRoom(instance);
  const axes = new Axes();

  /** Operands on the heap, of any strides. */
  function strided(f: number, size: number, shape: readonly number[], x: Strided, out: Strided): void {
    if (!axes.merge(shape, [x, out])) return;
    const loop = size === 8 ? exports.unaryF64 : exports.unaryF32;
    const call = (from: number, to: number) => {
      loop(
        f, 0, axes.size(1), axes.size(0), from, axes.stride(0, 1), axes.stride(0, 0), to, axes.stride(1, 1), axes.stride(1, 0), heap.scratch,
      ); // prettier-ignore
    };
    const at: [number, number] = [addressOf(heap, x), addressOf(heap, out)];
    if (axes.rank <= 2) call(...at);
    else axes.forEachOuter(2, at, [size, size], () => call(...at));
  }

  /** Operands anywhere, of any strides: line by line through the scratch room. */
  function staged(f: number, shape: readonly number[], x: Strided, out: Strided, X: Floats, O: Floats): void {
    const line = room(X);
    forEachLine(shape, [x, out], (n, [p = 0, q = 0], [sx = 0, so = 0]) => {
      for (let start = 0; start < n; start += line.length) {
        const count = Math.min(line.length, n - start);
        for (let i = 0; i < count; i++) line[i] = X[p + (start + i) * sx] as number;
        contiguous(f, 0, count, line, 0, line, 0);
        for (let i = 0; i < count; i++) O[q + (start + i) * so] = line[i] as number;
      }
    });
  }

  return {
    unary(name, shape, x, out) {
      const f = unaryNumbers[name];
      const [X, O] = [x.data, out.data];
      const onHeap = addressOf(heap, x) !== 0 && addressOf(heap, out) !== 0;
      if (
        f === undefined ||
        !isFloats(X) ||
        !isFloats(O) ||
        X.BYTES_PER_ELEMENT !== O.BYTES_PER_ELEMENT ||
        !(onHeap || isExpensive(f))
      ) {
        reference.unary(name, shape, x, out);
        return;
      }
      const length = contiguousLength(shape, x, x, out);
      if (length >= 0) contiguous(f, 0, length, X, x.offset, O, out.offset);
      else if (onHeap) strided(f, X.BYTES_PER_ELEMENT, shape, x, out);
      else staged(f, shape, x, out, X, O);
    },
  };
}
