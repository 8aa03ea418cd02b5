import { readFileSync } from 'node:fs';

/** Costs of one training by NumPy. */
export interface GoldenCosts {
  /** Steps from one cost to the next. */
  readonly every: number;
  readonly costs: readonly number[];
}

/** A training on the noise images: its costs, and how many examples are right after its steps. */
export interface GoldenImages extends GoldenCosts {
  readonly steps: number;
  /** The costs of the first five steps. */
  readonly first: readonly number[];
  readonly trainRight: number;
  readonly testRight: number;
}

type Flower = GoldenCosts & { readonly right: number };
type Hidden = readonly { readonly units: number; readonly right: number }[];

/** What golden.py has written. */
interface Golden {
  readonly flower2: Flower;
  readonly flower3: Flower;
  readonly hidden2: Hidden;
  readonly hidden3: Hidden;
  readonly images: { readonly sum: number; readonly ones: number };
  readonly logistic: GoldenImages;
  readonly shallow: GoldenImages;
  readonly deep: GoldenImages;
}

export const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as Golden; // golden.py writes it so
