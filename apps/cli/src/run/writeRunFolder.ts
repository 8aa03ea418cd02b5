import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { explainFileError } from './explainFileError.js';
import { checkRunFolder } from './runFolder.js';
import type { RunFiles } from './runFolder.js';
import { freeFolder } from './runInProgress.js';
import { writeWhole } from './writeWhole.js';
import { CliError } from '../errors.js';

/**
 * Write a run folder, whole or not at all. If it exists, `folder-2`, `folder-3`, … is taken: no run is ever overwritten.
 *
 * @returns The folder that was made.
 * @throws CliError if the disk does not let us; no part of it is left behind then.
 */
export function writeRunFolder(folder: string, files: RunFiles): string {
  checkRunFolder(folder);
  const partial = join(dirname(folder), `.${basename(folder)}.partial-${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(partial, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeWhole(join(partial, name), text);
    const free = freeFolder(folder);
    renameSync(partial, free);
    return free;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (error instanceof CliError) throw error;
    throw new CliError(explainFileError(error, { action: 'write', path: `the run folder ${folder}` }));
  }
}
