import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { Rng } from '@keepdims/random';
import { refuseUnknownOptions } from '@keepdims/shapes';

/** Options of {@link parity}. */
export interface ParityOptions<M extends number> {
  /** Draw so many inputs instead of listing all 2^bits of them; 1 or more. */
  readonly m?: M;
  /** Seed of NumPy's RandomState, for drawn inputs. Default 1. */
  readonly seed?: number;
  /** Draws instead of a generator seeded with `seed`. */
  readonly rng?: Rng;
}

/** Inputs of zeros and ones with their parity, examples as columns. */
export interface ParityDataset<Bits extends number, M extends number> {
  /** Zeros and ones, shape [bits, m]. */
  readonly X: NDArray<[Bits, M], 'float64'>;
  /** 1 where the column has an odd number of ones, else 0; shape [1, m]. */
  readonly Y: NDArray<[1, M], 'float64'>;
}

/** 2^0, 2^1, … as types; longer lists would have more columns than anybody trains on. */
// prettier-ignore
type Powers = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576];

/** 2^Bits; `number` where Bits is not known. */
export type PowerOfTwo<Bits extends number> = number extends Bits
  ? number
  : `${Bits}` extends keyof Powers
    ? Extract<Powers[`${Bits}` & keyof Powers], number>
    : number;

const mostListedBits = 20;

/**
 * Parity (§4.4): is the number of ones odd? For two bits it is exclusive or; no input can be left out of sight, for each bit turns the answer.
 *
 * @param bits - How many inputs, an integer from 1 to 20; any number >= 1 if `m` is given.
 * @param options - m (left out: all 2^bits inputs once each, column j being j in binary, its most significant bit in row 0; given: m
 *   inputs drawn at random, each bit alone, so that some may repeat), and seed (1) or rng.
 * @returns X [bits, m] of zeros and ones, Y [1, m].
 * @throws RangeError if bits or m is out of range, or an option is unknown.
 * @example
 * parity(2).X.toArray() // [[0, 0, 1, 1], [0, 1, 0, 1]]
 * parity(2).Y.toArray() // [[0, 1, 1, 0]]
 * parity(30, { m: 5 }).X.shape // [30, 5]
 */
export function parity<const Bits extends number, const M extends number = PowerOfTwo<Bits>>(
  bits: Bits,
  options: ParityOptions<M> = {},
): ParityDataset<Bits, M> {
  refuseUnknownOptions('parity(bits, options)', options, ['m', 'seed', 'rng']);
  const { m, seed = 1, rng } = options;
  if (!Number.isSafeInteger(bits) || bits < 1) {
    throw new RangeError(`parity: bits must be a whole number, 1 or more, got ${bits}.`);
  }
  if (m === undefined && bits > mostListedBits) {
    throw new RangeError(
      `parity: all inputs of ${bits} bits would be 2^${bits} columns; list at most ${mostListedBits} bits, or draw some with m.`,
    );
  }
  if (m !== undefined && (!Number.isSafeInteger(m) || m < 1)) {
    throw new RangeError(`parity: m must be a whole number, 1 or more, got ${m}.`);
  }
  const columns = m ?? 2 ** bits;
  const X = m === undefined ? countingUp(bits, columns) : coinTosses(bits, columns, rng ?? randomState(seed));
  const ones = np.sum(X, { axis: 0, keepDims: true });
  // Where m is left out, M takes its default, 2^bits.
  return { X, Y: np.mod(ones, 2) } as unknown as ParityDataset<Bits, M>;
}

/** Column j is j in binary. */
function countingUp(bits: number, columns: number): NDArray<[number, number], 'float64'> {
  const X = new Float64Array(bits * columns);
  for (let i = 0; i < bits; i++) {
    const shift = bits - 1 - i;
    for (let j = 0; j < columns; j++) X[i * columns + j] = (j >> shift) & 1;
  }
  return np.copy(np.asArray(X, { shape: [bits, columns] }));
}

function coinTosses(bits: number, columns: number, rng: Rng): NDArray<[number, number], 'float64'> {
  // Example by example, so that asking for more of them keeps the first ones.
  const tosses = np.greaterEqual(rng.random([columns, bits]), 0.5);
  return np.copy(np.astype(np.transpose(tosses), 'float64'));
}
