import { all, copy, isFinite } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { AnyLayerCache, LayerParams } from '../layer.js';
import type { Dense } from '../dense.js';
import { outputCost } from '../outputCost.js';
import { parameterGradients } from '../parameterGradients.js';
import { requireExamples } from './requireExamples.js';
import type { TrainingRun, TrainingRunOptions } from './trainingRun.js';

/** A run whose steps are the public functions, as the course writes them: for activations that have no kernel. */
export function plainRun({ net, params: given, loss, optimizer }: TrainingRunOptions): TrainingRun {
  const last = net.layers[net.layers.length - 1] as Dense; // a network has a layer
  let params = given as readonly LayerParams[];
  let state = optimizer.init(params);
  return {
    step: (X, Y) => {
      requireExamples(net, X, Y);
      const caches: readonly AnyLayerCache[] = net.forward(params, X).caches;
      const output = caches[caches.length - 1] as AnyLayerCache; // one a layer
      const cost = outputCost(last, output, loss, Y);
      const gradients = net.backward(params, caches, { loss, Y });
      ({ params, state } = optimizer.update(params, parameterGradients(gradients), state));
      return { cost, output: output.A };
    },
    params: () => params.map(({ W, b }) => ({ W: copy(W), b: copy(b) })),
    isFinite: () => params.every(({ W, b }) => isFiniteArray(W) && isFiniteArray(b)),
  };
}

function isFiniteArray(a: NDArray): boolean {
  return all(isFinite(a));
}
