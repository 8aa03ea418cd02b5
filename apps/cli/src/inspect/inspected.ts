import type { NumberStatistics } from './numberStatistics.js';

/** What inspect tells of a file or a run folder. */
export interface Inspected {
  /** Such as `npz` or `checkpoint`. */
  readonly kind: string;
  /** The kind in words. */
  readonly description: string;
  /** Lines of the report: a label and a text. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  /** What the file says beside its arrays, in full, as JSON. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly arrays: readonly InspectedArray[];
  readonly columns: readonly InspectedColumn[];
}

export interface InspectedArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** As the file stores it, such as int64 or bfloat16. */
  readonly dtype: string;
  /** Undefined if the elements are no numbers, or too many to be measured. */
  readonly statistics: NumberStatistics | undefined;
}

/** A column of a table. */
export interface InspectedColumn {
  readonly name: string;
  readonly kind: 'numbers' | 'texts';
  readonly missing: number;
  /** How many different values there are, missing ones apart. */
  readonly distinct: number;
  /** Of numbers, missing ones apart. */
  readonly statistics: NumberStatistics | undefined;
}
