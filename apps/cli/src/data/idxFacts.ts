import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Table } from '@keepdims/data';
import type { NumberCells } from '@keepdims/data';
import { readIdx } from '@keepdims/formats';
import { CliError } from '../errors.js';
import { formatInteger } from '../render/numbers.js';
import { featureColumns } from './arrayFacts.js';
import { checkCells } from './checkCells.js';
import type { DataFacts, ReadData } from './dataFacts.js';
import { pictureFacts } from './pictureFacts.js';
import { readBytes, sha256, shownName } from './source.js';
import { isGzip, unpackGzip } from './unpackGzip.js';

/**
 * An IDX file, as MNIST and Fashion-MNIST have them: pictures [m, height, width] of bytes become m rows with the columns `pixel 0-0`, …, and
 * the labels of the file that belongs to it the column `label`. An array [m, n] becomes the columns x0, x1, …
 *
 * @param bytes - The file, unpacked.
 * @param source - Its path, beside which the labels are looked for: train-images-idx3-ubyte has its own in train-labels-idx1-ubyte.
 * @param labels - The path of the labels instead.
 * @throws CliError if the file holds another array, or the labels don't fit. FormatError if a file is damaged.
 */
export function idxFacts(bytes: Uint8Array, source: string, labels: string | undefined): ReadData {
  const name = shownName(source);
  const array = readIdx(bytes, { name });
  if (array.ndim === 1) {
    throw new CliError(
      `${name} holds labels, an array of one axis; name the file of pictures, and this one with --labels.`,
    );
  }
  const [m = 0, height = 0, width = 0] = array.shape;
  if (array.ndim === 2) {
    const { columns, values } = featureColumns(array, name, name);
    return withLabels({ source, m, labels }, (others) => ({
      table: new Table({
        name,
        columns: [...columns, ...others.map((other) => other.name)],
        values: [...values, ...others.map(({ cells }) => cells)],
      }),
    }));
  }
  const pixels = array.data;
  if (array.ndim !== 3 || array.size === 0 || !(pixels instanceof Uint8Array)) {
    throw new CliError(
      `${name}: pictures must be an array [m, height, width] of bytes, but this one is [${array.shape.join(', ')}] of ${array.dtype}.`,
    );
  }
  checkCells(m, height * width, name);
  return withLabels({ source, m, labels }, (others) =>
    pictureFacts({ name, height, width, channels: 1, pixels, others }),
  );
}

interface LabelColumn {
  readonly name: 'label';
  readonly cells: NumberCells;
}

/** What `make` makes of the column of labels, which is the target where there is one. */
function withLabels(
  { source, m, labels }: { readonly source: string; readonly m: number; readonly labels: string | undefined },
  make: (labels: readonly LabelColumn[]) => DataFacts,
): ReadData {
  const name = shownName(source);
  const usual = usualLabels(source);
  const path = labels ?? usual.find((candidate) => existsSync(candidate));
  if (path === undefined) {
    const looked = usual[0] === undefined ? '' : `: there is no file ${basename(usual[0])} beside it`;
    return { ...make([]), unlabelled: `${name} has no labels${looked}; name them with --labels FILE.` };
  }
  const bytes = readBytes(path);
  const shown = shownName(path);
  const array = readIdx(isGzip(bytes) ? unpackGzip(bytes, shown) : bytes, { name: shown });
  if (array.ndim !== 1 || array.size !== m) {
    const found = array.ndim === 1 ? `${formatInteger(array.size)} labels` : `an array of ${array.ndim} axes`;
    throw new CliError(
      `${shown} holds ${found}, but ${name} ${formatInteger(m)} examples; name the labels that belong to it with --labels.`,
    );
  }
  return {
    ...make([{ name: 'label', cells: array.data }]),
    target: 'label',
    task: 'classification',
    companions: [{ name: shown, sha256: sha256(bytes) }],
  };
}

/** Where the labels of a file of pictures usually are, the likeliest first: named like it, packed or not. */
function usualLabels(source: string): string[] {
  const name = basename(source);
  const own = name.replace(/images([-.])idx\d/i, 'labels$1idx1');
  if (source === '-' || own === name) return [];
  const other = own.endsWith('.gz') ? own.slice(0, -3) : `${own}.gz`;
  return [own, other].map((label) => join(dirname(source), label));
}
