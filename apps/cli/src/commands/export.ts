import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { CliError } from '../errors.js';
import { exportFormats } from '../export/exportFormats.js';
import type { ExportChoices, ExportFormat, ExportName } from '../export/exportFormats.js';
import { jsonLine } from '../render/jsonLine.js';
import { count } from '../render/numbers.js';
import { refuseRunFile } from '../run/refuseRunFile.js';
import { readModel } from '../run/savedModel.js';
import { writeWhole } from '../run/writeWhole.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** The options of `keepdims export`. */
export interface ExportOptions extends ExportChoices {
  readonly to: ExportName;
  /** Undefined: the run's name with the format's ending, in the current folder. */
  readonly out?: string;
  /** Whether an older file may be replaced. */
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * `keepdims export`: a run's model as a file that others can use, with its preprocessing as far as the format has a place for it.
 *
 * @param run - A run folder.
 * @throws CliError if the file is there already and `force` is not set; a file of the run is never replaced.
 */
export async function exportCommand(run: string, options: ExportOptions, terminal: Terminal): Promise<void> {
  const { to, dtype, force = false, json = false } = options;
  if (dtype !== undefined && to !== 'onnx') throw new CliError(`--dtype is for --to onnx; leave it out.`);
  const format: ExportFormat = exportFormats[to];
  const model = readModel(run);
  const out = options.out ?? defaultName(run, to);
  checkOut(out, run, force);
  let content: string | Uint8Array;
  try {
    content = await format.contentOf(model, { dtype });
  } catch (error) {
    // Such as an activation that the format does not have.
    if (error instanceof RangeError) throw new CliError(`${run} cannot be written as ${to}: ${error.message}`);
    throw error;
  }
  writeWhole(out, content);
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  if (json) {
    terminal.out(jsonLine('export', { run, format: to, file: out, bytes }));
    return;
  }
  printLines(terminal.out, [
    `${terminal.outColors.bold('Exported')} ${run} to ${out}, ${count(bytes, 'byte')}:`,
    ...format.use(out, model, { dtype }).map((line) => `  ${line}`),
  ]);
}

/** `houses.npz` for `runs/houses`; a Python module is named so that it can be imported. */
function defaultName(run: string, to: ExportName): string {
  const name = basename(resolve(run)) || 'model';
  const fitting = to === 'numpy' ? name.replace(/\W/g, '_').replace(/^(?=\d)/, '_') : name;
  return `${fitting}${exportFormats[to].ending}`;
}

function checkOut(out: string, run: string, force: boolean): void {
  refuseRunFile(out, run);
  // What is no file (a pipe, a device) is written to, not replaced.
  if (force || statSync(out, { throwIfNoEntry: false })?.isFile() !== true) return;
  throw new CliError(`${out} exists already; choose another name with --out, or replace it with --force.`);
}
