import type { Data } from '../dtype.js';
import type { BinaryName, Kernels, UnaryName } from '../kernels.js';
import { forEachLine } from './lines.js';
import { binaryScalars, integerScalars, integerUnaryScalars, unaryScalars } from './scalars.js';

/** A loop over one line of two operands. `a`, `b`, `o` are positions, `sa`, `sb`, `so` steps. */
type BinaryLine = (
  n: number, A: Data, a: number, sa: number, B: Data, b: number, sb: number, O: Data, o: number, so: number,
) => void; // prettier-ignore

/*
 * The four functions that training spends its time in have their own loops: a call of an unknown function for each element would cost
 * several times the arithmetic.
 */
const binaryLines: Partial<Record<BinaryName, BinaryLine>> = {
  add(n, A, a, sa, B, b, sb, O, o, so) {
    for (let i = 0; i < n; i++, a += sa, b += sb, o += so) O[o] = (A[a] as number) + (B[b] as number);
  },
  subtract(n, A, a, sa, B, b, sb, O, o, so) {
    for (let i = 0; i < n; i++, a += sa, b += sb, o += so) O[o] = (A[a] as number) - (B[b] as number);
  },
  multiply(n, A, a, sa, B, b, sb, O, o, so) {
    for (let i = 0; i < n; i++, a += sa, b += sb, o += so) O[o] = (A[a] as number) * (B[b] as number);
  },
  divide(n, A, a, sa, B, b, sb, O, o, so) {
    for (let i = 0; i < n; i++, a += sa, b += sb, o += so) O[o] = (A[a] as number) / (B[b] as number);
  },
};

const isFloat = (data: Data) => data instanceof Float64Array || data instanceof Float32Array;

/** Any scalar function, one call an element. */
function callEach(f: (a: number, b: number) => number): BinaryLine {
  return (n, A, a, sa, B, b, sb, O, o, so) => {
    for (let i = 0; i < n; i++, a += sa, b += sb, o += so) O[o] = f(A[a] as number, B[b] as number);
  };
}

function binaryLine(name: BinaryName, integers: boolean): BinaryLine {
  const integer = integers ? integerScalars[name] : undefined;
  if (integer !== undefined) return callEach(integer);
  return binaryLines[name] ?? callEach(binaryScalars[name]);
}

const map: Kernels['map'] = (f, shape, x, out) => {
  const X = x.data;
  const O = out.data;
  forEachLine(shape, [x, out], (n, [p = 0, q = 0], [sx = 0, so = 0]) => {
    for (let i = 0; i < n; i++, p += sx, q += so) O[q] = f(X[p] as number);
  });
};

/** The element-wise half of the reference implementation. */
export const elementwise: Pick<Kernels, 'copy' | 'unary' | 'map' | 'binary' | 'select'> = {
  copy(shape, x, out, toBool) {
    const X = x.data;
    const O = out.data;
    forEachLine(shape, [x, out], (n, [p = 0, q = 0], [sx = 0, so = 0]) => {
      if (toBool) {
        for (let i = 0; i < n; i++, p += sx, q += so) O[q] = X[p] === 0 ? 0 : 1;
      } else if (sx === 1 && so === 1) {
        O.set(X.subarray(p, p + n), q);
      } else {
        for (let i = 0; i < n; i++, p += sx, q += so) O[q] = X[p] as number;
      }
    });
  },

  unary(name: UnaryName, shape, x, out) {
    const integer = isFloat(out.data) ? undefined : integerUnaryScalars[name];
    map(integer ?? unaryScalars[name], shape, x, out);
  },

  map,

  binary(name, shape, a, b, out) {
    const line = binaryLine(name, !isFloat(out.data));
    forEachLine(shape, [a, b, out], (n, [p = 0, q = 0, r = 0], [sa = 0, sb = 0, so = 0]) => {
      line(n, a.data, p, sa, b.data, q, sb, out.data, r, so);
    });
  },

  select(shape, condition, a, b, out) {
    const C = condition.data;
    const A = a.data;
    const B = b.data;
    const O = out.data;
    forEachLine(shape, [condition, a, b, out], (n, [c = 0, p = 0, q = 0, r = 0], [sc = 0, sa = 0, sb = 0, so = 0]) => {
      for (let i = 0; i < n; i++, c += sc, p += sa, q += sb, r += so) {
        O[r] = (C[c] === 0 ? B[q] : A[p]) as number;
      }
    });
  },
};
