import { Tabular } from '@keepdims/data';
import type { Table } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import { count } from '../render/numbers.js';
import type { Inspected, InspectedColumn } from './inspected.js';
import { NumberMeter } from './numberStatistics.js';

/** What there is to tell of a table. What is missing and what is a number is judged as in training. */
export function inspectTable(table: Table, kind: string, description: string): Inspected {
  return {
    kind,
    description,
    facts: [['table', `${count(table.rowCount, 'row')}, ${count(table.columns.length, 'column')}`]],
    metadata: { rows: table.rowCount },
    arrays: [],
    columns: table.columns.map((name) => inspectColumn(table, name)),
  };
}

function inspectColumn(table: Table, name: string): InspectedColumn {
  const stored = table.numbers(name);
  if (stored !== undefined) {
    const values = Float64Array.from(stored.filter((value) => !Number.isNaN(value)));
    return columnOf(table, name, values.length === 0 ? [] : values);
  }
  const missing = featureOf(table, new Tabular([{ kind: 'category', name, categories: [], missing: true }], undefined, [])); // prettier-ignore
  const present = table.column(name).filter((_, row) => missing[row] === 0);
  const values = numbersOf(table, name)?.filter((_, row) => missing[row] === 0);
  const isNumbers = values !== undefined && values.length > 0;
  return columnOf(table, name, isNumbers ? values : present.map((text) => text.trim()));
}

/** @param values - Those that are not missing: numbers, or texts. */
function columnOf(table: Table, name: string, values: Float64Array | readonly string[]): InspectedColumn {
  const isNumbers = values instanceof Float64Array;
  return {
    name,
    kind: isNumbers ? 'numbers' : 'texts',
    missing: table.rowCount - values.length,
    distinct: new Set<unknown>(values).size,
    statistics: isNumbers ? new NumberMeter().add(values).statistics() : undefined,
  };
}

/** The column's numbers; undefined if it has texts. */
function numbersOf(table: Table, name: string): Float64Array | undefined {
  try {
    return featureOf(table, new Tabular([{ kind: 'number', name, median: 0, mean: 0, scale: 1 }], undefined, []));
  } catch (error) {
    if (error instanceof Error && error.name === 'FormatError') return undefined;
    throw error;
  }
}

/** The only feature of a preprocessor. */
function featureOf(table: Table, preprocessing: Tabular): Float64Array {
  return Float64Array.from(np.contiguousData(preprocessing.transform(table, { target: false }).X));
}
