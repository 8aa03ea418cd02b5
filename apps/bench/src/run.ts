import type { Environment } from './environment.js';
import type { CaseResult, LeftOut, VariantResult } from './harness.js';
import type { FloatDType } from './job.js';
import type { Group } from './cases/benchCase.js';
import type { MemoryResult } from './memory/memoryResult.js';

/** The version of the format; raised when something is renamed or removed. */
export const runFormat = 1;

/** A run as it is saved: `run.schema.json` describes the format. */
export interface Run {
  readonly format: typeof runFormat;
  /** When it began, ISO 8601. */
  readonly date: string;
  readonly environment: Environment;
  /** The options that were given. */
  readonly options: readonly string[];
  readonly families: readonly FamilyRun[];
  /** Peers that took part, and those that couldn't. */
  readonly peers: { readonly present: readonly PeerInfo[]; readonly absent: readonly LeftOut[] };
  readonly memory: readonly MemoryResult[];
}

export interface PeerInfo {
  readonly name: string;
  /** The library's own version and what it runs on. */
  readonly version: string;
}

/** A table: the cases of a family with one dtype. */
export interface FamilyRun {
  readonly name: string;
  readonly group: Group;
  readonly title: string;
  readonly section?: string;
  readonly rows: string;
  readonly chart: 'time' | 'gflops';
  readonly dtype: FloatDType;
  readonly cases: readonly CaseRun[];
}

export interface CaseRun {
  readonly name: string;
  readonly label: string;
  readonly size?: number;
  readonly subject: string;
  readonly tolerance: number;
  readonly difference: number;
  readonly work?: { readonly flops?: number; readonly bytes?: number };
  readonly variants: readonly VariantResult[];
  readonly leftOut: readonly LeftOut[];
}

/** A case's result without the code. */
export function caseRun({ benchCase, variants, leftOut, difference }: CaseResult): CaseRun {
  const { name, label, size, subject, tolerance, work } = benchCase;
  return {
    name,
    label,
    ...(size === undefined ? {} : { size }),
    subject,
    tolerance,
    difference,
    ...(work === undefined ? {} : { work }),
    variants,
    leftOut,
  };
}

/** The case that a name belongs to. */
export function caseNamed({ families }: Pick<Run, 'families'>, name: string): CaseRun | undefined {
  return families.flatMap(({ cases }) => cases).find((known) => known.name === name);
}

export function variantNamed({ variants }: CaseRun, name: string): VariantResult | undefined {
  return variants.find((known) => known.name === name);
}
