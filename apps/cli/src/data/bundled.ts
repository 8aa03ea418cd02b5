import { Table } from '@keepdims/data';
import type { NumericDataset } from '@keepdims/datasets';

/** What the command line knows of a data set beyond its table; a file of the user's has none of it but the table. */
export interface DataFacts {
  readonly table: Table;
  /** The column predicted unless --target names another. */
  readonly target?: string;
  readonly task?: 'regression' | 'classification';
  /** The target's unit, if it has one. */
  readonly unit?: string;
  /** The columns are the pixels of a picture, row by row; one that can be drawn on a terminal has a width. */
  readonly picture?: { readonly width?: number; readonly ink: number };
  /** The first so many rows are to be trained on, the others to be tested on, whatever the share. */
  readonly trainRows?: number;
}

/** The data sets that come with keepdims, by the names under which the command line knows them. */
export const bundled = {
  sacramento: async (): Promise<DataFacts> => {
    const { loadSacramento } = await import('@keepdims/datasets');
    return { ...(await loadSacramento()), task: 'regression', unit: 'dollars' };
  },
  'breast-cancer': async (): Promise<DataFacts> => {
    const { loadBreastCancer } = await import('@keepdims/datasets');
    return classes('breast-cancer', 'diagnosis', await loadBreastCancer());
  },
  digits: async (): Promise<DataFacts> => {
    const { loadDigits } = await import('@keepdims/datasets');
    return { ...classes('digits', 'digit', await loadDigits()), picture: { width: 8, ink: 16 } };
  },
  iris: async (): Promise<DataFacts> => {
    const { loadIris } = await import('@keepdims/datasets');
    return classes('iris', 'species', await loadIris());
  },
  wine: async (): Promise<DataFacts> => {
    const { loadWine } = await import('@keepdims/datasets');
    return classes('wine', 'grower', await loadWine());
  },
  penguins: async (): Promise<DataFacts> => {
    const { loadPenguins } = await import('@keepdims/datasets');
    return { ...(await loadPenguins()), task: 'classification' };
  },
} as const;

/** Whether this is the name of a bundled set. */
export function isBundled(name: string): name is keyof typeof bundled {
  return Object.hasOwn(bundled, name);
}

/** A set of numbers as the table that a CSV of it would be, the class's name in the last column. */
function classes(name: string, target: string, set: NumericDataset<number, number, number>): DataFacts {
  const { X, labels, classNames } = set;
  const m = labels.size;
  // A comma separates names in --features.
  const featureNames = set.featureNames.map((feature) => feature.replaceAll(',', '-'));
  const features = featureNames.map((_, i) => Array.from({ length: m }, (_, j) => String(X.data[i * m + j])));
  const names = Array.from(labels.data, (label) => classNames[label] ?? '');
  const table = new Table({ name, columns: [...featureNames, target], values: [...features, names] });
  return { table, target, task: 'classification' };
}
