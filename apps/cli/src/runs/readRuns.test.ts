import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factOf } from './facts.js';
import { isRun, readRuns } from './readRuns.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-runs-'));
  const file = (run: string, name: string, text: string): void => {
    mkdirSync(join(folder, run), { recursive: true });
    writeFileSync(join(folder, run, name), text);
  };
  file('a-10', 'config.json', '{"epochs": 1}');
  file('a-10', 'summary.json', '{"testAccuracy": 1}');
  file('a-9', 'config.json', '{"epochs": 2}');
  file('cut', 'config.json', '{"epo');
  file('list', 'config.json', '[]');
  file('imported', 'model.json', '{"preprocessing": {"target": {"name": "species"}}}');
  file('.a-11.partial-1', 'config.json', '{}');
  file('notes', 'notes.txt', '');
  writeFileSync(join(folder, 'file'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the runs of a folder by name, numbers by their size; others are passed over', () => {
  const runs = readRuns(folder);
  const cut = join(folder, 'cut', 'config.json');
  const list = join(folder, 'list', 'config.json');
  expect(runs.map(({ name, config, summary, problem }) => [name, config, summary, problem])).toEqual([
    ['a-9', { epochs: 2 }, undefined, undefined],
    ['a-10', { epochs: 1 }, { testAccuracy: 1 }, undefined],
    ['cut', undefined, undefined, `${cut} is not valid JSON; restore the file from a copy, or train again.`],
    ['imported', undefined, undefined, undefined],
    ['list', undefined, undefined, `${list} is not a JSON object; restore the file from a copy, or train again.`],
  ]);
  expect(runs.map((run) => factOf(run, 'target'))).toEqual([undefined, undefined, undefined, 'species', undefined]);
  expect(isRun(folder)).toBe(false);
});

test('a folder that is none is refused', () => {
  const missing = join(folder, 'nope');
  expect(() => readRuns(missing)).toThrow(
    `There is no folder ${missing}; name one with runs that keepdims train has written.`,
  );
  const file = join(folder, 'file');
  expect(() => readRuns(file)).toThrow(
    `Cannot read ${file}: a part of the path is a file, not a folder; choose another place.`,
  );
});
