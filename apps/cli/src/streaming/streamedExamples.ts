import type { FeatureColumn, Tabular, Target } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { ExampleSource } from '@keepdims/training';
import type { Examples } from '../model/prepare.js';
import { partsOf } from './partsOf.js';
import type { ReadCells } from './readCells.js';

type Matrix = NDArray<[number, number], 'float64'>;

/** Numbers that are read ahead: 64 MB. */
const aheadNumbers = 2 ** 23;

/** Writes one column's part of examples: `X` holds them one after the other, each of `width` numbers. */
type Write = (block: Float64Array, places: Int32Array, inBlock: Int32Array, to: Float64Array, width: number) => void;

/** Rows of a table that is not in memory, as a network sees them. Bit for bit what `Tabular.transform` makes of them. */
export class StreamedExamples implements Examples {
  readonly rows: Int32Array;
  readonly source: ExampleSource;

  constructor(read: ReadCells, rows: Int32Array, preprocessing: Tabular) {
    const { cells, sha256 } = read;
    const { featureNames, outputs, columns, target } = preprocessing;
    const inputs = featureNames.length;
    // Looked up, not searched for: there may be ten thousand columns.
    const places = new Map(read.columns.map(({ name }, j) => [name, j]));
    const placeOf = (name: string): number => places.get(name) ?? -1; // each is there: the preprocessing comes from this table
    let offset = 0;
    const features = columns.map((column) => {
      const write = featureWriter(read, placeOf(column.name), column, offset);
      offset += widthOf(column);
      return write;
    });
    const writeTarget = target === undefined ? undefined : targetWriter(read, placeOf(target.name), target, outputs);
    const hasZeros = columns.some(({ kind }) => kind === 'category');
    this.rows = rows;
    this.source = {
      examples: rows.length,
      inputs,
      outputs,
      // The command line compares the settings and the preprocessing itself; it tells a run on such data by this.
      sums: { X: sha256, Y: sha256 },
      readAhead: Math.max(1, Math.floor(aheadNumbers / (inputs + outputs))),
      read: (places, X, Y) => {
        if (hasZeros) X.fill(0);
        if (outputs > 1) Y.fill(0);
        cells.visit(
          places.map((place) => rows[place] ?? 0),
          (block, into, inBlock) => {
            for (const write of features) write(block, into, inBlock, X, inputs);
            writeTarget?.(block, into, inBlock, Y, outputs);
          },
        );
      },
    };
  }

  /** All of them in memory, read anew at each call. */
  get X(): Matrix {
    return this.#gathered('X');
  }

  /** All targets in memory, read anew at each call. */
  get Y(): Matrix {
    return this.#gathered('Y');
  }

  #gathered(name: 'X' | 'Y'): Matrix {
    const { examples, inputs, outputs } = this.source;
    const width = name === 'X' ? inputs : outputs;
    const all = new Float64Array(width * examples);
    let first = 0;
    for (const part of partsOf(this)) {
      const [values, size] = [np.contiguousData(part[name]), part.X.shape[1]];
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < size; j++) all[i * examples + first + j] = values[i * size + j] ?? NaN;
      }
      first += size;
    }
    return np.asArray(all, { shape: [width, examples] });
  }
}

function widthOf(column: FeatureColumn): number {
  return column.kind === 'number' ? 1 : column.categories.length + Number(column.missing);
}

/** As `tabular` encodes a feature. @param j - Which column of the cells it is. */
function featureWriter(
  { columns, cells: { blockRows } }: ReadCells,
  j: number,
  column: FeatureColumn,
  offset: number,
): Write {
  const start = j * blockRows;
  if (column.kind === 'number') {
    const { median, mean, scale } = column;
    return (block, places, inBlock, to, width) => {
      for (let i = 0; i < places.length; i++) {
        const value = block[start + (inBlock[i] ?? 0)] ?? NaN;
        to[(places[i] ?? 0) * width + offset] = ((Number.isNaN(value) ? median : value) - mean) / scale;
      }
    };
  }
  const { categories } = column;
  const positions = new Map(categories.map((category, index) => [category, index]));
  const indices = columns[j]?.texts.map((text) => positions.get(text) ?? -1) ?? [];
  const ofMissing = column.missing ? categories.length : -1;
  return (block, places, inBlock, to, width) => {
    for (let i = 0; i < places.length; i++) {
      const code = block[start + (inBlock[i] ?? 0)] ?? NaN;
      const index = Number.isNaN(code) ? ofMissing : (indices[code] ?? -1);
      if (index !== -1) to[(places[i] ?? 0) * width + offset + index] = 1;
    }
  };
}

/** As `tabular` encodes a target. No cell is missing: that was refused. @param j - Which column of the cells it is. */
function targetWriter({ columns, cells: { blockRows } }: ReadCells, j: number, target: Target, outputs: number): Write {
  const start = j * blockRows;
  if (target.kind === 'number') {
    const { mean, scale } = target;
    return (block, places, inBlock, to) => {
      for (let i = 0; i < places.length; i++) {
        to[places[i] ?? 0] = ((block[start + (inBlock[i] ?? 0)] ?? NaN) - mean) / scale;
      }
    };
  }
  const { classes, numeric } = target;
  const texts = columns[j]?.texts ?? [];
  const keys: readonly number[] = numeric ? classes.map(Number) : classes.map((name) => texts.indexOf(name));
  const positions = new Map(keys.map((key, index) => [key, index]));
  return (block, places, inBlock, to) => {
    for (let i = 0; i < places.length; i++) {
      const index = positions.get(block[start + (inBlock[i] ?? 0)] ?? NaN) ?? NaN; // a Map takes −0 for 0
      const place = places[i] ?? 0;
      if (outputs === 1) to[place] = index;
      else to[place * outputs + index] = 1;
    }
  };
}
