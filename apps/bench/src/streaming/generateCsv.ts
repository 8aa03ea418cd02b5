import { closeSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { numberAt } from '../data.js';

const cities = ['Auburn', 'Elk Grove', 'Folsom', 'Galt', 'Lincoln', 'Rocklin', 'Roseville', 'Sacramento'];
const numberColumns = 10;

/** Columns of the file: ten numbers, one of names, the target. */
export const columns = numberColumns + 2;

/** Digits behind a number's point. */
const digits = 14;

/** The longest row, in bytes. */
const longestRow = 256;

/** A CSV file that was made for a measurement. */
interface GeneratedCsv {
  readonly rows: number;
  readonly bytes: number;
  /** Whether it was there from an earlier run. */
  readonly isOld: boolean;
}

/**
 * Write a CSV of so many rows, about 200 bytes each, whose target follows from the other columns but for some noise. The same bytes each
 * time; a file of that name is taken as it is.
 *
 * @throws Error if there isn't twice as much room on its disk: what reads it may need as much again.
 */
export function generateCsv(path: string, rows: number): GeneratedCsv {
  const old = statSync(path, { throwIfNoEntry: false });
  if (old !== undefined) return { rows, bytes: old.size, isOld: true };
  const { bavail, bsize } = statfsSync(dirname(path));
  const [free, wanted] = [bavail * bsize, 2 * longestRow * rows];
  if (free < wanted) {
    throw new Error(
      `${dirname(path)} has ${gigabytes(free)} GB of room, but ${gigabytes(wanted)} GB are needed; name another folder by TMPDIR.`,
    );
  }
  const partial = `${path}.partial`;
  const file = openSync(partial, 'w');
  try {
    const buffer = Buffer.alloc(2 ** 20 + longestRow);
    let at = buffer.write(`${Array.from({ length: numberColumns }, (_, j) => `x${j + 1}`).join(',')},city,y\n`);
    for (let row = 0; row < rows; row++) {
      at = writeRow(buffer, at, row);
      if (at < 2 ** 20 && row < rows - 1) continue;
      writeSync(file, buffer, 0, at);
      at = 0;
    }
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(partial, path);
  return { rows, bytes: statSync(path).size, isOld: false };
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

/** Write a row behind the first `at` bytes; returns how many there are then. */
function writeRow(buffer: Buffer, at: number, row: number): number {
  let y = 0;
  for (let j = 0; j < numberColumns; j++) {
    const x = 2 * numberAt(row, j) - 1;
    at = writeNumber(buffer, at, x);
    y += (j % 2 === 0 ? x : x * x) / (j + 1);
  }
  const city = Math.floor(numberAt(row, numberColumns) * cities.length);
  at += buffer.write(`${cities[city] ?? ''},`, at, 'latin1');
  at = writeNumber(buffer, at, y / 3 + city / 20 + (numberAt(row, 99) - 0.5) / 10);
  buffer[at - 1] = 10;
  return at;
}

/** Write a number between −10 and 10, and a comma. */
function writeNumber(buffer: Buffer, at: number, value: number): number {
  if (value < 0) buffer[at++] = 45;
  const size = Math.abs(value);
  const whole = Math.floor(size);
  buffer[at++] = 48 + whole;
  buffer[at++] = 46;
  const half = 10 ** (digits / 2);
  const scaled = (size - whole) * half;
  const first = Math.floor(scaled);
  const parts = [first, Math.floor((scaled - first) * half)];
  for (const [k, part] of parts.entries()) {
    let rest = part;
    for (let i = digits / 2 - 1; i >= 0; i--) {
      const tenth = Math.floor(rest / 10);
      buffer[at + (k * digits) / 2 + i] = 48 + rest - 10 * tenth;
      rest = tenth;
    }
  }
  buffer[at + digits] = 44;
  return at + digits + 1;
}
