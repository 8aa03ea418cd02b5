import type { Dataset, Entity, Group } from 'h5wasm';
import { withHdf5 } from '../data/withHdf5.js';
import type { Inspected, InspectedArray } from './inspected.js';
import { NumberMeter } from './numberStatistics.js';
import type { NumberStatistics } from './numberStatistics.js';

/** Elements that are read at once, and the most that are read at all: a short file can declare any number of elements. */
const [elementsAtOnce, mostElements] = [2 ** 20, 2 ** 28];

/**
 * An HDF5 file: its data sets under their paths, read part by part, and the attributes of everything. Links to other files are not followed.
 *
 * @throws CliError if it is damaged.
 */
export async function inspectHdf5(bytes: Uint8Array, name: string): Promise<Inspected> {
  return withHdf5(bytes, name, (root) => {
    const arrays: InspectedArray[] = [];
    const metadata: Record<string, unknown> = {};
    const note = (path: string, entity: Group | Dataset): void => {
      for (const [key, attribute] of Object.entries(entity.attrs)) metadata[`${path}@${key}`] = attribute.json_value;
    };
    note('', root);
    for (const path of root.paths().map((each) => each.replace(/^\//, ''))) {
      const entity = path === '' ? null : root.get(path);
      if (isDataset(entity)) arrays.push(inspectDataset(path, entity));
      if (isDataset(entity) || isGroup(entity)) note(path, entity);
    }
    const unread = arrays.flatMap((array) => (isUnread(array) ? [array.name] : []));
    const facts = unread.length === 0 ? [] : ([['not read', unread.join(', ')]] as const);
    return { kind: 'hdf5', description: 'data sets (HDF5)', facts, metadata, arrays, columns: [] };
  });
}

function isDataset(entity: Entity | null): entity is Dataset {
  return entity !== null && 'slice' in entity;
}

function isGroup(entity: Entity | null): entity is Group {
  return entity !== null && 'keys' in entity;
}

/** Whether it has numbers that were not measured: too many, or stored in a way that the library cannot read. */
function isUnread({ dtype, statistics }: InspectedArray): boolean {
  return statistics === undefined && /^(?:u?int\d+|float\d+|bool)$/.test(dtype);
}

function inspectDataset(name: string, dataset: Dataset): InspectedArray {
  const { type, size, signed, shape, enum_type: members } = dataset.metadata;
  const isBool =
    Object.keys(members?.members ?? {})
      .sort()
      .join() === 'FALSE,TRUE';
  const numbers = numberTypes[type]?.(size, signed) ?? (isBool ? 'bool' : undefined);
  return {
    name,
    shape: shape ?? [],
    dtype: numbers ?? otherTypes[type] ?? 'other',
    statistics: numbers === undefined ? undefined : tryToMeasure(dataset, shape),
  };
}

/** HDF5's classes of types. */
const numberTypes: Readonly<Record<number, (size: number, signed: boolean) => string>> = {
  0: (size, signed) => `${signed ? 'int' : 'uint'}${8 * size}`,
  1: (size) => `float${8 * size}`,
};

const otherTypes: Readonly<Record<number, string>> = { 3: 'text', 4: 'bits', 5: 'opaque', 6: 'record', 7: 'reference', 8: 'enum', 9: 'lists', 10: 'arrays' }; // prettier-ignore

/** Undefined if the elements are too many, or of a kind or under a filter that the library does not know. */
function tryToMeasure(dataset: Dataset, shape: readonly number[] | null): NumberStatistics | undefined {
  try {
    return measure(dataset, shape);
  } catch {
    return undefined;
  }
}

function measure(dataset: Dataset, shape: readonly number[] | null): NumberStatistics | undefined {
  const meter = new NumberMeter();
  if (shape === null) return meter.statistics();
  const elements = shape.reduce((product, size) => product * size, 1);
  if (elements > mostElements) return undefined;
  const [rows = 1, ...rest] = shape;
  const step = shape.length === 0 ? 1 : Math.max(1, Math.floor((elementsAtOnce * rows) / Math.max(1, elements)));
  for (let from = 0; from < rows && elements > 0; from += step) {
    const whole = rest.map((): [] => []);
    const part = shape.length === 0 ? dataset.value : dataset.slice([[from, Math.min(rows, from + step)], ...whole]);
    const values = typeof part === 'number' || typeof part === 'bigint' ? [part] : part;
    if (!isNumbers(values)) return undefined;
    meter.add(values);
  }
  return meter.statistics();
}

function isNumbers(value: unknown): value is ArrayLike<number | bigint> {
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView);
  return Array.isArray(value) && value.every((one) => typeof one === 'number' || typeof one === 'bigint');
}
