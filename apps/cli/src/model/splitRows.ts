import { splitIndices } from '@keepdims/data';
import type { DecidedTarget, SplitIndices } from '@keepdims/data';
import type { OpenedData } from '../data/openData.js';
import { CliError } from '../errors.js';
import { count, formatInteger } from '../render/numbers.js';
import { plainText } from '../render/plainText.js';
import type { TrainConfig } from './trainConfig.js';

/** The numbers of the rows of each part, from 0, and what a user may want to know of how they were chosen. */
export interface RowSplit extends SplitIndices {
  readonly notes: readonly string[];
}

type Choice = Pick<TrainConfig, 'validation' | 'split' | 'stratify' | 'seed'>;

/**
 * Decide which rows are trained on, which are watched meanwhile, and which are tested on.
 *
 * One permutation is drawn for all parts: `--split 0.8,0.2` gives the rows of `--validation 0.2`.
 *
 * @throws CliError if a part would be empty, or the rows cannot be stratified as asked.
 */
export function splitRows(choice: Choice, { table, trainRows }: OpenedData, target: DecidedTarget): RowSplit {
  const { validation = 0, split, seed } = choice;
  const m = table.rowCount;
  const isGiven = split === undefined && (trainRows !== undefined || typeof validation === 'string');
  if (isGiven || (split === undefined && validation === 0)) {
    refuseStratify(choice);
    const rows = new Int32Array(m).map((_, row) => row);
    return { train: rows.slice(0, trainRows), validation: rows.slice(m), test: rows.slice(trainRows ?? m), notes: [] };
  }
  // A file was dealt with above.
  const shares = split ?? [1, Number(validation)];
  const testSize = shares.at(-1) ?? 0;
  const validationSize = shares.length === 3 ? (shares[1] ?? 0) : 0;
  if (Math.ceil(testSize * m) + Math.ceil(validationSize * m) >= m) {
    const typed = split === undefined ? `--validation ${validation}` : `--split ${split.join(',')}`;
    const remedy = split === undefined ? 'choose a smaller share' : 'choose a larger first share';
    throw new CliError(
      `${typed} leaves none of the ${formatInteger(m)} rows of ${plainText(table.name)} to train on; ${remedy}.`,
    );
  }
  const { strata, notes } = strataOf(choice, table, target, Math.ceil(testSize * m));
  const stratify = strata === undefined ? {} : { stratify: strata };
  return { ...splitIndices(m, { testSize, validationSize, seed, ...stratify }), notes };
}

function refuseStratify({ stratify }: Choice): void {
  if (stratify === undefined || stratify === false) return;
  throw new CliError(
    `${typedStratify(stratify)}: no rows are drawn here whose proportions could be kept; leave it out.`,
  );
}

function typedStratify(stratify: string | true): string {
  return stratify === true ? '--stratify' : `--stratify ${plainText(stratify)}`;
}

/** A label a row, of which each part is to have its share. */
interface Strata {
  readonly strata: readonly (string | number)[] | undefined;
  readonly notes: readonly string[];
}

function strataOf({ stratify }: Choice, table: OpenedData['table'], target: DecidedTarget, testCount: number): Strata {
  const { name, task } = target;
  if (stratify === false) return { strata: undefined, notes: [] };
  if (typeof stratify === 'string') return strataOfColumn(stratify, table.column(stratify), testCount);
  if (task === 'regression') {
    if (stratify === undefined) return { strata: undefined, notes: [] };
    throw new CliError(
      `--stratify: the target ${plainText(name)} is a number; name a column of names whose proportions each part shall have.`,
    );
  }
  const { labels } = target;
  const rows = rowsOf(labels);
  const single = labels.find((label) => rows.get(label) === 1);
  if (single === undefined) return { strata: labels, notes: [] };
  const note = `target ${JSON.stringify(name)}: only one row has class ${JSON.stringify(single)}, so the classes' proportions are not kept in the split.`;
  return { strata: undefined, notes: [note] };
}

/**
 * A number a row, the same for the same value. What stands in one row only cannot be shared out: such rows are taken together, and one alone
 * goes with the most frequent value.
 */
function strataOfColumn(name: string, cells: readonly string[], testCount: number): Strata {
  const values = cells.map((cell) => cell.trim());
  // Among numbers 1 and 1.0 are one value.
  const areNumbers = values.every((value) => Number.isFinite(Number(value)));
  const labels = areNumbers ? values.map((value) => (value === '' ? value : String(Number(value)))) : values;
  const rows = rowsOf(labels);
  if (rows.size > testCount) {
    throw new CliError(
      `--stratify ${plainText(name)}: it has ${formatInteger(rows.size)} different values, but there ${testCount === 1 ? 'is' : 'are'} only ` +
        `${count(testCount, 'row')} to test on; name a column of names, or of few numbers.`,
    );
  }
  const byFrequency = [...rows].sort(([, a], [, b]) => b - a).map(([label]) => label);
  const rare = byFrequency.findIndex((label) => rows.get(label) === 1);
  // The first of the rare ones stands for all of them.
  const together = rare === byFrequency.length - 1 ? 0 : rare;
  const stratum = new Map(byFrequency.map((label, k) => [label, rare === -1 || k < rare ? k : together]));
  return { strata: labels.map((label) => stratum.get(label) ?? 0), notes: [] };
}

/** In how many rows each label stands. */
function rowsOf(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
