import { closeSync, fstatSync, openSync } from 'node:fs';
import { CliError } from '../errors.js';
import { readSome, refuseUtf16, requireUtf8, takePeeked } from '../data/source.js';
import { explainFileError } from '../run/explainFileError.js';

const blockSize = 2 ** 22;
const longestLine = 2 ** 28;

/**
 * Read UTF-8 text in blocks of some megabytes, each of which ends behind a line feed, but for the last one and within lines that are longer.
 *
 * A block is valid until the next one is asked for.
 *
 * @param source - A path, or `-` for standard input.
 * @param shown - What messages call it.
 * @throws CliError if it cannot be read, is not UTF-8 text, or changes while it is read.
 */
export function* readBlocks(source: string, shown: string): Generator<Buffer, void, undefined> {
  const tried = <T>(operation: () => T): T => {
    try {
      return operation();
    } catch (error) {
      throw new CliError(explainFileError(error, { action: 'read', path: source }));
    }
  };
  const file = source === '-' ? 0 : tried(() => openSync(source, 'r'));
  try {
    const before = tried(() => fstatSync(file));
    let buffer: Buffer = Buffer.allocUnsafe(blockSize);
    let filled = source === '-' ? takePeeked().copy(buffer) : 0;
    let [total, line] = [filled, 1];
    for (;;) {
      const read = tried(() => readSome(file, buffer.subarray(filled)));
      filled += read;
      total += read;
      if (read > 0 && filled < buffer.length) continue;
      if (read === 0) break;
      const end = cutOf(buffer);
      if (end === 0) {
        if (buffer.length >= longestLine)
          throw new CliError(`${shown}, line ${line}: this line is too long for a table.`);
        buffer = Buffer.concat([buffer], 2 * buffer.length);
        continue;
      }
      const block = buffer.subarray(0, end);
      if (line === 1) refuseUtf16(block, shown);
      requireUtf8(block, shown, line);
      line += linesOf(block);
      yield block;
      filled = buffer.copy(buffer, 0, end);
    }
    const rest = buffer.subarray(0, filled);
    if (line === 1) refuseUtf16(rest, shown);
    requireUtf8(rest, shown, line);
    if (filled > 0) yield rest;
    const after = tried(() => fstatSync(file));
    const isFile = before.isFile();
    if (isFile && (after.size !== before.size || after.mtimeMs !== before.mtimeMs || total !== before.size)) {
      throw new CliError(`${shown} changed while it was read; try again when nothing writes to it any more.`);
    }
  } finally {
    if (source !== '-') closeSync(file);
  }
}

/**
 * How much of a full buffer is a block. A buffer without a line feed is none, but all of it if carriage returns end its lines, or if it is no
 * text, which its reader refuses.
 */
function cutOf(buffer: Buffer): number {
  return buffer.lastIndexOf(10) + 1 || buffer.lastIndexOf(13) + 1 || (buffer.includes(0) ? buffer.length : 0);
}

function linesOf(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}
