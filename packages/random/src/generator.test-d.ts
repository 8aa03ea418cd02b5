import * as np from '@keepdims/ndarray';
import type { Dim, NDArray } from '@keepdims/ndarray';
import { SeedSequence, defaultRng } from './index.js';
import type { Generator, Rng } from './index.js';

/** True when A and B are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function is<A>(): <B>(value: B, same: Same<A, B>) => void;

const rng = defaultRng(1);
declare const m: Dim<'m'>;
declare const shape: number[];

is<Generator>()(defaultRng(), true);
is<Generator>()(defaultRng(2n ** 70n), true);
is<Generator>()(defaultRng([1, 2n]), true);
is<Generator>()(defaultRng(new SeedSequence(1)), true);
is<Generator[]>()(rng.spawn(3), true);

is<number>()(rng.random(), true);
is<NDArray<[5], 'float64'>>()(rng.random(5), true);
is<NDArray<[2, 3], 'float64'>>()(rng.random([2, 3]), true);
is<NDArray<[], 'float64'>>()(rng.random([]), true);
is<NDArray<number[], 'float64'>>()(rng.random(shape), true);
is<NDArray<[Dim<'m'>], 'float64'>>()(rng.standardNormal(m), true);
is<NDArray<[2, 2], 'float64'>>()(rng.uniform(0, 1, [2, 2]), true);
is<number>()(rng.normal(0, 1), true);
is<number>()(rng.integers(10), true);
is<number>()(rng.integers(0, 10, undefined, { endpoint: true }), true);
is<NDArray<[3, 4], 'int32'>>()(rng.integers(0, 10, [3, 4]), true);
is<NDArray<[3], 'int32'>>()(rng.integers(10, null, 3, { endpoint: true }), true);
is<NDArray<[5], 'int32'>>()(rng.permutation(5), true);
is<NDArray<[3, 2], 'float32'>>()(rng.permutation(np.zeros([3, 2], { dtype: 'float32' })), true);
is<number>()(rng.choice(5), true);
is<NDArray<[4], 'int32'>>()(rng.choice(9, 4), true);
is<boolean>()(rng.choice(np.array([true, false])), true);
is<NDArray<[2, 2], 'uint8'>>()(rng.choice(np.zeros([3], { dtype: 'uint8' }), [2, 2]), true);

const any: Rng = rng;
is<NDArray<[2, 3], 'float64'>>()(any.standardNormal([2, 3]), true);
// @ts-expect-error -- an Rng has only what initializers and splits need
any.integers(3);

// @ts-expect-error -- a seed is no string
defaultRng('7');
// @ts-expect-error -- a size is numbers
rng.random('3');
// @ts-expect-error -- randint is RandomState's
rng.randint(3);
// @ts-expect-error -- shape [3, 4] is not [4, 3]
const swapped: NDArray<[4, 3]> = rng.random([3, 4]);
// @ts-expect-error -- the engine's draws are its own
rng.nextDouble();
