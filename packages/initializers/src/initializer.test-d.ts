/** What must compile, and what must not. */
import type { Dim, NDArray } from '@keepdims/ndarray';
import { dim } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { heNormal, initializerByName, randomNormal, zeros, type Initializer } from './index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<Expected>() {
  return <Actual>(_value: Actual, ..._equal: Equal<Actual, Expected> extends true ? [] : [never]): void => undefined;
}

const rng = randomState(1);
declare const n: number;

is<NDArray<[7, 20], 'float64'>>()(heNormal([7, 20], rng));
is<NDArray<[7, 20], 'float64'>>()(randomNormal([7, 20], rng));
is<NDArray<[7, 20], 'float64'>>()(randomNormal({ stddev: 0.1 })([7, 20], rng));
is<NDArray<[7, number], 'float64'>>()(initializerByName('zeros')([7, n], rng));
is<NDArray<[7, Dim<'features'>], 'float64'>>()(heNormal([7, dim('features', 20)], rng));
const all: Initializer[] = [zeros, heNormal, randomNormal, randomNormal({})];
all[0]?.([1, 2], rng);

// @ts-expect-error randomness is an argument
heNormal([7, 20]);
// @ts-expect-error fanIn is missing
heNormal([7], rng);
// @ts-expect-error no such option
randomNormal({ std: 1 });
// @ts-expect-error zeros has no options
zeros({});
