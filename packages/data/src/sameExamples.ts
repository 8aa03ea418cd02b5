import type { DType, NDArray } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { Shape, ShowDim, Show, Unify } from '@keepdims/shapes';

/** Some columns of an array: its rows and its dtype, and a number of columns known at run time. */
export type Columns<A extends NDArray> = NDArray<
  [A['shape'] extends readonly [infer Rows extends number, number] ? Rows : number, number],
  A['dtype'] extends infer D extends DType ? D : never
>;

/** X [n_x, m] and Y [outputs, m] have the same m, as a rule for the compiler: `[]` or the message. */
export type SameExamplesR<X extends Shape, Y extends Shape, Op extends string> = number extends
  X['length'] | Y['length']
  ? []
  : X extends readonly [number, infer M extends number]
    ? Y extends readonly [number, infer N extends number]
      ? Unify<M, N> extends readonly [unknown]
        ? []
        : `${Op}: examples are columns, but X ${Show<X>} has ${ShowDim<M>} and Y ${Show<Y>} has ${ShowDim<N>}`
      : `${Op}: examples are columns, but Y is ${Show<Y>}: make a vector a row with asRow(Y)`
    : `${Op}: examples are columns, but X is ${Show<X>}: make a vector a row with asRow(X)`;

/**
 * The number of examples that X [n_x, m] and Y [outputs, m] share.
 *
 * @param operation - The call as messages show it.
 * @throws ShapeError if either does not have two axes or the numbers of columns differ.
 */
export function checkSameExamples(operation: string, X: NDArray, Y: NDArray): number {
  const shapes = `X has shape ${showShape(X.shape)}, Y has shape ${showShape(Y.shape)}`;
  const m = X.shape[1];
  if (X.ndim !== 2 || Y.ndim !== 2 || m === undefined) {
    throw new ShapeError(`${operation}: examples are columns, so both need two axes: ${shapes}.`);
  }
  if (Y.shape[1] !== m) {
    const remedy = Y.shape[0] === m ? ' Y.T() would fit.' : X.shape[0] === Y.shape[1] ? ' X.T() would fit.' : '';
    throw new ShapeError(
      `${operation}: the numbers of examples (columns) differ: ${shapes}; X's axis 1 is ${m} but Y's axis 1 is ${Y.shape[1]}.${remedy}`,
    );
  }
  return m;
}
