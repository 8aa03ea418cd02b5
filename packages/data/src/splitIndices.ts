import { randomState } from '@keepdims/random';
import type { Rng } from '@keepdims/random';

/** Where the randomness comes from: a seed (NumPy's RandomState) or a generator. */
export type RandomSource =
  { readonly seed: number; readonly rng?: undefined } | { readonly rng: Rng; readonly seed?: undefined };

/** Options of {@link splitIndices}, besides the seed or generator. */
export interface SplitOptions {
  /** Share of the examples (below 1) or their number (whole). A share is rounded up. Default 0.2. */
  readonly testSize?: number;
  /** As `testSize`. Default 0: no validation examples. */
  readonly validationSize?: number;
  /** One label an example: each part then holds the labels in the proportion of the whole, as nearly as whole numbers allow. */
  readonly stratify?: ArrayLike<string | number>;
}

/** Three sets of example numbers that share none and miss none. */
export interface SplitIndices {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/**
 * Divide the examples 0 … m − 1 at random into training, validation and test examples.
 *
 * One permutation is drawn: its first entries are the test examples, the next the validation examples, the rest trains. With a seed and
 * without `stratify` the parts are those of scikit-learn's `train_test_split(…, random_state=seed)`.
 *
 * @param m - Number of examples, 2 or more.
 * @param options - Sizes, labels to stratify by, and `seed` or `rng`.
 * @returns Example numbers, each part in random order.
 * @throws RangeError if a size is out of range or leaves a part empty, or if a label has a single example. TypeError without `seed` or
 *   `rng`.
 * @example splitIndices(5, { testSize: 0.4, seed: 0 }).test // Int32Array.of(2, 0)
 */
export function splitIndices(m: number, options: SplitOptions & RandomSource): SplitIndices {
  requireRandomSource('splitIndices(m, options)', options);
  if (!Number.isInteger(m) || m < 2) {
    throw new RangeError(
      `splitIndices: ${m === 1 ? '1 example' : `${m} examples`} cannot be split; at least 2 are needed.`,
    );
  }
  const testCount = countOf('testSize', options.testSize ?? 0.2, m);
  const validationCount = options.validationSize === 0 ? 0 : countOf('validationSize', options.validationSize, m);
  if (testCount + validationCount >= m) {
    const validation = validationCount === 0 ? '' : ` and ${validationCount} for validation`;
    throw new RangeError(
      `splitIndices: of ${m} examples, ${testCount} for the test${validation} leave none to train on; choose smaller sizes.`,
    );
  }
  const rng = options.rng ?? randomState(options.seed);
  const drawn = rng.permutation(m);
  // A permutation comes as a fresh array of m elements, so its data are its elements in order.
  const order = drawn.data.slice(drawn.offset, drawn.offset + m);
  if (options.stratify !== undefined) return stratified(order, options.stratify, testCount, validationCount);
  return {
    test: order.slice(0, testCount),
    validation: order.slice(testCount, testCount + validationCount),
    train: order.slice(testCount + validationCount),
  };
}

/**
 * Refuse options without a seed or a generator: a split that can't be repeated can't be checked either.
 *
 * @throws TypeError
 */
export function requireRandomSource(operation: string, options: unknown): void {
  if (typeof options === 'object' && options !== null) {
    if ('rng' in options && options.rng !== undefined) return;
    if ('seed' in options && options.seed !== undefined) return;
  }
  throw new TypeError(
    `${operation}: options must say where the randomness comes from, so that the split can be repeated: pass { seed: 1 } or { rng }.`,
  );
}

function countOf(name: string, size: number | undefined, m: number): number {
  if (size === undefined) return 0;
  if (size > 0 && size < 1) return Math.ceil(size * m);
  if (Number.isInteger(size) && size >= 1) return size;
  throw new RangeError(
    `splitIndices: ${name} must be a share between 0 and 1 or a whole number of examples, got ${size}.`,
  );
}

/** Keep the random order, but take from each label only its share. */
function stratified(
  order: Int32Array,
  labels: ArrayLike<string | number>,
  testCount: number,
  validationCount: number,
): SplitIndices {
  if (labels.length !== order.length) {
    throw new RangeError(`splitIndices: stratify has ${labels.length} labels, but there are ${order.length} examples.`);
  }
  const counts = new Map<string | number, number>();
  for (let example = 0; example < labels.length; example++) {
    const label = labels[example] ?? ''; // there is one
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  for (const [label, count] of counts) {
    if (count === 1) {
      throw new RangeError(
        `splitIndices: only one example has label ${JSON.stringify(label)}; stratifying needs two or more of each.`,
      );
    }
  }
  const testQuota = apportion(counts, testCount);
  const rest = new Map([...counts].map(([label, count]) => [label, count - (testQuota.get(label) ?? 0)]));
  const validationQuota = apportion(rest, validationCount);
  const test = new Int32Array(testCount);
  const validation = new Int32Array(validationCount);
  const train = new Int32Array(order.length - testCount - validationCount);
  let [tests, validations, trains] = [0, 0, 0];
  for (const example of order) {
    // There is a label for every example.
    const label = labels[example] ?? '';
    if (take(testQuota, label)) test[tests++] = example;
    else if (take(validationQuota, label)) validation[validations++] = example;
    else train[trains++] = example;
  }
  return { train, validation, test };
}

function take(quota: Map<string | number, number>, label: string | number): boolean {
  const left = quota.get(label) ?? 0;
  if (left > 0) quota.set(label, left - 1);
  return left > 0;
}

/** Share `total` among labels in proportion to their counts: whole parts first, then one each to the largest remainders. */
function apportion(counts: ReadonlyMap<string | number, number>, total: number): Map<string | number, number> {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const shares = [...counts].map(([label, count]) => ({
    label,
    whole: Math.floor((count * total) / all),
    rest: (count * total) % all,
  }));
  const given = shares.reduce((sum, { whole }) => sum + whole, 0);
  const favoured = new Set([...shares].sort((a, b) => b.rest - a.rest).slice(0, total - given));
  return new Map(shares.map((share) => [share.label, share.whole + (favoured.has(share) ? 1 : 0)]));
}
