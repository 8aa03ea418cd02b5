import type { Environment } from '../environment.js';
import type { VariantResult } from '../harness.js';
import { runFormat } from '../run.js';
import type { CaseRun, FamilyRun, Run } from '../run.js';

/** For tests: results that nobody measured. */

/** A variant's result whose middle half reaches `spread` to both sides, ms. */
export function variantOf(
  name: string,
  median: number,
  spread = 0,
  kind: VariantResult['kind'] = 'keepdims',
): VariantResult {
  const time = { samples: 9, lowerQuartile: median - spread, median, upperQuartile: median + spread };
  return { name, kind, time, calls: 1 };
}

interface Row {
  readonly size: number;
  readonly times: Readonly<Record<string, number>>;
}

/** A sweep; names that look like peers' are peers. */
export function familyOf(subject: string, rows: readonly Row[], unit = 'n', name = 'sum'): FamilyRun {
  return {
    name,
    group: 'kernels',
    title: 'a sum',
    rows: unit,
    chart: 'gflops',
    dtype: 'float64',
    cases: rows.map(({ size, times }) => caseOf(`kernels/${name}/${size}/f64`, subject, times, size)),
  };
}

export function caseOf(name: string, subject: string, times: Readonly<Record<string, number>>, size?: number): CaseRun {
  return {
    name,
    label: String(size ?? name),
    ...(size === undefined ? {} : { size, work: { flops: 8e6 * size, bytes: 8e6 * size } }),
    subject,
    tolerance: 1e-9,
    difference: 3e-15,
    variants: Object.entries(times).map(([variant, median]) =>
      variantOf(variant, median, 0, /^(numpy|tfjs|jax|ml-)/.test(variant) ? 'peer' : 'keepdims'),
    ),
    leftOut: [],
  };
}

const environment: Environment = {
  node: 'v20.19.0',
  system: 'linux x64',
  cpu: 'Some CPU',
  cores: 1,
  backend: { name: 'simd', threads: 2 },
};

export function runOf(families: readonly FamilyRun[], more: Partial<Run> = {}): Run {
  return {
    format: runFormat,
    date: '2026-11-24T20:00:00.000Z',
    environment,
    options: [],
    families,
    peers: { present: [], absent: [] },
    memory: [],
    ...more,
  };
}
