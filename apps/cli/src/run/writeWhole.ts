import { randomBytes } from 'node:crypto';
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../errors.js';
import { explainFileError } from './explainFileError.js';

/**
 * Write a file, whole or not at all: its content goes to a hidden file beside it, which then takes its name. A file that was there is
 * replaced and keeps its permissions; what is no file (a pipe, a device) is written to directly.
 *
 * @throws CliError saying why it cannot be written; nothing is left behind then.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  let partial: string | undefined;
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing !== undefined && !existing.isFile()) {
      writeFileSync(path, content);
      return;
    }
    // A link stays one: the file that it leads to is replaced.
    const place = existing === undefined ? path : realpathSync(path);
    partial = join(dirname(place), `.${basename(place)}.partial-${randomBytes(6).toString('hex')}`);
    writeFileSync(partial, content, { flush: true, flag: 'wx' });
    if (existing !== undefined) chmodSync(partial, existing.mode & 0o777);
    renameSync(partial, place);
  } catch (error) {
    if (partial !== undefined) rmSync(partial, { force: true });
    const missing = `Cannot write ${path}: its folder does not exist; make it, or choose another place.`;
    throw new CliError(explainFileError(error, { action: 'write', path, missing }));
  }
}

/** Whether two paths lead to one and the same existing file. */
export function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return one !== undefined && one.dev === other?.dev && one.ino === other.ino;
}
