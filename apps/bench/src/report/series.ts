import type { VariantResult } from '../harness.js';
import type { FamilyRun, Run } from '../run.js';

/** The symbols of the charts, which tell the variants apart without colours: those that are filled. */
export const symbols = ['circle', 'square', 'triangle', 'diamond', 'star', 'wye', 'cross', 'hexagon'] as const;

/** How a variant is drawn: colour `--series-N` of the page, and a symbol. */
export interface Look {
  readonly name: string;
  readonly color: string;
  readonly symbol: (typeof symbols)[number];
  /** Loops and peers are dashed, the library's own ways are not. */
  readonly dash: string | undefined;
}

/** How many colours the page has. */
export const colorCount = 8;

/** The looks of a family's variants: the subject first, always in the first colour. */
export function looksOf({ cases }: FamilyRun): Look[] {
  const subject = cases[0]?.subject;
  const kinds = new Map<string, VariantResult['kind']>();
  for (const { variants } of cases) for (const { name, kind } of variants) kinds.set(name, kind);
  const names = [...kinds.keys()].filter((name) => name !== subject);
  if (subject !== undefined && kinds.has(subject)) names.unshift(subject);
  return names.map((name, i) => ({
    name,
    color: `var(--series-${i % colorCount})`,
    symbol: symbols[i % symbols.length] ?? 'circle',
    dash: kinds.get(name) === 'keepdims' ? undefined : kinds.get(name) === 'loops' ? '2 3' : '6 3',
  }));
}

/** A point of a chart: a variant's result in a case. */
export interface Point {
  readonly name: string;
  readonly label: string;
  readonly size: number | undefined;
  /** ms. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly flops: number | undefined;
  readonly bytes: number | undefined;
}

/** Every result of a family as a point. */
export function pointsOf({ cases }: FamilyRun): Point[] {
  return cases.flatMap(({ label, size, work, variants }) =>
    variants.map(({ name, time }) => ({
      name,
      label,
      size,
      low: time.lowerQuartile,
      median: time.median,
      high: time.upperQuartile,
      flops: work?.flops,
      bytes: work?.bytes,
    })),
  );
}

/** The best rates that anyone reached in a run with one dtype, and who: the roof over everyone. */
export interface Roof {
  readonly gflops: { readonly rate: number; readonly by: string };
  readonly gbytes: { readonly rate: number; readonly by: string };
}

/** The roof that a run's own numbers make. */
export function roofOf({ families }: Pick<Run, 'families'>, dtype: FamilyRun['dtype']): Roof {
  const points = families.filter((family) => family.dtype === dtype).flatMap(pointsOf);
  const best = (amount: (point: Point) => number | undefined) =>
    points.reduce(
      (found, point) => {
        const rate = (amount(point) ?? 0) / point.median / 1e6;
        return rate > found.rate ? { rate, by: point.name } : found;
      },
      { rate: 0, by: '' },
    );
  return { gflops: best(({ flops }) => flops), gbytes: best(({ bytes }) => bytes) };
}

/** The highest rate under a roof for a job: its arithmetic, or what memory can deliver for it, GFLOP/s. */
export function roofAt({ gflops, gbytes }: Roof, flops: number, bytes: number): number {
  return Math.min(gflops.rate, (gbytes.rate * flops) / bytes);
}
