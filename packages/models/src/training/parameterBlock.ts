import type { Floats } from '@keepdims/kernels';
import { assign, copy, reshape, slice, zeros } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Optimizer } from '@keepdims/optimizers';
import type { AnyLayerParams, FloatDType, LayerParams } from '../layer.js';
import { floatsOf } from './views.js';

/** One layer's places in the block. */
export interface LayerBlock {
  readonly units: number;
  readonly inputs: number;
  readonly W: NDArray<[number, number]>;
  readonly b: NDArray<[number, number]>;
  readonly dW: NDArray<[number, number]>;
  readonly db: NDArray<[number, number]>;
}

/** All parameters of a network one after the other, and their gradients and the optimizer's slots in the same order. */
export interface ParameterBlock {
  readonly dtype: FloatDType;
  readonly layers: readonly LayerBlock[];
  readonly values: Floats;
  readonly gradients: Floats;
  readonly slots: Readonly<Record<string, Floats>>;
  /** Copies, for people. */
  readonly params: () => LayerParams[];
  /** Keeps the arrays alive whose memory is used. */
  readonly owners: readonly NDArray[];
}

/** Lay out copies of the parameters; the slots begin at 0. */
export function createParameterBlock(
  params: readonly AnyLayerParams[],
  dtype: FloatDType,
  optimizer: Optimizer,
): ParameterBlock {
  const length = params.reduce((total, { W, b }) => total + W.size + b.size, 0);
  const values = zeros([length], { dtype });
  const gradients = zeros([length], { dtype });
  const slots = optimizer.slots.map((name) => [name, zeros([length], { dtype })] as const);
  let start = 0;
  /** The next numbers of the block, in an array's shape: once among the values, once among the gradients. */
  const place = (array: NDArray): readonly [NDArray<[number, number]>, NDArray<[number, number]>] => {
    const stop = start + array.size;
    const [rows = 0, columns = 0] = array.shape;
    const of = (whole: NDArray<[number]>): NDArray<[number, number]> =>
      reshape(slice(whole, [start, stop]), [rows, columns]); // a view, since the whole is contiguous
    const places = [of(values), of(gradients)] as const;
    start = stop;
    assign(places[0] as NDArray, array);
    return places;
  };
  const layers = params.map(({ W: givenW, b: givenB }): LayerBlock => {
    const [W, dW] = place(givenW);
    const [b, db] = place(givenB);
    return { units: W.shape[0], inputs: W.shape[1], W, b, dW, db };
  });
  return {
    dtype,
    layers,
    values: floatsOf(values),
    gradients: floatsOf(gradients),
    slots: Object.fromEntries(slots.map(([name, array]) => [name, floatsOf(array)])),
    params: () => layers.map(({ W, b }) => ({ W: copy(W), b: copy(b) }) as LayerParams), // of dtype, as they were given
    owners: [values, gradients, ...slots.map(([, array]) => array)],
  };
}
