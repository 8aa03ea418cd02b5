import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../errors.js';
import { explainFileError } from './explainFileError.js';

/** What a run folder holds. */
export const runFileNames = ['config.json', 'metrics.jsonl', 'summary.json', 'model.json'] as const;

/** The texts of some files, by name. */
export type RunFiles = Readonly<Record<string, string>>;

/**
 * Refuse a place where no run folder can be made, before any time is spent on training. An empty folder is made there and
 * removed at once.
 *
 * @param folder - The wanted run folder; it and its parents need not exist.
 * @throws CliError saying why.
 */
export function checkRunFolder(folder: string): void {
  if (['', '.', '..'].includes(basename(folder))) {
    throw new CliError(`--out ${folder || "''"}: name a new folder, such as runs/houses.`);
  }
  let ancestor = dirname(folder);
  while (!existsSync(ancestor) && dirname(ancestor) !== ancestor) ancestor = dirname(ancestor);
  if (!statSync(ancestor).isDirectory()) {
    throw new CliError(
      `Cannot write the run folder ${folder}: ${ancestor} is a file; choose another place with --out.`,
    );
  }
  const probe = hiddenSibling(join(ancestor, basename(folder)), 'probe');
  try {
    // Tried rather than asked for: permissions are not all that can stand in the way (read-only disks, quotas, special file systems).
    mkdirSync(probe);
    rmdirSync(probe);
  } catch (error) {
    throw new CliError(explainFileError(error, { action: 'write', path: `the run folder ${folder}` }));
  }
}

/**
 * Write a run folder, whole or not at all: the files go to a hidden folder beside it, which is renamed when they are complete.
 *
 * @param folder - The wanted name. If it exists, `folder-2`, `folder-3`, … is taken: no run is ever overwritten.
 * @returns The folder that was written.
 * @throws CliError if the disk does not let us; nothing is left behind then.
 */
export function writeRunFolder(folder: string, files: RunFiles): string {
  const parent = dirname(folder);
  let partial: string | undefined;
  try {
    mkdirSync(parent, { recursive: true });
    const hidden = hiddenSibling(folder, 'partial');
    mkdirSync(hidden);
    partial = hidden;
    for (const [name, text] of Object.entries(files)) writeFileSync(join(partial, name), text, { flush: true });
    return renameToFree(partial, folder);
  } catch (error) {
    if (partial !== undefined) rmSync(partial, { recursive: true, force: true });
    throw new CliError(explainFileError(error, { action: 'write', path: `the run folder ${folder}` }));
  }
}

/** A hidden name beside a folder that nobody else takes. (Not mkdtemp, whose folders nobody else may read.) */
function hiddenSibling(folder: string, kind: 'probe' | 'partial'): string {
  return join(dirname(folder), `.${basename(folder)}.${kind}-${randomBytes(6).toString('hex')}`);
}

function renameToFree(partial: string, folder: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? folder : `${folder}-${n}`;
    if (existsSync(name)) continue;
    try {
      renameSync(partial, name);
      return name;
    } catch (error) {
      // Another run took the name in the meantime.
      if (!existsSync(name)) throw error;
    }
  }
}
