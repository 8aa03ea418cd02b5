import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../errors.js';
import { explainFileError } from './explainFileError.js';

/** What a file is to hold, in one piece or in pieces that are made as they are written. */
type Content = string | Uint8Array | Iterable<string | Uint8Array>;

/**
 * Write a file, whole or not at all: its content goes to a hidden file beside it, which then takes its name. A file that was there is
 * replaced and keeps its permissions; what is no file (a pipe, a device) is written to directly.
 *
 * @throws CliError saying why it cannot be written; nothing is left behind then.
 */
export function writeWhole(path: string, content: Content): void {
  let partial: string | undefined;
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing !== undefined && !existing.isFile()) {
      write(path, content, 'w');
      return;
    }
    // A link stays one: the file that it leads to is replaced.
    const place = existing === undefined ? path : realpathSync(path);
    partial = join(dirname(place), `.${basename(place)}.partial-${randomBytes(6).toString('hex')}`);
    write(partial, content, 'wx');
    if (existing !== undefined) chmodSync(partial, existing.mode & 0o777);
    renameSync(partial, place);
  } catch (error) {
    if (partial !== undefined) rmSync(partial, { force: true });
    if (!(error instanceof Error && 'code' in error)) throw error; // of who makes the pieces
    const missing = `Cannot write ${path}: its folder does not exist; make it, or choose another place.`;
    throw new CliError(explainFileError(error, { action: 'write', path, missing }));
  }
}

function write(path: string, content: Content, flag: 'w' | 'wx'): void {
  const file = openSync(path, flag);
  try {
    const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    for (const piece of pieces) writeFileSync(file, piece);
    if (flag === 'wx') fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Whether two paths lead to one and the same existing file. */
export function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return one !== undefined && one.dev === other?.dev && one.ino === other.ino;
}
