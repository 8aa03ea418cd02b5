// Assertions: shapes and strides have an element for every axis, which is the contract of `Kernels`.
import type { ArgReduceName, Kernels, ReduceName, Strided } from '../kernels.js';
import { reference } from '../reference/index.js';
import { Axes } from './axes.js';
import type { Instance } from './instance.js';
import { floatBytes } from './operands.js';
import { Staging, stagingBytes } from './staging.js';

export interface ReduceExports {
  readonly foldLinesF32: FoldLines;
  readonly foldLinesF64: FoldLines;
  readonly foldRowsF32: FoldRows;
  readonly foldRowsF64: FoldRows;
  readonly positionsF32: Positions;
  readonly positionsF64: Positions;
}
type FoldLines = (fold: number, count: number, n: number, x: number, step: number, out: number) => void;
type FoldRows = (
  fold: number, rows: number, columns: number, x: number, step: number, out: number, scratch: number,
) => void; // prettier-ignore
type Positions = (
  fold: number, count: number, n: number, x: number, line: number, step: number, out: number,
) => void; // prettier-ignore

/** The compiled folds, numbered as in assembly/reduce.ts. */
const folds: Partial<Record<ReduceName | ArgReduceName, number>> = { sum: 0, min: 1, max: 2, argmin: 1, argmax: 2 };

/** The reduced axes as one: elements `stride` apart. */
interface Run {
  size: number;
  stride: number;
}

/** Joins the reduced axes, which lie in memory in their order or in the opposite one; false when they don't make one run. */
function join(shape: readonly number[], axes: readonly number[], x: Strided, run: Run): boolean {
  return joinFrom(shape, axes, x, run, shape.length - 1, -1) || joinFrom(shape, axes, x, run, 0, 1);
}

function joinFrom(
  shape: readonly number[],
  axes: readonly number[],
  x: Strided,
  run: Run,
  first: number,
  by: number,
): boolean {
  run.size = 1;
  run.stride = 1;
  for (let axis = first; axis >= 0 && axis < shape.length; axis += by) {
    const size = shape[axis] as number;
    if (size === 1 || !axes.includes(axis)) continue;
    const stride = x.strides[axis] as number;
    if (run.size === 1) run.stride = stride;
    else if (stride !== run.stride * run.size) return false;
    run.size *= size;
  }
  return true;
}

/** How many elements a contiguous result has; -1 when it isn't contiguous. */
function resultLength(shape: readonly number[], axes: readonly number[], out: Strided): number {
  let step = 1;
  let own = out.strides.length - 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (axes.includes(axis)) continue;
    const size = shape[axis] as number;
    if (size !== 1 && out.strides[own] !== step) return -1;
    own--;
    step *= size;
  }
  return step;
}

/** Sums and extremes of floats, into a contiguous result. */
export function reductions({ heap, exports }: Instance): Pick<Kernels, 'reduce' | 'argReduce'> {
  const stage = new Staging(heap);
  const axes = new Axes();
  const run: Run = { size: 1, stride: 1 };
  /** The partial sums of tall columns, above what is staged. */
  const partial = heap.scratch + stagingBytes;

  /** Does it, or says that it can't. */
  const fold = (...[name, shape, over, x, out]: Parameters<Kernels['reduce']>): boolean => {
    const operation = folds[name];
    const bytes = floatBytes(x.data);
    if (operation === undefined || bytes === 0 || floatBytes(out.data) !== bytes) return false;
    const length = resultLength(shape, over, out);
    if (length <= 0 || !join(shape, over, x, run) || run.size < 2) return false;
    axes.merge(shape, [x], over);
    const columns = axes.size(0);
    const columnStep = axes.stride(0, 0);

    // As in the reference: along the axis of the smallest step, or adding whole rows when that is a kept one.
    let narrowest = Infinity;
    for (let axis = 0; axis < axes.rank; axis++) {
      if (axes.size(axis) > 1) narrowest = Math.min(narrowest, Math.abs(axes.stride(0, axis)));
    }
    const alongLines = run.stride === 1 && narrowest >= 1;
    if (!alongLines && !(columnStep === 1 && columns > 1 && run.stride > 1)) return false;

    return through(shape, x, out, length, (p, o) => {
      const { foldLinesF32, foldLinesF64, foldRowsF32, foldRowsF64 } = exports;
      if (alongLines) (bytes === 8 ? foldLinesF64 : foldLinesF32)(operation, columns, run.size, p, columnStep, o);
      else (bytes === 8 ? foldRowsF64 : foldRowsF32)(operation, run.size, columns, p, run.stride, o, partial);
    });
  };

  /** As `fold`. */
  const argFold = (...[name, shape, axis, x, out]: Parameters<Kernels['argReduce']>): boolean => {
    const operation = folds[name];
    const bytes = floatBytes(x.data);
    const length = resultLength(shape, [axis], out);
    if (operation === undefined || bytes === 0 || !(out.data instanceof Int32Array) || length <= 0) return false;
    axes.merge(shape, [x], [axis]);
    const n = shape[axis] as number;
    const step = x.strides[axis] as number;
    const positions = bytes === 8 ? exports.positionsF64 : exports.positionsF32;
    return through(shape, x, out, length, (p, o) => {
      positions(operation, axes.size(0), n, p, axes.stride(0, 0), step, o);
    });
  };

  /** Calls `line` with the addresses for each line of x along the innermost kept axis; says whether x and out could be had. */
  function through(
    shape: readonly number[],
    x: Strided,
    out: Strided,
    length: number,
    line: (x: number, out: number) => void,
  ): boolean {
    const p = stage.read(shape, x, 1);
    const o = p === 0 ? 0 : stage.write(out, length, 0);
    if (o !== 0) {
      if (axes.rank === 1) {
        line(p, o);
      } else {
        const at: [number] = [p];
        let next = o;
        axes.forEachOuter(1, at, [x.data.BYTES_PER_ELEMENT], () => {
          line(at[0], next);
          next += axes.size(0) * out.data.BYTES_PER_ELEMENT;
        });
      }
      stage.finish(out, length, o);
    }
    stage.release();
    return o !== 0;
  }

  return {
    reduce(...call) {
      if (!fold(...call)) reference.reduce(...call);
    },
    argReduce(...call) {
      if (!argFold(...call)) reference.argReduce(...call);
    },
  };
}
