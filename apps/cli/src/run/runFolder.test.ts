import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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

test('a place that is no name is refused', () => {
  expect(() => checkRunFolder('.')).toThrow('--out .: name a new folder, such as runs/houses.');
  expect(() => checkRunFolder('')).toThrow("--out '': name a new folder, such as runs/houses.");
  expect(() => checkRunFolder('runs/..')).toThrow('--out runs/..: name a new folder, such as runs/houses.');
});
