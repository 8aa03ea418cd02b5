import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/** What an array should be: its values in row order as float64 in base64. */
export interface Expected {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: string;
}

interface Case {
  readonly name: string;
  readonly file: string;
}

interface Golden {
  readonly numpy: string;
  readonly npy: readonly (Case & Expected)[];
  readonly refusedNpy: readonly (Case & { readonly words: string })[];
  readonly npz: readonly (Case & { readonly arrays: Readonly<Record<string, Expected>> })[];
  readonly safetensors: readonly (Case & {
    readonly arrays: Readonly<Record<string, Expected>>;
    readonly metadata: Readonly<Record<string, string>>;
  })[];
  readonly idx: readonly (Case & Expected)[];
}

/** The files that `scripts/golden.py` wrote. */
export const golden = JSON.parse(
  readFileSync(fileURLToPath(new URL('../scripts/golden.json', import.meta.url)), 'utf8'),
) as Golden; // the script writes this

/** Bytes from base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

/** What a test compares: the bits of the values in row order, so that -0 is not 0 and NaN is NaN. */
export function describeArray(a: NDArray): Expected {
  const values = Float64Array.from(np.contiguousData(a));
  return { shape: a.shape, dtype: a.dtype, values: Buffer.from(values.buffer).toString('base64') };
}

/** One NaN for all: their signs and payloads are the machine's affair where a width changes. */
export function withOneNaN(expected: Expected): Expected {
  const values = new Float64Array(fromBase64(expected.values).buffer).map((x) => (Number.isNaN(x) ? NaN : x));
  return { ...expected, values: Buffer.from(values.buffer).toString('base64') };
}
