import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { CliError } from '../errors.js';
import { explainFileError } from '../run/explainFileError.js';
import { bundled } from './bundled.js';

/** What messages call a file. */
export function shownName(source: string): string {
  return source === '-' ? 'standard input' : basename(source);
}

/**
 * The whole of a file, or of standard input for `-`.
 *
 * @throws CliError if it is not there or cannot be read.
 */
export function readBytes(source: string): Buffer {
  try {
    return source === '-' ? Buffer.concat([takePeeked(), readFileSync(0)]) : readFileSync(source);
  } catch (error) {
    const known = Object.keys(bundled).join(', ');
    const missing = `There is no file ${source}; check the path, or name a bundled data set: ${known}.`;
    throw new CliError(explainFileError(error, { action: 'read', path: source, missing }));
  }
}

/** Bytes of standard input that were looked at, and are still to be read. */
let peeked: Buffer = Buffer.alloc(0);

/** Look at the first bytes of standard input; who reads it still gets them. */
export function peekInput(): Buffer {
  if (peeked.length > 0) return peeked;
  const head = Buffer.alloc(4096);
  peeked = head.subarray(0, readSome(0, head));
  return peeked;
}

/** The bytes that were looked at: whoever reads standard input is to begin with them. */
export function takePeeked(): Buffer {
  const taken = peeked;
  peeked = Buffer.alloc(0);
  return taken;
}

/** Read into a buffer what there is; a pipe that has nothing yet is asked again. @returns How many bytes; 0 at the end. */
export function readSome(file: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(file, buffer);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); // milliseconds
    }
  }
}

/**
 * Bytes as text.
 *
 * @param name - The file's name, for messages.
 * @throws CliError with the line that is not UTF-8, or if the text is too long for one string.
 */
export function textOf(bytes: Buffer, name: string): string {
  refuseUtf16(bytes, name);
  requireUtf8(bytes, name, 1);
  try {
    return bytes.toString('utf8');
  } catch (error) {
    throw new CliError(explainFileError(error, { action: 'read', path: name }));
  }
}

const remedy = 'save it as "CSV UTF-8" (spreadsheets offer that) and try again.';

/** @param bytes - The first of a file. @throws CliError if they say that it is UTF-16. */
export function refuseUtf16(bytes: Buffer, name: string): void {
  if (['fffe', 'feff'].includes(bytes.toString('hex', 0, 2))) throw new CliError(`${name} is UTF-16 text; ${remedy}`);
}

/**
 * Refuse other encodings than UTF-8: read as such, their letters would all become one replacement character, and different names the same.
 *
 * @param firstLine - On which line of the file the bytes begin.
 * @throws CliError with the line that is not UTF-8.
 */
export function requireUtf8(bytes: Buffer, name: string, firstLine: number): void {
  if (isUtf8(bytes)) return;
  // In UTF-8 a line break is never part of another character, so each line can be judged alone.
  let [line, start] = [firstLine, 0];
  for (let end = bytes.indexOf(10); end !== -1 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    line++;
    start = end + 1;
  }
  throw new CliError(`${name}, line ${line}: this is not UTF-8 text; ${remedy}`);
}

/** SHA-256, hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
