import type { VariantResult } from '../harness.js';
import { showRatio, showTime } from '../report/format.js';
import { caseNamed, variantNamed } from '../run.js';
import type { CaseRun, Run } from '../run.js';
import { isTie } from '../statistics.js';
import type { FloatDType } from '../job.js';
import { shortDType } from '../cases/benchCase.js';

/** One line of what the project has set out to reach. */
export interface TargetLine {
  readonly what: string;
  /** What was measured, and what it is compared with, as text; empty where nothing was measured. */
  readonly ours: string;
  readonly other: string;
  readonly ratio: string;
  readonly target: string;
  /** Undefined where it wasn't measured. */
  readonly met: boolean | undefined;
}

/** What is measured besides the cases, where it was. */
export interface OtherMeasurements {
  /** How much longer than bare node it takes to import the library and do a first operation, ms. */
  readonly startMs?: number;
  /** Sizes, gzipped, bytes. */
  readonly kernelsBytes?: number;
  readonly pageBytes?: number;
}

const both: readonly FloatDType[] = ['float32', 'float64'];
const javaScriptPeers = /^(tfjs|jax|numpy-ts|ml-matrix)/;
const numpy = 'numpy 1 thread';

interface Comparison {
  /** The case's name without its dtype. */
  readonly name: string;
  readonly dtypes?: readonly FloatDType[];
  /** The variant that is judged. Default: the case's subject. */
  readonly variant?: string;
  /** With whom: a variant's name, or the fastest JavaScript peer. */
  readonly against: string;
  /** At least so many times as fast. */
  readonly atLeast: number;
  /** Medians whose middle halves overlap count as equal. */
  readonly tieCounts?: boolean;
}

const fastestJs = 'best JS peer';

/** Comparisons of one case with a peer or another variant. */
const comparisons: readonly Comparison[] = [
  ...[256, 512, 1024, 2048].flatMap((n): Comparison[] => [
    { name: `kernels/gemm/${n}`, against: numpy, atLeast: 0.48 },
    { name: `kernels/gemm/${n}`, against: fastestJs, atLeast: 1.6 },
  ]),
  ...[256, 512, 1024].flatMap((n) =>
    ['A.T view @ B', 'A @ B.T view', 'A.T view @ B.T view'].map((variant): Comparison => ({
      name: `kernels/gemm-views/${n}`,
      variant,
      against: 'A @ B',
      atLeast: 0.95,
    })),
  ),
  ...[512, 1024, 2048].map((n): Comparison => ({
    name: `kernels/gemm-threads/${n}`,
    variant: 'two threads',
    against: 'one thread',
    atLeast: 1.8,
  })),
  ...['course/dot/1000000', 'kernels/reduce/sum-axis-0-1000', 'kernels/reduce/sum-axis-1-1000'].map(
    (name): Comparison => ({ name, against: numpy, atLeast: 1, tieCounts: true }),
  ),
  ...['kernels/add/row-out-1000', 'kernels/add/column-out-1000'].map((name): Comparison => ({
    name,
    against: numpy,
    atLeast: 1,
    tieCounts: true,
  })),
  ...[
    { name: 'exp', dtypes: ['float32'] as const, atLeast: 1 / 2.5 },
    { name: 'sigmoid', dtypes: ['float32'] as const, atLeast: 1 / 2.5 },
    { name: 'tanh', dtypes: both, atLeast: 1 / 4 },
  ].flatMap(({ name, dtypes, atLeast }): Comparison[] => [
    { name: `kernels/unary/${name}-1000000`, dtypes, against: numpy, atLeast },
    { name: `kernels/unary/${name}-1000000`, dtypes, against: fastestJs, atLeast: 1 / 1.2 },
  ]),
  ...['training/step/logistic-12288x209', 'training/step/12288-20-7-5-1x209'].flatMap((name): Comparison[] => [
    { name, against: numpy, atLeast: 0.75 },
    { name, against: fastestJs, atLeast: 3 },
  ]),
  { name: 'training/step/784-256-128-10x64-sgd', against: numpy, atLeast: 0.6 },
  { name: 'training/step/784-256-128-10x64-sgd', variant: 'fit, two threads', against: numpy, atLeast: 1 },
  { name: 'training/step/784-256-128-10x64-sgd', against: fastestJs, atLeast: 2 },
  { name: 'training/step/2-4-1x400', dtypes: ['float32'], against: numpy, atLeast: 3 },
  { name: 'training/step/2-4-1x400', dtypes: ['float64'], against: numpy, atLeast: 2 },
];

const tinyCall = 'kernels/call/np-add-of-two-4-1';

/** Whether a target needs the case of that name. */
export function isTargetCase(name: string): boolean {
  return wanted.has(name);
}

const wanted = new Set([
  ...comparisons.flatMap(({ name, dtypes = both }) => dtypes.map((dtype) => `${name}/${shortDType(dtype)}`)),
  ...both.map((dtype) => `${tinyCall}/${shortDType(dtype)}`),
]);

/** Every target against a run. */
export function targetLines(run: Run, { startMs, kernelsBytes, pageBytes }: OtherMeasurements): TargetLine[] {
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  return [
    ...comparisons.flatMap((comparison) =>
      (comparison.dtypes ?? both).map((dtype) => comparisonLine(run, comparison, dtype)),
    ),
    ...both.map((dtype) => {
      const name = `${tinyCall}/${shortDType(dtype)}`;
      const found = caseNamed(run, name);
      const ms = found === undefined ? undefined : variantNamed(found, found.subject)?.time.median;
      return limitLine(name, ms, 0.001, showTime);
    }),
    ...memoryLines(run),
    limitLine('kernels, gzipped', kernelsBytes, 60_000, kilobytes),
    limitLine('a page that trains a network, gzipped', pageBytes, 90_000, kilobytes),
    limitLine('import and first operation, beyond bare node', startMs, 40, showTime),
  ];
}

function comparisonLine(run: Run, comparison: Comparison, dtype: FloatDType): TargetLine {
  const { name, against, atLeast, tieCounts = false } = comparison;
  const fullName = `${name}/${shortDType(dtype)}`;
  const found = caseNamed(run, fullName);
  const ours = found === undefined ? undefined : variantNamed(found, comparison.variant ?? found.subject);
  const other = found === undefined ? undefined : rivalOf(found, against);
  const target = `>= ${Number(atLeast.toFixed(2))}${tieCounts ? ' or tie' : ''}`;
  const what = comparison.variant === undefined ? fullName : `${fullName}: ${comparison.variant.replace('fit, ', '')}`;
  if (ours === undefined || other === undefined) {
    return {
      what,
      ours: ours === undefined ? '' : showTime(ours.time.median),
      other: against,
      ratio: '',
      target,
      met: undefined,
    };
  }
  const ratio = other.time.median / ours.time.median;
  const tie = tieCounts && isTie(ours.time, other.time);
  return {
    what,
    ours: showTime(ours.time.median),
    other: `${other.name.replace(' 1 thread', '')} ${showTime(other.time.median)}`,
    ratio: tie ? `${showRatio(ratio)} tie` : showRatio(ratio),
    target,
    met: ratio >= atLeast || tie,
  };
}

function rivalOf(found: CaseRun, against: string): VariantResult | undefined {
  if (against !== fastestJs) return variantNamed(found, against);
  return found.variants
    .filter(({ name, note }) => javaScriptPeers.test(name) && note === undefined)
    .sort((a, b) => a.time.median - b.time.median)[0];
}

function limitLine(
  what: string,
  value: number | undefined,
  limit: number,
  show: (value: number) => string,
): TargetLine {
  return {
    what,
    ours: value === undefined ? '' : show(value),
    other: '',
    ratio: '',
    target: `<= ${show(limit)}`,
    met: value === undefined ? undefined : value <= limit,
  };
}

function memoryLines({ memory }: Run): TargetLine[] {
  return ['steps', 'temporaries'].map((name) => {
    const found = memory.find((result) => result.name === name);
    return {
      what: `memory: ${name === 'steps' ? '100,000 training steps' : '10^6 temporaries'}`,
      ours: found === undefined ? '' : `${Math.round((found.readings.at(-1)?.rss ?? 0) / 1e6)} MB`,
      other: '',
      ratio: '',
      target: 'flat',
      met: found?.flat,
    };
  });
}
