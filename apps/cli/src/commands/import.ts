import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, shownName } from '../data/source.js';
import { CliError } from '../errors.js';
import { importModel } from '../import/importModel.js';
import type { ImportChoices } from '../import/importModel.js';
import { commandLine } from '../render/commandLine.js';
import { jsonLine } from '../render/jsonLine.js';
import { networkLine } from '../render/networkLine.js';
import { count } from '../render/numbers.js';
import { plainText } from '../render/plainText.js';
import { wrap } from '../render/wrap.js';
import { explainFileError } from '../run/explainFileError.js';
import { modelJSON } from '../run/savedModel.js';
import { writeRunFolder } from '../run/writeRunFolder.js';
import { printLines } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { versions } from '../versions.js';

/** The options of `keepdims import`. */
export interface ImportOptions extends ImportChoices {
  /** Undefined: in runs, called as the file. */
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * `keepdims import`: a run folder of a model from a file, with its model.json and, in import.json, where it came from.
 *
 * @param file - A path, or `-` for standard input.
 * @throws CliError or FormatError if it cannot be imported. Nothing is written then.
 */
export function importCommand(file: string, options: ImportOptions, terminal: Terminal): void {
  const { out, json = false, columns, target, classes, activations, output } = options;
  const name = shownName(file);
  const bytes = readModelFile(file);
  const { format, isWhole, ...model } = importModel(bytes, name, { columns, target, classes, activations, output });
  const { net, preprocessing } = model;
  const record = { file, format, sha256: sha256(bytes), ...(activations === undefined ? {} : { activations }) };
  const run = writeRunFolder(out ?? join('runs', file === '-' ? 'stdin' : name.replace(/\.[^.]*$/, '') || name), {
    'import.json': `${JSON.stringify({ schemaVersion: 1, ...record, versions: { node: process.versions.node, ...versions } }, undefined, 2)}\n`,
    'model.json': modelJSON(model, model),
  });
  const names = preprocessing.columns.map((column) => column.name);
  if (json) {
    const predicted = { target: preprocessing.target?.name, task: preprocessing.task, classes: preprocessing.classes };
    terminal.out(jsonLine('import', { run, ...record, columns: names, ...predicted }));
    return;
  }
  const shown =
    names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')}, and ${names.length - 12} more`;
  const what = preprocessing.task === 'regression' ? 'a number' : preprocessing.classes.join(', ');
  printLines(terminal.out, [
    `${terminal.outColors.bold('Imported')} ${plainText(name)} as ${plainText(run)}`,
    ...wrap(`${networkLine(net)}; ${count(net.parameterCount, 'parameter')}`, '  network', 11),
    ...wrap(plainText(isWhole ? `${shown} (as the file says)` : shown), '  columns', 11),
    ...wrap(plainText(`${preprocessing.target?.name ?? ''}: ${what}`), '  target', 11),
    ...commandLine(['predict', run, 'DATA.csv'], terminal.env),
  ]);
}

function readModelFile(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const missing = `There is no file ${file}; check the path.`;
    throw new CliError(explainFileError(error, { action: 'read', path: file, missing }));
  }
}
