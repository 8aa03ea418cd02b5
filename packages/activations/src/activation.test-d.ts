/** What must compile, and what must not. */
import type { Dim, NDArray } from '@keepdims/ndarray';
import * as np from '@keepdims/ndarray';
import { leakyRelu, relu, softmax, type Activation, type ElementwiseActivation } from './index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<Expected>() {
  return <Actual>(_value: Actual, ..._equal: Equal<Actual, Expected> extends true ? [] : [never]): void => undefined;
}

declare const Z: NDArray<[3, Dim<'m'>], 'float32'>;
declare const other: NDArray<[4, Dim<'m'>], 'float32'>;
declare const unknown: NDArray;
declare const any: Activation;

is<NDArray<[3, Dim<'m'>], 'float32'>>()(relu(Z));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(relu.derivative(Z));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(softmax(Z));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(softmax.derivative(Z, Z));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(any(Z));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(any.vjp(Z, Z, Z));
is<NDArray<[3, Dim<'m'>], 'float32'>>()(any.vjp(Z, unknown, unknown));
is<NDArray<[2], 'float64'>>()(leakyRelu(np.zeros([2], { dtype: 'int32' })));
is<ElementwiseActivation>()(leakyRelu({ negativeSlope: 0.2 }));
relu.vjp(unknown, unknown, Z);

// @ts-expect-error the shapes differ
relu.vjp(Z, Z, other);
// @ts-expect-error the shapes differ
softmax.derivative(Z, other);
// @ts-expect-error no such option
leakyRelu({ slope: 0.2 });
// @ts-expect-error an array, not a number
relu(1);
// @ts-expect-error relu takes no options
relu({});

/** In generic code shapes resolve. */
export function layer<N extends number, M extends number>(
  z: NDArray<[N, M], 'float64'>,
  dA: NDArray<[N, M], 'float64'>,
): NDArray<[N, M], 'float64'> {
  return any.vjp(z, any(z), dA);
}
