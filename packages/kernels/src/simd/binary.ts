import type { BinaryName, Kernels } from '../kernels.js';
import { reference } from '../reference/index.js';
import { Axes } from './axes.js';
import { addressOf } from './instance.js';
import type { Instance } from './instance.js';
import { contiguousLength, floatBytes } from './operands.js';
import { Staging } from './staging.js';

/** Rows and columns; for each operand its address, and the strides from row to row and column to column, in elements. */
type BinaryLoop = (
  operation: number, rows: number, columns: number,
  a: number, aRow: number, aColumn: number, b: number, bRow: number, bColumn: number, out: number, outRow: number, outColumn: number,
) => void; // prettier-ignore

export interface BinaryExports {
  readonly binaryF32: BinaryLoop;
  readonly binaryF64: BinaryLoop;
  readonly compareF32: BinaryLoop;
  readonly compareF64: BinaryLoop;
}

/** The compiled functions, numbered as in assembly/binary.ts. */
const arithmetic: Partial<Record<BinaryName, number>> = {
  add: 0,
  subtract: 1,
  multiply: 2,
  divide: 3,
  maximum: 4,
  minimum: 5,
};

/** Comparisons give bytes. greater(a, b) is less(b, a). */
const comparisons: Partial<Record<BinaryName, number>> = { equal: 0, notEqual: 1, less: 2, lessEqual: 3 };
const mirrored: Partial<Record<BinaryName, BinaryName>> = { greater: 'less', greaterEqual: 'lessEqual' };

/** Element-wise functions of two floats, with the result on the heap. */
export function binary({ heap, exports }: Instance): Pick<Kernels, 'binary'> {
  const stage = new Staging(heap);
  const axes = new Axes();

  const apply: Kernels['binary'] = (name, shape, a, b, out) => {
    const turned = mirrored[name];
    if (turned !== undefined) {
      apply(turned, shape, b, a, out);
      return;
    }
    const code = arithmetic[name];
    const operation = code ?? comparisons[name];
    const bytes = floatBytes(a.data);
    const fits =
      bytes !== 0 &&
      floatBytes(b.data) === bytes &&
      (code === undefined ? out.data instanceof Uint8Array : floatBytes(out.data) === bytes);
    const o = fits ? addressOf(heap, out) : 0;
    const p = o === 0 ? 0 : stage.read(shape, a, 0);
    const q = p === 0 ? 0 : stage.read(shape, b, 1);
    if (operation === undefined || q === 0) {
      reference.binary(name, shape, a, b, out);
    } else {
      const { binaryF32, binaryF64, compareF32, compareF64 } = exports;
      const loop = code === undefined ? (bytes === 8 ? compareF64 : compareF32) : bytes === 8 ? binaryF64 : binaryF32;
      const length = contiguousLength(shape, a, b, out);
      if (length >= 0) loop(operation, 1, length, p, 0, 1, q, 0, 1, o, 0, 1);
      else if (axes.merge(shape, [a, b, out])) walk(loop, operation, p, q, o, bytes, code === undefined ? 1 : bytes);
    }
    stage.release();
  };

  function walk(
    loop: BinaryLoop,
    operation: number,
    p: number,
    q: number,
    o: number,
    bytes: number,
    outBytes: number,
  ): void {
    const call = (pa: number, pb: number, po: number) => {
      loop(
        operation, axes.size(1), axes.size(0),
        pa, axes.stride(0, 1), axes.stride(0, 0), pb, axes.stride(1, 1), axes.stride(1, 0), po, axes.stride(2, 1), axes.stride(2, 0),
      ); // prettier-ignore
    };
    if (axes.rank <= 2) {
      call(p, q, o);
      return;
    }
    const at: [number, number, number] = [p, q, o];
    axes.forEachOuter(2, at, [bytes, bytes, outBytes], () => call(...at));
  }

  return { binary: apply };
}
