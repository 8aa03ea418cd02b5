import { statSync } from 'node:fs';
import { bundled, isBundled } from '../data/bundled.js';
import type { BundledFacts } from '../data/bundled.js';
import { csvText } from '../data/csvText.js';
import { CliError } from '../errors.js';
import { datasetLines, datasetReport } from '../render/datasetReport.js';
import { jsonLine } from '../render/jsonLine.js';
import { count } from '../render/numbers.js';
import { plainText } from '../render/plainText.js';
import { writeWhole } from '../run/writeWhole.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** The options of `keepdims datasets`. */
export interface DatasetsOptions {
  /** A CSV file to write. */
  readonly out?: string;
  /** Whether an older file may be replaced. */
  readonly force?: boolean;
  readonly json?: boolean;
}

/** How many rows are shown of a set. */
const firstRows = 5;

/**
 * `keepdims datasets`: which sets are bundled, what one of them is, or one of them as a CSV file.
 *
 * @param name - Of a set; undefined: all are listed.
 * @throws CliError if there is no such set, or the file cannot be written.
 */
export async function datasetsCommand(
  name: string | undefined,
  { out, force = false, json = false }: DatasetsOptions,
  terminal: Terminal,
): Promise<void> {
  if (name === undefined) {
    if (out !== undefined) throw new CliError(`--out ${out}: which set? Name one: ${known()}.`);
    for (const [i, each] of Object.keys(bundled).entries()) {
      const set = await open(each);
      if (json) terminal.out(jsonLine('dataset', facts(each, set)));
      else printLines(terminal.out, [...(i === 0 ? [] : ['']), ...datasetLines(each, set, terminal.outColors)]);
    }
    return;
  }
  const set = await open(name);
  if (out !== undefined) {
    checkOut(out, force);
    writeWhole(out, csvText(set.table));
  }
  if (json) {
    const written = out === undefined ? { firstRows: rowsOf(set) } : { file: out };
    terminal.out(jsonLine('dataset', { ...facts(name, set), ...written }));
  } else if (out === undefined) {
    printLines(terminal.out, datasetReport(name, set, firstRows, terminal.outColors));
  } else {
    terminal.err(`Wrote ${count(set.table.rowCount, 'row')} to ${plainText(out)}.\n`);
  }
}

async function open(name: string): Promise<BundledFacts> {
  if (isBundled(name)) return bundled[name]();
  throw new CliError(`There is no data set ${plainText(name)}; there are ${known()}.`);
}

function known(): string {
  return Object.keys(bundled).join(', ');
}

function facts(
  name: string,
  { table, target, task, unit, description, source, license }: BundledFacts,
): Record<string, unknown> {
  return {
    name,
    rows: table.rowCount,
    columns: table.columns,
    task,
    target,
    ...(unit === undefined ? {} : { unit }),
    description,
    source,
    license,
  };
}

function rowsOf({ table }: BundledFacts): Record<string, string>[] {
  return Array.from({ length: Math.min(firstRows, table.rowCount) }, (_, row) =>
    Object.fromEntries(table.columns.map((column) => [column, table.column(column)[row] ?? ''])),
  );
}

function checkOut(out: string, force: boolean): void {
  // What is no file (a pipe, a device) is written to, not replaced.
  if (force || statSync(out, { throwIfNoEntry: false })?.isFile() !== true) return;
  throw new CliError(`${out} exists already; choose another name with --out, or replace it with --force.`);
}
