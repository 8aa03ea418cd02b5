import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../errors.js';
import { explainFileError } from './explainFileError.js';

/** The latest checkpoint, below a run folder. */
export const lastCheckpoint = 'checkpoints/last.safetensors';

/** Beside it, with early stopping: the best epoch's parameters. */
export const bestCheckpoint = 'checkpoints/best.safetensors';

/** What a run folder holds. */
export const runFileNames = [
  ...['config.json', 'import.json', 'metrics.jsonl', 'model.json', 'summary.json'],
  ...['report.html', 'MODEL_CARD.md'],
  lastCheckpoint,
  bestCheckpoint,
] as const;

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
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new CliError(
      `Cannot write the run folder ${folder}: it is a file; name a new folder with --out, such as runs/houses.`,
    );
  }
  let ancestor = dirname(folder);
  while (!existsSync(ancestor) && dirname(ancestor) !== ancestor) ancestor = dirname(ancestor);
  if (!statSync(ancestor).isDirectory()) {
    throw new CliError(
      `Cannot write the run folder ${folder}: ${ancestor} is a file; choose another place with --out.`,
    );
  }
  const probe = hiddenSibling(join(ancestor, basename(folder)));
  try {
    // Tried rather than asked for: permissions are not all that can stand in the way (read-only disks, quotas, special file systems).
    mkdirSync(probe);
    rmdirSync(probe);
  } catch (error) {
    throw new CliError(explainFileError(error, { action: 'write', path: `the run folder ${folder}` }));
  }
}

/** A hidden name beside a folder that nobody else takes. */
function hiddenSibling(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.probe-${randomBytes(6).toString('hex')}`);
}
