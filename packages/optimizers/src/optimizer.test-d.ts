/** What must compile, and what must not. */
import type { NDArray } from '@keepdims/ndarray';
import * as np from '@keepdims/ndarray';
import {
  adagrad,
  adam,
  adamw,
  defineOptimizer,
  gradientDescent,
  nesterov,
  rmsprop,
  type OptimizerState,
} from './index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<Expected>() {
  return <Actual>(_value: Actual, ..._equal: Equal<Actual, Expected> extends true ? [] : [never]): void => undefined;
}

interface Layer<O extends number, I extends number> {
  W: NDArray<[O, I], 'float64'>;
  b: NDArray<[O, 1], 'float64'>;
}
type Params = [Layer<7, 20>, Layer<1, 7>];
declare const params: Params;
declare const swapped: [Layer<7, 20>, { W: NDArray<[7, 1], 'float64'>; b: NDArray<[1, 1], 'float64'> }];
declare const oneLayer: [Layer<7, 20>];
declare const unsized: [Layer<number, number>, Layer<number, number>];
declare const anyParams: { W: NDArray; b: NDArray }[];

const optimizer = adam({ learningRate: 0.01 });
const state = optimizer.init(params);
is<OptimizerState<Params>>()(state);
is<{ params: Params; state: OptimizerState<Params> }>()(optimizer.update(params, params, state));
optimizer.update(params, unsized, state);
optimizer.update(anyParams, anyParams, optimizer.init(anyParams));
optimizer.update(np.zeros([2]), np.ones([2]), optimizer.init(np.zeros([2])));

// @ts-expect-error W of layer 2 is the wrong way round
optimizer.update(params, swapped, state);
// @ts-expect-error a layer is missing
optimizer.update(params, oneLayer, state);
const two = { W: np.zeros([2]), b: np.zeros([1]) };
// @ts-expect-error b is missing
optimizer.update(two, { W: two.W }, optimizer.init(two));
// @ts-expect-error the state is missing
optimizer.update(params, params);
// @ts-expect-error no such option
gradientDescent({ lr: 0.1 });
gradientDescent({ learningRate: 0.1, l2: 0.01, clipNorm: 1, clipValue: 1 });
nesterov({ beta: 0.9, l2: 0.1 });
rmsprop({ beta: 0.9, momentum: 0.5, centered: 1, clipNorm: 1 });
adagrad({ initialAccumulator: 0.1, learningRateDecay: 0.1, clipValue: 1 });
adamw({ weightDecay: 0.1, beta1: 0.9 });
// @ts-expect-error options are numbers
rmsprop({ centered: true });
// @ts-expect-error only adamw's weights decay beside the step
adam({ weightDecay: 0.1 });

optimizer.update(params, params, state, { learningRateFactor: 0.5 });
// @ts-expect-error the learning rate itself is the optimizer's
optimizer.update(params, params, state, { learningRate: 0.5 });
optimizer.updateInPlace(new Float64Array(1), new Float64Array(1), {}, 1, 0.5);

defineOptimizer({
  name: 'unscheduled',
  // @ts-expect-error without a learning rate, there is nothing for a schedule to change
  options: {},
  slots: [],
  rule: () => undefined,
  knownSteps: [],
  reference: '',
});

/** In generic code, gradients of the parameters' own type fit. */
export function descend<P extends object>(weights: P, gradients: P): P {
  return optimizer.update(weights, gradients, optimizer.init(weights)).params;
}
