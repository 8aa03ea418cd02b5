import { Table } from '@keepdims/data';
import type { NumericDataset, Provenance } from '@keepdims/datasets';
import type { DataFacts } from './dataFacts.js';

/** A bundled set, and what it is and where it comes from. */
export interface BundledFacts extends DataFacts, Provenance {
  readonly target: string;
  readonly task: 'regression' | 'classification';
}

/** The data sets that come with keepdims, by the names under which the command line knows them. */
export const bundled = {
  sacramento: async (): Promise<BundledFacts> => {
    const { loadSacramento } = await import('@keepdims/datasets');
    return { ...(await loadSacramento()), task: 'regression', unit: 'dollars' };
  },
  'breast-cancer': async (): Promise<BundledFacts> => {
    const { loadBreastCancer } = await import('@keepdims/datasets');
    return classes('breast-cancer', 'diagnosis', await loadBreastCancer());
  },
  digits: async (): Promise<BundledFacts> => {
    const { loadDigits } = await import('@keepdims/datasets');
    return { ...classes('digits', 'digit', await loadDigits()), picture: { width: 8, ink: 16 } };
  },
  iris: async (): Promise<BundledFacts> => {
    const { loadIris } = await import('@keepdims/datasets');
    return classes('iris', 'species', await loadIris());
  },
  wine: async (): Promise<BundledFacts> => {
    const { loadWine } = await import('@keepdims/datasets');
    return classes('wine', 'grower', await loadWine());
  },
  penguins: async (): Promise<BundledFacts> => {
    const { loadPenguins } = await import('@keepdims/datasets');
    return { ...(await loadPenguins()), task: 'classification' };
  },
} as const;

/** Whether this is the name of a bundled set. */
export function isBundled(name: string): name is keyof typeof bundled {
  return Object.hasOwn(bundled, name);
}

/** A set of numbers as a table with a row an example, the class's name in the last column. */
function classes(name: string, target: string, set: NumericDataset<number, number, number>): BundledFacts {
  const { X, labels, classNames, description, license, source } = set;
  const m = labels.size;
  // A comma separates names in --features.
  const featureNames = set.featureNames.map((feature) => feature.replaceAll(',', '-'));
  const features = featureNames.map((_, i) => X.data.subarray(i * m, (i + 1) * m));
  const names = Array.from(labels.data, (label) => classNames[label] ?? '');
  const table = new Table({ name, columns: [...featureNames, target], values: [...features, names] });
  return { table, target, task: 'classification', description, license, source };
}
