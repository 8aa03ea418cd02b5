import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { explainFileError } from './explainFileError.js';
import { checkRunFolder } from './runFolder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-run-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('checking a place creates nothing', () => {
  checkRunFolder(join(folder, 'a', 'b', 'houses'));
  expect(readdirSync(folder)).toEqual([]);
});

test('a place inside a file is refused', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => checkRunFolder(join(file, 'deep', 'houses'))).toThrow(
    `Cannot write the run folder ${join(file, 'deep', 'houses')}: ${file} is a file; choose another place with --out.`,
  );
});

test('a file is refused', () => {
  const file = join(folder, 'houses.csv');
  writeFileSync(file, '');
  expect(() => checkRunFolder(file)).toThrow(
    `Cannot write the run folder ${file}: it is a file; name a new folder with --out, such as runs/houses.`,
  );
});

test('a place where the file system takes nothing', () => {
  const context = { action: 'write', path: 'the run folder /proc/x' } as const;
  expect(explainFileError({ code: 'ENOENT' }, context)).toBe(
    'Cannot write the run folder /proc/x: nothing can be made there; choose another place.',
  );
  expect(explainFileError({ code: 'ENOENT' }, { action: 'read', path: 'a.csv' })).toBe(
    'Cannot read a.csv: it is not there; check the path.',
  );
  expect(explainFileError({ code: 'EIO' }, { action: 'read', path: 'a.csv' })).toBe(
    'Cannot read a.csv: the system says EIO; try a copy of it.',
  );
  expect(explainFileError({ code: 'EIO' }, context)).toBe(
    'Cannot write the run folder /proc/x: the system says EIO; choose another place.',
  );
});

test('a place that is no name is refused', () => {
  expect(() => checkRunFolder('.')).toThrow('--out .: name a new folder, such as runs/houses.');
  expect(() => checkRunFolder('')).toThrow("--out '': name a new folder, such as runs/houses.");
  expect(() => checkRunFolder('runs/..')).toThrow('--out runs/..: name a new folder, such as runs/houses.');
});
