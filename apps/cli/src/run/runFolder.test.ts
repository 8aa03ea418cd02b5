import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkRunFolder, writeRunFolder } from './runFolder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-run-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a run folder holds its files and nothing stands beside it', () => {
  const written = writeRunFolder(join(folder, 'runs', 'houses'), { 'a.json': '1', 'b.json': '2' });
  expect(written).toBe(join(folder, 'runs', 'houses'));
  expect(readdirSync(join(folder, 'runs'))).toEqual(['houses']);
  expect(readdirSync(written).sort()).toEqual(['a.json', 'b.json']);
});

test('a run folder that exists is left alone, even an empty one', () => {
  mkdirSync(join(folder, 'houses'));
  writeFileSync(join(folder, 'houses-2'), 'a file');
  const written = writeRunFolder(join(folder, 'houses'), { 'a.json': '1' });
  expect(written).toBe(join(folder, 'houses-3'));
  expect(readdirSync(join(folder, 'houses'))).toEqual([]);
  expect(readFileSync(join(folder, 'houses-2'), 'utf8')).toBe('a file');
});

test('when a file cannot be written, nothing is left behind', () => {
  expect(() => writeRunFolder(join(folder, 'houses'), { 'a.json': '1', 'no/such/folder': '2' })).toThrow(
    `Cannot write the run folder ${join(folder, 'houses')}: `,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform === 'win32')('a run folder may be read by others, as any new folder', () => {
  const written = writeRunFolder(join(folder, 'houses'), { 'a.json': '1' });
  mkdirSync(join(folder, 'other'));
  expect(statSync(written).mode).toBe(statSync(join(folder, 'other')).mode);
});

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
