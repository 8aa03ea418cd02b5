import type { BroadcastR } from './broadcast.js';
import { broadcastSizes } from './broadcast.js';
import type { Show, ShowDim, Unboxed } from './message.js';
import type { Shape, Unify } from './shape.js';
import { ShapeError, showShape } from './shapeError.js';

/** Matrix product, as a rule: [..., m, k] by [..., k, n] gives [..., m, n]; the leading axes broadcast. */
export type MatMulR<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? [number[]]
  : A extends readonly [...infer BatchA extends Shape, infer M extends number, infer K extends number]
    ? B extends readonly [...infer BatchB extends Shape, infer K2 extends number, infer N extends number]
      ? Unify<K, K2> extends readonly [unknown]
        ? BatchA extends readonly []
          ? [[...BatchB, M, N]]
          : BroadcastR<BatchA, BatchB, 'matmul (leading axes)'> extends infer R
            ? R extends readonly [infer Batch extends Shape]
              ? [[...Batch, M, N]]
              : R
            : never
        : `matmul: ${Show<A>} x ${Show<B>}: inner sizes ${ShowDim<K>} and ${ShowDim<K2>} differ`
      : `matmul: right operand ${Show<B>} has rank ${B['length']}; make it a matrix with asColumn(b), or use dot(a, b)`
    : `matmul: left operand ${Show<A>} has rank ${A['length']}; make it a matrix with asRow(a), or use dot(a, b)`;

/** The shape of a matrix product, or the message. */
export type MatMul<A extends Shape, B extends Shape> = Unboxed<MatMulR<A, B>>;

/**
 * The shape of a matrix product.
 *
 * @throws ShapeError if an operand has rank below 2, the inner sizes differ, or the leading axes don't broadcast.
 * @example matmulShape([2, 3], [3, 4]) // [2, 4]
 */
export function matmulShape(a: Shape, b: Shape): number[] {
  if (a.length < 2 || b.length < 2) {
    const [which, shape, advice] = a.length < 2 ? ['a', a, 'asRow(a)'] : ['b', b, 'asColumn(b)'];
    throw new ShapeError(
      `matmul(a, b): needs matrices, but ${which} has shape ${showShape(shape)} (rank ${shape.length}). ` +
        (shape.length === 1 ? `Make it a matrix with ${advice}, or use dot(a, b).` : 'Use multiply(a, b) for scalars.'),
    );
  }
  const inner = a[a.length - 1];
  const innerB = b[b.length - 2];
  if (inner !== innerB) {
    throw new ShapeError(
      `matmul(a, b): inner sizes differ: a has shape ${showShape(a)}, b has shape ${showShape(b)}; ` +
        `a's axis ${a.length - 1} is ${inner} but b's axis ${b.length - 2} is ${innerB}.${matmulRemedy(a, b)}`,
    );
  }
  const leading = broadcastSizes(a.slice(0, -2), b.slice(0, -2), 'matmul (leading axes)');
  return [...leading, a[a.length - 2] ?? 0, b[b.length - 1] ?? 0];
}

function matmulRemedy(a: Shape, b: Shape): string {
  if (a.length !== 2 || b.length !== 2) return '';
  if (a[1] === b[1]) return ' b.T() would fit.';
  if (a[0] === b[0]) return ' a.T() would fit.';
  if (a[0] === b[1]) return ' matmul(b, a) would fit.';
  return '';
}
