import type { Data } from '../dtype.js';
import type { Kernels } from '../kernels.js';
import { reference } from '../reference/index.js';
import { Axes } from './axes.js';
import { addressOf } from './instance.js';
import type { Instance } from './instance.js';
import { floatBytes } from './operands.js';
import { Staging } from './staging.js';

/** Rows and columns; for each operand its address, and the strides from row to row and column to column, in elements. */
type CopyLoop = (
  rows: number, columns: number, x: number, xRow: number, xColumn: number, out: number, outRow: number, outColumn: number,
) => void; // prettier-ignore

type SelectLoop = (
  rows: number, columns: number, condition: number, conditionRow: number, conditionColumn: number,
  a: number, aRow: number, aColumn: number, b: number, bRow: number, bColumn: number, out: number, outRow: number, outColumn: number,
) => void; // prettier-ignore

export interface CopyExports {
  readonly copy32: CopyLoop;
  readonly copy64: CopyLoop;
  readonly select32: SelectLoop;
  readonly select64: SelectLoop;
}

/** Bytes of an element when both are of the same kind; 0 when not, and for bytes themselves. */
function commonBytes(x: Data, out: Data): number {
  const bytes = floatBytes(x);
  if (bytes !== 0) return floatBytes(out) === bytes ? bytes : 0;
  return x instanceof Int32Array && out instanceof Int32Array ? 4 : 0;
}

/** Copies on the heap that keep the element type, and choices by a condition. */
export function copies({ heap, exports }: Instance): Pick<Kernels, 'copy' | 'select'> {
  const stage = new Staging(heap);
  const axes = new Axes();

  return {
    copy(shape, x, out, toBool) {
      const bytes = toBool ? 0 : commonBytes(x.data, out.data);
      const o = bytes === 0 ? 0 : addressOf(heap, out);
      const p = o === 0 ? 0 : addressOf(heap, x);
      if (p === 0) {
        reference.copy(shape, x, out, toBool);
        return;
      }
      const loop = bytes === 8 ? exports.copy64 : exports.copy32;
      if (!axes.merge(shape, [x, out])) return;
      const call = (px: number, po: number) => {
        loop(
          axes.size(1), axes.size(0),
          px, axes.stride(0, 1), axes.stride(0, 0), po, axes.stride(1, 1), axes.stride(1, 0),
        ); // prettier-ignore
      };
      if (axes.rank <= 2) {
        call(p, o);
        return;
      }
      const at: [number, number] = [p, o];
      axes.forEachOuter(2, at, [bytes, bytes], () => call(...at));
    },

    select(shape, condition, a, b, out) {
      const bytes = commonBytes(a.data, out.data);
      const fits = bytes !== 0 && commonBytes(b.data, out.data) === bytes && condition.data instanceof Uint8Array;
      const o = fits ? addressOf(heap, out) : 0;
      const c = o === 0 ? 0 : addressOf(heap, condition);
      const p = c === 0 ? 0 : stage.read(shape, a, 0);
      const q = p === 0 ? 0 : stage.read(shape, b, 1);
      if (q === 0) {
        reference.select(shape, condition, a, b, out);
        stage.release();
        return;
      }
      const loop = bytes === 8 ? exports.select64 : exports.select32;
      const call = (pc: number, pa: number, pb: number, po: number) => {
        loop(
          axes.size(1), axes.size(0), pc, axes.stride(0, 1), axes.stride(0, 0),
          pa, axes.stride(1, 1), axes.stride(1, 0), pb, axes.stride(2, 1), axes.stride(2, 0), po, axes.stride(3, 1), axes.stride(3, 0),
        ); // prettier-ignore
      };
      const at: [number, number, number, number] = [c, p, q, o];
      if (axes.merge(shape, [condition, a, b, out])) {
        axes.forEachOuter(2, at, [1, bytes, bytes, bytes], () => call(...at));
      }
      stage.release();
    },
  };
}
