import { Table } from '@keepdims/data';
import type { NumberCells } from '@keepdims/data';
import { readNpy, readNpz } from '@keepdims/formats';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { CliError } from '../errors.js';
import { checkCells } from './checkCells.js';
import type { DataFacts } from './dataFacts.js';
import { columnsOfMatrix } from './numberColumns.js';

/**
 * An npy file: an array [m, n] becomes m rows with the columns x0, x1, …
 *
 * @throws CliError if the array has another rank. FormatError if the file is damaged or holds no numbers.
 */
export function npyFacts(bytes: Uint8Array, name: string): DataFacts {
  const { columns, values } = featureColumns(readNpy(bytes, { name }), name, name);
  return { table: new Table({ name, columns, values }) };
}

/**
 * An npz file as users of scikit-learn save it: X [m, n], whose columns are called x0, x1, …, and y [m] (or [m, 1]), the target, which new
 * data may lack. Capital letters don't matter.
 *
 * @throws CliError if it holds other arrays, which it names, or they don't fit together. FormatError if the file is damaged.
 */
export function npzFacts(bytes: Uint8Array, name: string): DataFacts {
  const arrays = new Map(Object.entries(readNpz(bytes, { name })));
  const [X, y] = ['x', 'y'].map((wanted) => [...arrays].find(([key]) => key.toLowerCase() === wanted));
  const others = [...arrays.keys()].filter((key) => key !== X?.[0] && key !== y?.[0]);
  if (X === undefined || others.length > 0) {
    const holds = arrays.size === 0 ? 'nothing' : [...arrays.keys()].slice(0, 8).join(', ');
    throw new CliError(
      `${name} holds ${holds}, but keepdims reads X [m, n], a row an example, and y [m]; save them so: np.savez(file, X=X, y=y).`,
    );
  }
  const { columns, values, m } = featureColumns(X[1], name, `${name}, ${X[0]}`);
  if (y === undefined) return { table: new Table({ name, columns, values }) };
  const [, labels] = y;
  if (labels.shape[0] !== m || labels.size !== m) {
    throw new CliError(
      `${name}, ${y[0]}: there must be one number for each of the ${m} rows of ${X[0]}, but its shape is ${show(labels)}.`,
    );
  }
  const cells = np.reshape(labels, [m]).data.slice();
  return { table: new Table({ name, columns: [...columns, 'y'], values: [...values, cells] }), target: 'y' };
}

/** The columns x0, x1, … of an array [m, n]. @param where - The array, for messages. */
export function featureColumns(
  X: NDArray,
  name: string,
  where: string,
): { readonly columns: readonly string[]; readonly values: readonly NumberCells[]; readonly m: number } {
  const [m = 0, n = 0] = X.shape;
  if (X.ndim !== 2 || X.size === 0) {
    const remedy = X.ndim > 2 && X.size > 0 ? '; flatten the examples: X.reshape(len(X), -1)' : '';
    throw new CliError(
      `${where}: the array must have the shape [m, n], a row an example, but has ${show(X)}${remedy}.`,
    );
  }
  checkCells(m, n, name);
  return { columns: Array.from({ length: n }, (_, i) => `x${i}`), values: columnsOfMatrix(X), m };
}

function show({ shape }: NDArray): string {
  return `[${shape.join(', ')}]`;
}
