/**
 * Shape rules of layers and networks for the compiler: each gives `[]` where the shapes fit, else the one line that the compiler shows.
 */
import type { BinaryDType, DType, FloatOf, NDArray } from '@keepdims/ndarray';
import type { Shape, Show, ShowDim, Unify } from '@keepdims/shapes';
import type { TargetDomain, TargetRows } from '@keepdims/losses';
import type { AnyLayerParams } from './layer.js';

/** The number of examples m of a shape [rows, m]. (All sizes are inferred, so that it resolves for type parameters too.) */
export type Examples<S extends Shape> = S extends readonly [infer _R extends number, infer M extends number]
  ? M
  : number;

/** The number of inputs that weights [units, inputs] take. */
export type InputsOf<W extends Shape> = W extends readonly [infer _R extends number, infer I extends number]
  ? I
  : number;

/** The element type of Z = W X: float32 only if both are. */
export type ComputedDType<W, X> = FloatOf<BinaryDType<W, X> extends infer D extends DType ? D : never>;

/** W is [units, inputs], and b and gamma, if it is there, are [units, 1]. `Where` begins the message. */
export type LayerParamsR<O extends number, I extends number, P extends AnyLayerParams, Where extends string> =
  MatrixR<O, I, P['W']['shape'], `${Where}: W`> extends infer R
    ? R extends string
      ? R
      : MatrixR<O, 1, P['b']['shape'], `${Where}: b`> extends infer R
        ? R extends string
          ? R
          : P extends { readonly gamma: infer G extends NDArray }
            ? MatrixR<O, 1, G['shape'], `${Where}: gamma`>
            : []
        : never
    : never;

type MatrixR<
  Rows extends number,
  Columns extends number,
  S extends Shape,
  Where extends string,
> = number extends S['length']
  ? []
  : S extends readonly [infer R extends number, infer C extends number]
    ? Unify<Rows, R> extends readonly [unknown]
      ? Unify<Columns, C> extends readonly [unknown]
        ? []
        : `${Where} is ${Show<S>}, but must be ${Show<[Rows, Columns]>}`
      : `${Where} is ${Show<S>}, but must be ${Show<[Rows, Columns]>}`
    : `${Where} is ${Show<S>}, but must be ${Show<[Rows, Columns]>}`;

/** A layer's or network's input is [inputs, m]. */
export type InputR<
  I extends number,
  S extends Shape,
  Op extends string,
  Name extends string,
> = number extends S['length']
  ? []
  : S extends readonly [infer R extends number, infer _M extends number]
    ? Unify<I, R> extends readonly [unknown]
      ? []
      : `${Op}: ${Name} ${Show<S>} has ${ShowDim<R>} rows, but ${ShowDim<I>} inputs are expected`
    : `${Op}: ${Name} ${Show<S>} must be [inputs, m], one example a column: make a vector a column with asColumn(${Name})`;

/** Targets have the output's shape `[O, M]`; one row of it where they are class indices. */
export type OutputR<
  O extends number,
  M extends number,
  S extends Shape,
  Op extends string,
  Name extends string,
  F extends LossTargets = LossTargets<'any'>,
> =
  TargetRows<F['targets'], O> extends infer Rows extends number
    ? number extends S['length']
      ? []
      : S extends readonly [infer R extends number, infer N extends number]
        ? Unify<Rows, R> extends readonly [unknown]
          ? Unify<M, N> extends readonly [unknown]
            ? []
            : OutputMismatch<Rows, M, S, Op, Name, F>
          : OutputMismatch<Rows, M, S, Op, Name, F>
        : `${Op}: ${Name} ${Show<S>} must be [outputs, m], one example a column: make a vector a row with asRow(${Name})`
    : never;

type OutputMismatch<
  Rows extends number,
  M extends number,
  S extends Shape,
  Op extends string,
  Name extends string,
  F extends LossTargets,
> = `${Op}: ${Name} is ${Show<S>}, but ${[F['targets']] extends ['class indices']
  ? 'class indices are'
  : 'the output is'} ${Show<[Rows, M]>}`;

/** A loss, as far as the shape of its targets goes. */
interface LossTargets<T extends TargetDomain = TargetDomain> {
  readonly targets: T;
}
