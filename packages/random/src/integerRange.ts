/** One above the largest int32. */
export const int32End = 2 ** 31;

/** The integers from `first` to `first + span`. */
export interface IntegerRange {
  readonly first: number;
  readonly span: number;
}

/**
 * The integers that `randint` and `integers` draw from: from low up to high, or from 0 up to low where high is null.
 *
 * A range is checked even when nothing is drawn from it, but then it may be empty, as in `randint(0, 0, 0)`.
 *
 * @param method - Its name, for messages.
 * @param endpoint - Is high itself one of the integers?
 * @param count - How many values are drawn.
 * @throws RangeError if a bound isn't an integer, the range doesn't fit int32, or values are drawn from an empty one.
 */
export function integerRange(
  method: string,
  low: number,
  high: number | null,
  endpoint: boolean,
  count: number,
): IntegerRange {
  const [first, end] = high === null ? [0, low] : [low, high];
  const shown = high === null ? String(low) : `${low}, ${high}`;
  const call = `${method}(${shown}${endpoint ? ', { endpoint: true }' : ''})`;
  if (!Number.isInteger(first) || !Number.isInteger(end)) {
    throw new RangeError(`${call}: low and high must be integers. uniform(low, high, size) draws fractions.`);
  }
  const last = endpoint ? end : end - 1;
  if (first < -int32End || last >= int32End) {
    throw new RangeError(
      `${call}: the values must fit int32, so low >= -2147483648 and high <= ${endpoint ? '2147483647' : '2147483648'}. ` +
        'np.floor(rng.uniform(low, high, size)) draws from wider ranges, as float64.',
    );
  }
  if (first > last && count > 0) {
    throw new RangeError(
      endpoint
        ? `${call}: the range [${first}, ${end}] is empty: high must not be below low.`
        : `${call}: the range [${first}, ${end}) is empty: high is exclusive, so it must be above low.`,
    );
  }
  return { first, span: last - first };
}
