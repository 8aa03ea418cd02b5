import type { Floats } from '@keepdims/kernels';
import { assign, copy, reshape, slice, zeros } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { Optimizer, OptimizerState } from '@keepdims/optimizers';
import type { AnyLayerParams, FloatDType, LayerParams } from '../layer.js';
import type { TrainableLayer } from '../trainableParams.js';
import { floatsOf } from './views.js';

type Matrix = NDArray<[number, number]>;

/** One layer's places in the block. */
export interface LayerBlock {
  readonly units: number;
  readonly inputs: number;
  readonly W: Matrix;
  readonly b: Matrix;
  readonly dW: Matrix;
  readonly db: Matrix;
  /** Only with batch normalisation. */
  readonly normalization: NormalizationBlock | undefined;
}

/** What batch normalisation adds: a parameter in the block, and statistics beside it. */
export interface NormalizationBlock {
  readonly gamma: Matrix;
  readonly dGamma: Matrix;
  readonly runningMean: Matrix;
  readonly runningVariance: Matrix;
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
  /** Copies of the slots in the parameters' structure. */
  readonly slotTrees: () => Record<string, TrainableLayer<LayerParams>[]>;
  /** Keeps the arrays alive whose memory is used. */
  readonly owners: readonly NDArray[];
}

/** Lay out copies of the parameters and of the optimizer's state; without one, its slots begin at 0. */
export function createParameterBlock(
  params: readonly AnyLayerParams[],
  dtype: FloatDType,
  optimizer: Optimizer,
  state: OptimizerState<readonly TrainableLayer[]> | undefined,
): ParameterBlock {
  const trained = params.map(({ W, b, gamma }) => (gamma === undefined ? { W, b } : { W, b, gamma }));
  const length = trained.reduce(
    (total, layer) => total + Object.values(layer).reduce((sum, { size }) => sum + size, 0),
    0,
  );
  const block = (): NDArray<[number], FloatDType> => zeros([length], { dtype });
  const [values, gradients] = [block(), block()];
  const slots = optimizer.slots.map((name) => [name, block()] as const);

  /** The places of all layers in one such block, as views of it. */
  const placesIn = (whole: NDArray<[number], FloatDType>): Places[] => {
    let start = 0;
    const next = ({ shape: [rows = 0, columns = 0] }: NDArray): Matrix => {
      const stop = start + rows * columns;
      const place = reshape(slice(whole, [start, stop]), [rows, columns]); // a view, since the whole is contiguous
      start = stop;
      return place;
    };
    return trained.map(({ W, b, gamma }) => ({
      W: next(W),
      b: next(b),
      ...(gamma === undefined ? {} : { gamma: next(gamma) }),
    }));
  };
  const [places, gradientPlaces] = [placesIn(values), placesIn(gradients)];
  const slotPlaces = slots.map(([name, whole]) => [name, placesIn(whole)] as const);
  fill(places, trained);
  if (state !== undefined) for (const [name, own] of slotPlaces) fill(own, state.slots[name] ?? []);

  const owners: NDArray[] = [values, gradients, ...slots.map(([, array]) => array)];
  const statistics = (given: NDArray): Matrix => {
    const own = given.astype(dtype) as Matrix; // a column
    owners.push(own);
    return own;
  };
  const layers = params.map(({ runningMean, runningVariance }, i): LayerBlock => {
    const [{ W, b, gamma }, { W: dW, b: db, gamma: dGamma }] = [places[i] as Places, gradientPlaces[i] as Places]; // one a layer
    const has =
      gamma !== undefined && dGamma !== undefined && runningMean !== undefined && runningVariance !== undefined;
    const normalization = has
      ? { gamma, dGamma, runningMean: statistics(runningMean), runningVariance: statistics(runningVariance) }
      : undefined;
    return { units: W.shape[0], inputs: W.shape[1], W, b, dW, db, normalization };
  });
  return {
    dtype,
    layers,
    values: floatsOf(values),
    gradients: floatsOf(gradients),
    slots: Object.fromEntries(slots.map(([name, array]) => [name, floatsOf(array)])),
    params: () =>
      layers.map(({ W, b, normalization }) => {
        if (normalization === undefined) return copies({ W, b });
        const { gamma, runningMean, runningVariance } = normalization;
        return copies({ W, b, gamma, runningMean, runningVariance });
      }),
    slotTrees: () => Object.fromEntries(slotPlaces.map(([name, own]) => [name, own.map(copies)])),
    owners,
  };
}

/** One layer's places in a block. */
interface Places {
  readonly W: Matrix;
  readonly b: Matrix;
  readonly gamma?: Matrix;
}

function fill(places: readonly Places[], layers: readonly TrainableLayer[]): void {
  places.forEach(({ W, b, gamma }, i) => {
    const layer = layers[i];
    if (layer === undefined) return; // there is one: the structures were checked
    assign(W as NDArray, layer.W);
    assign(b as NDArray, layer.b);
    if (gamma !== undefined && layer.gamma !== undefined) assign(gamma as NDArray, layer.gamma);
  });
}

function copies(layer: Places & Partial<NormalizationBlock>): LayerParams {
  return Object.fromEntries(
    Object.entries(layer).map(([name, array]: [string, Matrix]) => [name, copy(array)]),
  ) as unknown as LayerParams; // the same names; of dtype, as they were given
}
