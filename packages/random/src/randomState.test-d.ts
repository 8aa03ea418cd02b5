import * as np from '@keepdims/ndarray';
import type { Dim, NDArray } from '@keepdims/ndarray';
import { randomState } from './index.js';
import type { Rng } from './index.js';

/** True when A and B are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function is<A>(): <B>(value: B, same: Same<A, B>) => void;

const rs = randomState(1);
declare const n: number;
declare const m: Dim<'m'>;
declare const shape: number[];

is<number>()(rs.rand(), true);
is<NDArray<[3, 4], 'float64'>>()(rs.rand(3, 4), true);
is<NDArray<[3, 4], 'float64'>>()(rs.randn(3, 4), true);
is<NDArray<[number, 4], 'float64'>>()(rs.randn(n, 4), true);
is<NDArray<[2, Dim<'m'>], 'float64'>>()(rs.randn(2, m), true);
is<number | NDArray<number[], 'float64'>>()(rs.randn(...shape), true);
is<NDArray<[5], 'float64'>>()(rs.random(5), true);
is<NDArray<[2, 3], 'float64'>>()(rs.random([2, 3]), true);
is<NDArray<[], 'float64'>>()(rs.random([]), true);
is<NDArray<number[], 'float64'>>()(rs.random(shape), true);
is<NDArray<[Dim<'m'>], 'float64'>>()(rs.standardNormal(m), true);
is<NDArray<[2, 2], 'float64'>>()(rs.uniform(0, 1, [2, 2]), true);
is<number>()(rs.normal(0, 1), true);
is<number>()(rs.randint(10), true);
is<NDArray<[3, 4], 'int32'>>()(rs.randint(0, 10, [3, 4]), true);
is<NDArray<[5], 'int32'>>()(rs.permutation(5), true);
is<NDArray<[3, 2], 'float32'>>()(rs.permutation(np.zeros([3, 2], { dtype: 'float32' })), true);
is<number>()(rs.choice(5), true);
is<NDArray<[4], 'int32'>>()(rs.choice(9, 4), true);
is<boolean>()(rs.choice(np.array([true, false])), true);
is<NDArray<[2, 2], 'uint8'>>()(rs.choice(np.zeros([3], { dtype: 'uint8' }), [2, 2]), true);

const rng: Rng = rs;
is<NDArray<[2, 3], 'float64'>>()(rng.standardNormal([2, 3]), true);
// @ts-expect-error -- an Rng has only what initializers and splits need
rng.randint(3);

// @ts-expect-error -- a seed is required: randomness is an argument
randomState();
// @ts-expect-error -- a size is numbers
rs.random('3');
// @ts-expect-error -- with a size, both bounds are given
rs.uniform([3]);
// @ts-expect-error -- shape [3, 4] is not [4, 3]
const swapped: NDArray<[4, 3]> = rs.randn(3, 4);
