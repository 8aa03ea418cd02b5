import type { Preprocessing } from './scaling.js';

/** What `tabularPreprocessing` reads of a fitted `tabular`'s plain data. */
export interface TabularData {
  readonly columns: readonly (
    | { readonly kind: 'number'; readonly mean: number; readonly scale: number }
    | { readonly kind: 'category'; readonly categories: readonly string[]; readonly missing: boolean }
  )[];
  readonly target:
    { readonly kind: 'number'; readonly mean: number; readonly scale: number } | { readonly kind: 'classes' } | null;
}

/**
 * What `toOnnx` needs to have a fitted tabular preprocessor in its file.
 *
 * The graph scales numbers (and unscales a regression's output); its input has one column for each of `featureNames`: a number in its own
 * unit, and for each category 1 or 0. ONNX's standard operators have no texts and no medians for missing values: the description that is kept in
 * the file says which categories there are, in what order, and what replaces a missing number.
 *
 * @param data - What `toJSON()` of a fitted `tabular` gave.
 * @returns `input`: shift and scale of every feature, 0 and 1 for categories; `output` for the target of a regression; `description`: the
 *   data itself.
 * @example
 * const column = { kind: 'number', name: 'sqft', median: 1500, mean: 1600, scale: 400 };
 * const cities = { kind: 'category', name: 'city', categories: ['GALT', 'ROCKLIN'], missing: false };
 * tabularPreprocessing({ columns: [column, cities], target: null }).input // { shift: [1600, 0, 0], scale: [400, 1, 1] }
 */
export function tabularPreprocessing(data: TabularData): Preprocessing {
  const { columns, target } = data;
  const features = columns.flatMap((column) => {
    if (column.kind === 'number') return [column];
    const rows = column.categories.length + (column.missing ? 1 : 0);
    return Array.from({ length: rows }, () => ({ mean: 0, scale: 1 }));
  });
  return {
    input: { shift: features.map(({ mean }) => mean), scale: features.map(({ scale }) => scale) },
    output: target?.kind === 'number' ? { shift: [target.mean], scale: [target.scale] } : undefined,
    description: data,
  };
}
