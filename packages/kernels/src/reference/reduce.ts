import type { Data } from '../dtype.js';
import type { Kernels, ReduceName, Strided } from '../kernels.js';
import { forEachLine } from './lines.js';
import { pairwiseSum } from './pairwise.js';

/** A fold: where it starts, how two values combine, and how a whole line folds. */
interface Fold {
  readonly identity: number;
  readonly combine: (a: number, b: number) => number;
  readonly line: (data: Data, start: number, step: number, length: number) => number;
}

function fold(identity: number, combine: Fold['combine']): Fold {
  return {
    identity,
    combine,
    line: (data, start, step, length) => {
      let value = identity;
      for (let i = 0, p = start; i < length; i++, p += step) value = combine(value, data[p] as number);
      return value;
    },
  };
}

const folds: Record<ReduceName, Fold> = {
  // + 0: NumPy's sum of -0 and -0 is 0.
  sum: {
    identity: 0,
    combine: (a, b) => a + b,
    line: (data, start, step, length) => pairwiseSum(data, start, step, length) + 0,
  },
  prod: fold(1, (a, b) => a * b),
  min: fold(Infinity, (a, b) => (a <= b || a !== a ? a : b)),
  max: fold(-Infinity, (a, b) => (a >= b || a !== a ? a : b)),
  any: fold(0, (a, b) => (a !== 0 || b !== 0 ? 1 : 0)),
  all: fold(1, (a, b) => (a !== 0 && b !== 0 ? 1 : 0)),
};

interface AxisWalk {
  readonly size: number;
  readonly stride: number;
}

/** The reduced axes in memory order, largest step first, neighbours joined. As NumPy does, a backward axis is walked backwards. */
function reducedWalk(shape: readonly number[], axes: readonly number[], x: Strided): AxisWalk[] {
  const sorted = axes
    .map((axis) => ({ size: shape[axis] as number, stride: x.strides[axis] as number }))
    .filter(({ size }) => size !== 1)
    .sort((a, b) => Math.abs(b.stride) - Math.abs(a.stride));
  const walk: AxisWalk[] = [];
  for (const axis of sorted) {
    const outer = walk[walk.length - 1];
    if (outer?.stride === axis.stride * axis.size) {
      walk[walk.length - 1] = { size: outer.size * axis.size, stride: axis.stride };
    } else {
      walk.push(axis);
    }
  }
  return walk;
}

const reduce: Kernels['reduce'] = (name, shape, axes, x, out) => {
  const { identity, combine, line } = folds[name];
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const keptShape = kept.map((axis) => shape[axis] as number);
  const keptStrides = kept.map((axis) => x.strides[axis] as number);
  const walk = reducedWalk(shape, axes, x);
  const { offset } = x;
  const O = out.data;

  if (axes.some((axis) => shape[axis] === 0)) {
    forEachLine(keptShape, [out], (n, [p = 0], [step = 0]) => {
      for (let i = 0; i < n; i++, p += step) O[p] = identity;
    });
    return;
  }

  const inner = walk.pop() ?? { size: 1, stride: 0 };
  const narrowest = Math.min(...keptStrides.filter((_, i) => keptShape[i] !== 1).map(Math.abs), Infinity);
  if (walk.length === 0 && Math.abs(inner.stride) <= narrowest) {
    forEachLine(
      keptShape,
      [{ data: x.data, offset, strides: keptStrides }, out],
      (n, [p = 0, q = 0], [sx = 0, so = 0]) => {
        for (let i = 0; i < n; i++, p += sx, q += so) O[q] = line(x.data, p, inner.stride, inner.size);
      },
    );
    return;
  }

  // The elements to fold lie far apart, so fold whole rows into the results: each pass reads memory in order.
  const byRow = Math.abs(inner.stride) > narrowest;
  if (byRow) walk.push(inner);
  if (byRow && name === 'sum' && walk.length === 1 && inner.size > tall) {
    sumTall(keptShape, keptStrides, x.data, offset, inner, out);
    return;
  }
  let first = true;
  const fromRows = (row: Strided) => {
    forEachLine(keptShape, [row, out], (n, [p = 0, q = 0], [sx = 0, so = 0]) => {
      for (let i = 0; i < n; i++, p += sx, q += so) {
        const value = byRow ? (x.data[p] as number) : line(x.data, p, inner.stride, inner.size);
        O[q] = first ? combine(identity, value) : combine(O[q] as number, value);
      }
    });
    first = false;
  };
  forEachLine(
    walk.map((axis) => axis.size),
    [{ data: x.data, offset, strides: walk.map((axis) => axis.stride) }],
    (n, [p = 0], [step = 0]) => {
      for (let i = 0; i < n; i++, p += step) fromRows({ data: x.data, offset: p, strides: keptStrides });
    },
  );
};

/** Rows that are added one after another, as NumPy adds them all; the halves of more are summed apart, which rounds less. */
const tall = 1024;

function sumTall(
  keptShape: readonly number[],
  keptStrides: readonly number[],
  data: Data,
  offset: number,
  { size, stride }: AxisWalk,
  out: Strided,
): void {
  const target = out.data;
  const add = (row: Strided) => {
    forEachLine(keptShape, [row, out], (n, [p = 0, q = 0], [sx = 0, so = 0]) => {
      for (let i = 0; i < n; i++, p += sx, q += so) target[q] = (target[q] as number) + (row.data[p] as number);
    });
  };
  if (size <= tall) {
    forEachLine(keptShape, [out], (n, [q = 0], [so = 0]) => {
      for (let i = 0; i < n; i++, q += so) target[q] = 0;
    });
    for (let i = 0; i < size; i++) add({ data, offset: offset + i * stride, strides: keptStrides });
    return;
  }
  const half = size >> 1;
  sumTall(keptShape, keptStrides, data, offset, { size: half, stride }, out);
  const second = { data: target.slice(), offset: out.offset, strides: out.strides };
  sumTall(keptShape, keptStrides, data, offset + half * stride, { size: size - half, stride }, second);
  add(second);
}

const argReduce: Kernels['argReduce'] = (name, shape, axis, x, out) => {
  const sign = name === 'argmax' ? 1 : -1;
  const without = (values: readonly number[]) => values.filter((_, i) => i !== axis);
  const length = shape[axis] as number;
  const step = x.strides[axis] as number;
  const source = { data: x.data, offset: x.offset, strides: without(x.strides) };
  forEachLine(without(shape), [source, out], (n, [p = 0, q = 0], [sx = 0, so = 0]) => {
    for (let i = 0; i < n; i++, p += sx, q += so) {
      let best = sign * (x.data[p] as number);
      let at = 0;
      for (let j = 1; j < length && best === best; j++) {
        const value = sign * (x.data[p + j * step] as number);
        if (value > best || value !== value) {
          best = value;
          at = j;
        }
      }
      out.data[q] = at;
    }
  });
};

const cumsum: Kernels['cumsum'] = (shape, axis, x, out) => {
  const rest = (values: readonly number[]) => values.filter((_, i) => i !== axis);
  const length = shape[axis] as number;
  const stepX = x.strides[axis] as number;
  const stepOut = out.strides[axis] as number;
  const source = { data: x.data, offset: x.offset, strides: rest(x.strides) };
  const target = { data: out.data, offset: out.offset, strides: rest(out.strides) };
  forEachLine(rest(shape), [source, target], (n, [p = 0, q = 0], [sx = 0, so = 0]) => {
    for (let i = 0; i < n; i++, p += sx, q += so) {
      let sum = 0;
      for (let j = 0; j < length; j++) {
        out.data[q + j * stepOut] = j === 0 ? (x.data[p] as number) : sum + (x.data[p + j * stepX] as number);
        sum = out.data[q + j * stepOut] as number; // read back: rounded to the array's precision
      }
    }
  });
};

/** The reducing half of the reference implementation. */
export const reductions: Pick<Kernels, 'reduce' | 'argReduce' | 'cumsum'> = { reduce, argReduce, cumsum };
