import type { Table } from '@keepdims/data';
import type { Provenance } from './numericDataset.js';

/** A bundled set of mixed columns, for `tabular.fit(table, { target })`. */
export interface TableDataset extends Provenance {
  readonly table: Table;
  /** The column usually predicted. */
  readonly target: string;
}
