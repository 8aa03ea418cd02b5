/**
 * A network's parameters, caches and gradients as tuples, one item a layer, worked out from the layers' sizes.
 *
 * All walk the layers with an accumulator: such types take hundreds of layers.
 */
import type { DType, NDArray } from '@keepdims/ndarray';
import type { ShowDim, Unify } from '@keepdims/shapes';
import type { Loss } from '@keepdims/losses';
import type { Dense } from './dense.js';
import type { AnyLayerCache, AnyLayerParams, FloatDType, LayerCache, LayerGradients, LayerParams } from './layer.js';
import type { CostOptions } from './requireCostOptions.js';
import type { ComputedDType, Examples, LayerParamsR, OutputR } from './rules.js';

/** The layers themselves; in place of one whose stated inputs clash with the layer before, the message. */
export type Chain<Previous extends number, L, Acc extends unknown[] = []> = L extends readonly [
  infer H extends Dense,
  ...infer Rest,
]
  ? Chain<H['units'], Rest, [...Acc, Linked<Previous, H, Acc>]>
  : L extends readonly []
    ? Acc
    : L;

type Linked<Previous extends number, H extends Dense, Before extends unknown[]> = H extends {
  readonly inputs: infer I extends number | undefined;
}
  ? Unify<Previous, NonNullable<I>> extends readonly [unknown]
    ? H
    : `layer ${[...Before, 0]['length'] & number}: expects ${ShowDim<NonNullable<I>>} inputs, ${Before extends []
        ? 'but nX is'
        : 'the layer before gives'} ${ShowDim<Previous>}`
  : H;

/** The parameters of the layers L on N inputs. */
export type NetworkParams<N extends number, L, D extends FloatDType = FloatDType> = L extends readonly [
  unknown,
  ...unknown[],
]
  ? ParamsWalk<N, L, D>
  : LayerParams<number, number, D>[];

type ParamsWalk<Previous extends number, L, D extends FloatDType, Acc extends unknown[] = []> = L extends readonly [
  infer H extends Dense,
  ...infer Rest,
]
  ? ParamsWalk<H['units'], Rest, D, [...Acc, LayerParams<H['units'], Previous, D>]>
  : Acc;

/** The caches of the layers L on N inputs and M examples; E is the dtype of the network's input. */
export type NetworkCaches<
  N extends number,
  L,
  M extends number = number,
  D extends FloatDType = FloatDType,
  E extends DType = DType,
> = L extends readonly [unknown, ...unknown[]] ? CachesWalk<N, L, M, D, E> : LayerCache<number, number, M, D, DType>[];

type CachesWalk<
  Previous extends number,
  L,
  M extends number,
  D extends FloatDType,
  E extends DType,
  Acc extends unknown[] = [],
> = L extends readonly [infer H extends Dense, ...infer Rest]
  ? CachesWalk<H['units'], Rest, M, D, D, [...Acc, LayerCache<H['units'], Previous, M, D, E>]>
  : Acc;

/** The gradients at the layers L on N inputs and M examples. */
export type NetworkGradients<
  N extends number,
  L,
  M extends number = number,
  D extends FloatDType = FloatDType,
> = L extends readonly [unknown, ...unknown[]] ? GradientsWalk<N, L, M, D> : LayerGradients<number, number, M, D>[];

type GradientsWalk<
  Previous extends number,
  L,
  M extends number,
  D extends FloatDType,
  Acc extends unknown[] = [],
> = L extends readonly [infer H extends Dense, ...infer Rest]
  ? GradientsWalk<H['units'], Rest, M, D, [...Acc, LayerGradients<H['units'], Previous, M, D>]>
  : Acc;

/** How many outputs the last of the layers gives. */
export type OutputsOf<L> = L extends readonly [...unknown[], infer H extends Dense] ? H['units'] : number;

/** How many examples went through the forward pass. */
export type ExamplesOf<C extends readonly AnyLayerCache[]> = Examples<
  C[0] extends AnyLayerCache ? C[0]['Z']['shape'] : never
>;

/** The dtype that parameters P and input X are computed in. */
export type NetworkDType<P extends readonly AnyLayerParams[], X> = ComputedDType<P[number]['W'], X>;

/** The parameters fit the layers L on N inputs, as a rule: `[]` or the message about the first layer that they don't fit. */
export type NetworkParamsR<
  N extends number,
  L,
  P extends readonly AnyLayerParams[],
  Op extends string,
> = L extends readonly [unknown, ...unknown[]]
  ? number extends P['length']
    ? []
    : P['length'] extends L['length']
      ? ParamsRWalk<N, L, P, Op>
      : `${Op}: the parameters are of ${P['length']} layers, but the network has ${L['length']}`
  : [];

type ParamsRWalk<Previous extends number, L, P, Op extends string, N extends 0[] = []> = L extends readonly [
  infer H extends Dense,
  ...infer Rest,
]
  ? P extends readonly [infer Q extends AnyLayerParams, ...infer RestP]
    ? LayerParamsR<H['units'], Previous, Q, `${Op}: layer ${[...N, 0]['length'] & number}`> extends infer R
      ? R extends string
        ? R
        : ParamsRWalk<H['units'], RestP extends readonly unknown[] ? Rest : never, RestP, Op, [...N, 0]>
      : never
    : []
  : [];

/** A loss with the targets Y it compares the outputs with, and what else the cost has. */
export interface LossAndTargets extends CostOptions {
  readonly loss: Loss;
  readonly Y: NDArray;
}

/** Where backward begins: dA[L] of the output's shape `[O, M]`, or a loss with its targets. */
export type TargetR<O extends number, M extends number, T, Op extends string> = T extends {
  readonly loss: infer F extends Loss;
  readonly Y: infer Y extends NDArray;
}
  ? OutputR<O, M, Y['shape'], Op, 'Y', F>
  : T extends NDArray
    ? OutputR<O, M, T['shape'], Op, 'dAL'>
    : [];
