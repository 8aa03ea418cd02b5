import type { FloatDType } from '../job.js';
import type { BenchCase, Family } from './benchCase.js';

/** Which cases to time. */
export interface Selection {
  /** Only cases whose name contains it. */
  readonly filter?: string;
  /** Only those that it holds for, after the filter. */
  readonly wanted?: (name: string) => boolean;
  /** Default: what each family has. */
  readonly dtypes?: readonly FloatDType[];
  /** All sizes, those of a quick run, or one; families without sizes are left out when one is asked for. */
  readonly sizes: 'all' | 'quick' | number;
}

/** A family with those of its cases that were chosen. */
export interface ChosenFamily {
  readonly family: Family;
  readonly dtype: FloatDType;
  readonly cases: readonly BenchCase[];
}

/** The chosen cases, by family and dtype; families without any are left out. */
export function chooseCases(
  families: readonly Family[],
  { filter = '', wanted = () => true, dtypes, sizes }: Selection,
): ChosenFamily[] {
  return families
    .flatMap((family) =>
      (dtypes ?? family.dtypes ?? (['float32', 'float64'] as const)).map((dtype) => ({
        family,
        dtype,
        cases: sizesOf(family, dtype, sizes)
          .flatMap((size) => family.at(family, size, dtype))
          .filter(({ name }) => name.includes(filter.toLowerCase()) && wanted(name)),
      })),
    )
    .filter(({ cases }) => cases.length > 0);
}

function sizesOf(family: Family, dtype: FloatDType, sizes: Selection['sizes']): readonly number[] {
  if (typeof sizes === 'number') {
    return family.sizes.length === 0 || sizes > (family.largestSize ?? Infinity) ? [] : [sizes];
  }
  if (family.sizes.length === 0) return [0];
  const all = sizes === 'quick' ? (family.quickSizes ?? family.sizes) : family.sizes;
  return all.filter((size) => family.onlyOnRequest?.(size, dtype) !== true);
}
