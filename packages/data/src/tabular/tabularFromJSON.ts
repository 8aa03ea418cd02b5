import { FormatError, refuseUnknownOptions } from '@keepdims/shapes';
import type { FeatureColumn, Target } from './columns.js';
import { Tabular } from './fittedTabular.js';

/**
 * Make a preprocessor from what its `toJSON` gave, after checking every part: the data may come from a damaged or edited file.
 *
 * @param json - Parsed JSON.
 * @param options.name - The file's name, for messages and as `file` of a FormatError. Default `'preprocessor'`.
 * @returns A `Tabular` whose `transform` gives the same numbers as the one that was saved.
 * @throws FormatError naming the part that is wrong and what was expected there. RangeError if an option is unknown.
 * @example
 * const fitted = tabular.fit(readCsv('a,b\n1,2\n2,3\n')); tabularFromJSON(JSON.parse(JSON.stringify(fitted))).featureNames // ['a', 'b']
 */
export function tabularFromJSON(json: unknown, options: { readonly name?: string } = {}): Tabular {
  refuseUnknownOptions('tabularFromJSON(json, options)', options, ['name'], { file: 'name' });
  const read = new Reader(options.name ?? 'preprocessor');
  const root = read.object(json, 'the preprocessor');
  if (root.format !== 'keepdims-tabular') read.fail('format', '"keepdims-tabular"', root.format);
  if (root.version !== 1) read.fail('version', '1, the only one this release reads', root.version);
  const columns = read.list(root.columns, 'columns').map((column, i) => readColumn(read, column, `columns[${i}]`));
  if (columns.length === 0) read.fail('columns', 'at least one column', []);
  const target = root.target === null ? undefined : readTarget(read, root.target);
  const names = columns.map(({ name }) => name);
  if (target !== undefined) names.push(target.name);
  names.forEach((name, i) => {
    if (names.indexOf(name) !== i)
      read.fail(i < columns.length ? `columns[${i}].name` : 'target.name', 'a name of its own', name);
  });
  const notes = read.list(root.notes, 'notes').map((note, i) => read.text(note, `notes[${i}]`));
  return new Tabular(columns, target, notes);
}

function readColumn(read: Reader, value: unknown, path: string): FeatureColumn {
  const column = read.object(value, path);
  const name = read.text(column.name, `${path}.name`);
  if (column.kind === 'number') {
    return {
      kind: 'number',
      name,
      median: read.number(column.median, `${path}.median`),
      mean: read.number(column.mean, `${path}.mean`),
      scale: read.positive(column.scale, `${path}.scale`),
    };
  }
  if (column.kind !== 'category') read.fail(`${path}.kind`, '"number" or "category"', column.kind);
  const missing = column.missing;
  if (typeof missing !== 'boolean') return read.fail(`${path}.missing`, 'true or false', missing);
  return { kind: 'category', name, categories: read.names(column.categories, `${path}.categories`, 1), missing };
}

function readTarget(read: Reader, value: unknown): Target {
  const target = read.object(value, 'target');
  const name = read.text(target.name, 'target.name');
  if (target.kind === 'number') {
    return {
      kind: 'number',
      name,
      mean: read.number(target.mean, 'target.mean'),
      scale: read.positive(target.scale, 'target.scale'),
    };
  }
  if (target.kind !== 'classes') read.fail('target.kind', '"number" or "classes"', target.kind);
  const numeric = target.numeric;
  if (typeof numeric !== 'boolean') return read.fail('target.numeric', 'true or false', numeric);
  return { kind: 'classes', name, classes: read.names(target.classes, 'target.classes', 2), numeric };
}

/** Reads the parts of parsed JSON, and names the part in the error when it is not what it must be. */
class Reader {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  fail(path: string, expected: string, got: unknown): never {
    const text = got === undefined ? 'nothing' : JSON.stringify(got);
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    throw new FormatError(`${this.#file}: ${path} must be ${expected}, got ${shown}.`, { file: this.#file, expected });
  }

  object(value: unknown, path: string): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.fail(path, 'an object', value);
    // Any object may be asked for keys; the values stay unknown.
    return value as Readonly<Record<string, unknown>>;
  }

  list(value: unknown, path: string): readonly unknown[] {
    return Array.isArray(value) ? value : this.fail(path, 'a list', value);
  }

  text(value: unknown, path: string): string {
    return typeof value === 'string' && value !== '' ? value : this.fail(path, 'a text', value);
  }

  number(value: unknown, path: string): number {
    return typeof value === 'number' && Number.isFinite(value) ? value : this.fail(path, 'a finite number', value);
  }

  positive(value: unknown, path: string): number {
    const number = this.number(value, path);
    return number > 0 ? number : this.fail(path, 'a number above 0', value);
  }

  names(value: unknown, path: string, atLeast: number): string[] {
    const names = this.list(value, path).map((name, i) => this.text(name, `${path}[${i}]`));
    if (names.length < atLeast || new Set(names).size !== names.length) {
      this.fail(path, `a list of ${atLeast} or more different texts`, value);
    }
    return names;
  }
}
