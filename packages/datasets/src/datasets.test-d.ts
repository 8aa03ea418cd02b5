import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { circles } from './circles.js';
import { flower } from './flower.js';
import { imagesAsColumns } from './imagesAsColumns.js';
import { linearHouses } from './linearHouses.js';
import { loadBreastCancer } from './loadBreastCancer.js';
import { loadDigits } from './loadDigits.js';
import { loadIris } from './loadIris.js';
import { loadWine } from './loadWine.js';
import { moons } from './moons.js';
import { parity } from './parity.js';

/** Compiles only if A and B are the same type. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Equal<A, B>): void {
  // The type argument is the check.
}

const digits = await loadDigits();
same<typeof digits.X, NDArray<[64, 1797], 'float64'>>(true);
same<typeof digits.Y, NDArray<[10, 1797], 'float64'>>(true);
same<typeof digits.labels, NDArray<[1, 1797], 'int32'>>(true);

const cancer = await loadBreastCancer();
same<typeof cancer.X, NDArray<[30, 569], 'float64'>>(true);
same<typeof cancer.Y, NDArray<[1, 569], 'float64'>>(true);

const iris = await loadIris();
same<typeof iris.X, NDArray<[4, 150], 'float64'>>(true);
same<typeof iris.Y, NDArray<[3, 150], 'float64'>>(true);

const wine = await loadWine();
same<typeof wine.X, NDArray<[13, 178], 'float64'>>(true);

const petals = flower();
same<typeof petals.X, NDArray<[2, 400], 'float64'>>(true);
same<typeof petals.Y, NDArray<[1, 400], 'float64'>>(true);

const few = moons({ m: 50, noise: 0.1 });
same<typeof few.X, NDArray<[2, 50], 'float64'>>(true);

declare const count: number;
const some = circles({ m: count });
same<typeof some.X, NDArray<[2, number], 'float64'>>(true);

// @ts-expect-error the options have no such name
flower({ n: 400 });

const houses = linearHouses({ m: 20 });
same<typeof houses.X, NDArray<[1, 20], 'float64'>>(true);
same<typeof houses.Y, NDArray<[1, 20], 'float64'>>(true);

const everyInput = parity(10);
same<typeof everyInput.X, NDArray<[10, 1024], 'float64'>>(true);
same<typeof everyInput.Y, NDArray<[1, 1024], 'float64'>>(true);
const someInputs = parity(30, { m: 7 });
same<typeof someInputs.X, NDArray<[30, 7], 'float64'>>(true);
const unknownInputs = parity(count);
same<typeof unknownInputs.X, NDArray<[number, number], 'float64'>>(true);
// @ts-expect-error parity has no noise
parity(4, { noise: 1 });

const cats = imagesAsColumns(np.zeros([209, 64, 64, 3], { dtype: 'uint8' }));
same<typeof cats, NDArray<[12288, 209], 'float64'>>(true);
const grey = imagesAsColumns(np.zeros([count, 28, 28], { dtype: 'uint8' }));
same<typeof grey, NDArray<[784, number], 'float64'>>(true);
declare const anyImages: NDArray;
const anyColumns = imagesAsColumns(anyImages);
same<typeof anyColumns, NDArray<[number, number], 'float64'>>(true);
