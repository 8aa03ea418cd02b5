import type { Floats } from '@keepdims/kernels';
import { all, contiguousData, copy, isFinite } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { clipGradients } from '@keepdims/optimizers';
import type { OptimizerState } from '@keepdims/optimizers';
import type { AnyLayerCache, LayerParams } from '../layer.js';
import type { Dense } from '../dense.js';
import { l2Term } from '../l2Term.js';
import { outputCost } from '../outputCost.js';
import { parameterGradients } from '../parameterGradients.js';
import { trainableParams, withTrained } from '../trainableParams.js';
import type { TrainableLayer } from '../trainableParams.js';
import { none, requireStep } from './requireStep.js';
import type { TrainingRun, TrainingRunOptions } from './trainingRun.js';

/** A run whose steps are the public functions, as the course writes them: for activations that have no kernel. */
export function plainRun(options: TrainingRunOptions): TrainingRun {
  const { net, loss, optimizer, l2 = 0, clip, rng, optimizerState } = options;
  const last = net.layers[net.layers.length - 1] as Dense; // a network has a layer
  const mode = rng === undefined ? { training: true } : { training: true, rng };
  let params = options.params as readonly LayerParams[]; // checked
  let state = (optimizerState ?? optimizer.init(trainableParams(params))) as OptimizerState<Trained>; // checked likewise
  return {
    step: (X, Y, given = none) => {
      requireStep(net, loss, X, Y, given);
      const { weights, learningRateFactor = 1 } = given;
      const caches: readonly AnyLayerCache[] = net.forward(params, X, mode).caches;
      const output = caches[caches.length - 1] as AnyLayerCache; // one a layer
      const cost = outputCost(last, output, loss, Y, weights);
      const target = weights === undefined ? { loss, Y, l2 } : { loss, Y, l2, weights };
      const gradients: Trained = parameterGradients(net.backward(params, caches, target));
      const penalty = l2 === 0 ? 0 : penaltyOf(l2, params);
      if (clip !== undefined) clipGradients(gradients.flatMap(numbersOf), clip);
      const trained = optimizer.update(trainableParams(params), gradients, state, { learningRateFactor });
      state = trained.state;
      params = withTrained(net.updateStatistics(params, caches), trained.params);
      return { cost: cost + penalty, output: output.A };
    },
    params: () => params.map(copies),
    optimizerState: () => ({
      step: state.step,
      slots: Object.fromEntries(Object.entries(state.slots).map(([name, layers]) => [name, layers.map(copies)])),
    }),
    isFinite: () => params.every((layer) => arraysOf(layer).every((array) => all(isFinite(array)))),
  };
}

type Trained = readonly TrainableLayer<LayerParams>[];

/** From the last layer to the first, as fused steps add it up. */
function penaltyOf(l2: number, params: readonly LayerParams[]): number {
  return params.reduceRight((sum, { W }) => sum + l2Term(l2, contiguousData(W)), 0);
}

/** A layer's gradients, which were made for this and are contiguous. */
function numbersOf(layer: TrainableLayer<LayerParams>): Floats[] {
  return arraysOf(layer).map((array) => contiguousData(array) as Floats); // of floats
}

function arraysOf(layer: object): NDArray[] {
  return Object.values(layer) as NDArray[]; // a layer holds nothing else
}

function copies<T extends object>(layer: T): T {
  return Object.fromEntries(Object.entries(layer).map(([name, array]: [string, NDArray]) => [name, copy(array)])) as T; // the same names
}
