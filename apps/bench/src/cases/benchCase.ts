import type { Answer } from '../answers.js';
import type { FloatDType, Job } from '../job.js';

/** The time in ms from some fixed start. */
export type Clock = () => number;

/** One way to compute a case's answer in this process. */
export interface Variant {
  readonly name: string;
  /** Whose code it is: this library's, or loops that someone would write without one. Default: this library's. */
  readonly kind?: 'keepdims' | 'loops';
  /** Computes the answer once, from data that `create` made; what is timed, unless there is an `elapsed`. */
  readonly run: () => Answer;
  /** Does the job so many times and returns how long it took, ms, leaving out what isn't part of the job. */
  readonly elapsed?: (calls: number, clock: Clock) => number;
  /** Called before its answer, its warm-up and each of its samples, unmeasured; `finish` after them. */
  readonly prepare?: () => void | Promise<void>;
  readonly finish?: () => void;
}

/** Something that can be computed in several ways, to be timed against each other. */
export interface BenchCase {
  /** For `--filter`: `group/family/size/dtype`, lower case, no spaces. */
  readonly name: string;
  readonly family: Family;
  /** What distinguishes it within its family, for a row of a table: a size, a function's name. */
  readonly label: string;
  /** Its place on the axis of a sweep over sizes. */
  readonly size?: number;
  readonly dtype: FloatDType;
  /** Largest relative difference allowed between the answers. */
  readonly tolerance: number;
  /** The variant that the verdicts are about. */
  readonly subject: string;
  /** Arithmetic and memory traffic of one call, as far as they are worth a rate. */
  readonly work?: { readonly flops?: number; readonly bytes?: number };
  /** What peers are asked to do; without it they have no part in the case. */
  readonly job?: Job;
  /** Makes the data, the same for all variants, and the variants; the first is the reference for the answers. */
  readonly create: () => readonly Variant[] | Promise<readonly Variant[]>;
}

export type Group = 'course' | 'kernels' | 'training';

/** Cases of one kind: the same job at several sizes, or several jobs that belong in one table. */
export interface Family {
  readonly group: Group;
  readonly name: string;
  readonly title: string;
  /** Where the course treats it, such as `§2.11`. */
  readonly section?: string;
  /** What a row's label is, such as `features`. */
  readonly rows: string;
  /** Sizes of a sweep; empty where the family has none, and --size leaves it out. */
  readonly sizes: readonly number[];
  /** The sizes of a quick run. Default: the same. */
  readonly quickSizes?: readonly number[];
  /** The largest size that any --size may ask for: beyond it the data would not fit into an ordinary machine. */
  readonly largestSize?: number;
  /** Sizes that are timed only when --size asks for them: they take a lot of memory. */
  readonly onlyOnRequest?: (size: number, dtype: FloatDType) => boolean;
  /** The dtypes that are timed when none is asked for. Default both. */
  readonly dtypes?: readonly FloatDType[];
  /** What a chart of the sweep shows. Default 'time'. */
  readonly chart?: 'time' | 'gflops';
  /** The cases at a size (0 where there are no sizes). */
  readonly at: (family: Family, size: number, dtype: FloatDType) => readonly BenchCase[];
}

/** A dtype as names of cases have it. */
export const shortDType = (dtype: FloatDType): string => (dtype === 'float32' ? 'f32' : 'f64');

/** Bytes of an element. */
export const bytesOf = (dtype: FloatDType): number => (dtype === 'float32' ? 4 : 8);

/** How far answers may differ: roundings of the dtype add up in different orders. */
export const toleranceOf = (dtype: FloatDType): number => (dtype === 'float32' ? 2e-4 : 1e-9);

/** The name of a family's case. */
export function caseName(family: Family, label: string, dtype: FloatDType): string {
  return [family.group, family.name, label, shortDType(dtype)].filter((part) => part !== '').join('/');
}
