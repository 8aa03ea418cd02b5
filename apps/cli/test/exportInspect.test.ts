/** What leaves keepdims predicts what `keepdims predict` does; inspect tells what is in it. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPenguins, loadSacramento } from '@keepdims/datasets';
import type { Table } from '@keepdims/data';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepdims, temporaryFolder, write } from './keepdims.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
  for (const [set, ...words] of [['penguins', '--target', 'species'], ['sacramento', '--hidden', '8']] as const) {
    expect(keepdims(folder.path, ['train', set, '--epochs', '3', ...words]).code).toBe(0);
  }
}); // prettier-ignore
afterAll(() => folder.remove());

function csvOf(table: Table): string {
  const columns = table.columns.map((name) => table.column(name));
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    columns.map((column) => `"${column[row] ?? ''}"`).join(','),
  );
  return [table.columns.map((name) => `"${name}"`).join(','), ...rows, ''].join('\n');
}

test('the exported module predicts what predict does', async () => {
  for (const [set, { table }] of [['penguins', await loadPenguins()], ['sacramento', await loadSacramento()]] as const) {
    const exported = keepdims(folder.path, ['export', `runs/${set}`, '--to', 'typescript']);
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(exported.out).toMatch(new RegExp(`^Exported runs/${set} to ${set}.ts, [\\d,]+ bytes:\\n  import \\{ predict \\} from "./${set}.ts";\\n$`));
    const { predict } = await import(join(folder.path, `${set}.ts`));
    write(folder.path, `${set}.csv`, csvOf(table));
    const { out } = keepdims(folder.path, ['predict', `runs/${set}`, `${set}.csv`]);
    const predicted = out.trimEnd().split('\n').slice(1).map((line) => line.split(',')[0] ?? '');
    expect(predicted).toHaveLength(table.rowCount);
    for (const [i, value] of predicted.entries()) {
      const row = Object.fromEntries(table.columns.map((name) => [name, table.column(name)[i]]));
      const own: unknown = predict(row);
      if (typeof own === 'number') expect(own / Number(value)).toBeCloseTo(1, 10);
      else expect(own).toBe(value);
    }
  }
}); // prettier-ignore

test('a file that is there is replaced with --force only, one of the run never; nothing is left behind', () => {
  const words = ['export', 'runs/penguins', '--to', 'npz', '--out', 'model.npz'];
  const first = keepdims(folder.path, [...words, '--json']);
  const size = statSync(join(folder.path, 'model.npz')).size;
  expect(JSON.parse(first.out)).toEqual({ schemaVersion: 1, type: 'export', run: 'runs/penguins', format: 'npz', file: 'model.npz', bytes: size }); // prettier-ignore
  writeFileSync(join(folder.path, 'model.npz'), 'mine');
  expect(keepdims(folder.path, words)).toEqual({
    code: 2,
    out: '',
    err: 'model.npz exists already; choose another name with --out, or replace it with --force.\n',
  });
  expect(readFileSync(join(folder.path, 'model.npz'), 'utf8')).toBe('mine');
  expect(keepdims(folder.path, [...words, '--force']).code).toBe(0);
  expect(statSync(join(folder.path, 'model.npz')).size).toBe(size);
  const own = keepdims(folder.path, ['export', 'runs/penguins', '--to', 'json', '--out', 'runs/penguins/model.json', '--force']); // prettier-ignore
  expect(own).toMatchObject({ code: 2, err: "--out runs/penguins/model.json is the run's own model.json, which would be lost; choose another name.\n" }); // prettier-ignore
  expect(keepdims(folder.path, [...words.slice(0, -1), 'nowhere/model.npz']).err).toBe(
    'Cannot write nowhere/model.npz: its folder does not exist; make it, or choose another place.\n',
  );
  expect(existsSync(join(folder.path, 'nowhere'))).toBe(false);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('mistakes are one sentence and 2', () => {
  for (const [words, sentence] of [
    [['export', 'runs/nothing', '--to', 'npz'], /^There is no run folder runs\/nothing; name one that keepdims train has written, such as runs\/houses\.\n$/],
    [['export', 'runs/penguins', '--to', 'pickle'], /^--to pickle: it must be one of safetensors, npz, typescript, numpy, onnx, json\.\n$/],
    [['export', 'runs/penguins'], /^Required option '--to <format>' not specified\. See keepdims --help, or --help behind a command\.\n$/],
    [['inspect', 'nothing.npz'], /^There is no file or folder nothing\.npz; check the path, or name a bundled data set: sacramento, /],
  ] as const) {
    expect(keepdims(folder.path, words)).toEqual({ code: 2, out: '', err: expect.stringMatching(sentence) });
  }
}); // prettier-ignore

test('inspect tells of a run and of what was exported, in 80 columns and as JSON Lines', () => {
  expect(keepdims(folder.path, ['export', 'runs/penguins', '--to', 'safetensors']).code).toBe(0);
  const run = keepdims(folder.path, ['inspect', 'runs/penguins']);
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(run.out).toMatch(
    /^runs\/penguins: a run folder\n {2}network {5}11 inputs → 32 relu → 16 relu → 3 softmax; 963 parameters\n/,
  );
  expect(run.out).toContain('  training    3 epochs of adam on penguins, lr 0.003, batch 32, seed 1\n');
  const file = keepdims(folder.path, ['inspect', 'penguins.safetensors']);
  expect(file.out).toMatch(/^penguins\.safetensors: a model of keepdims \(safetensors\), [\d,]+ bytes\n/);
  for (const line of `${run.out}${file.out}`.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const lines = keepdims(folder.path, ['inspect', 'runs/penguins', '--json']).out.trimEnd().split('\n').map((line) => JSON.parse(line)); // prettier-ignore
  expect(lines[0]).toMatchObject({ schemaVersion: 1, type: 'file', file: 'runs/penguins', kind: 'run', metadata: { config: { seed: 1 } } }); // prettier-ignore
  expect(lines.slice(1).map(({ type, name, shape }) => [type, name, shape])).toEqual([
    ['array', 'W1', [32, 11]],
    ['array', 'b1', [32, 1]],
    ['array', 'W2', [16, 32]],
    ['array', 'b2', [16, 1]],
    ['array', 'W3', [3, 16]],
    ['array', 'b3', [3, 1]],
  ]);
});

test('inspect reads standard input, and the help has examples', () => {
  const { out } = keepdims(folder.path, ['inspect', '-'], { input: 'a,b\n1,x\n,y\n' });
  expect(out).toMatch(/^-: a table \(CSV\), 11 bytes\n {2}table {7}2 rows, 2 columns\n/);
  for (const command of ['inspect', 'export']) {
    const { out: help } = keepdims(folder.path, [command, '--help']);
    expect(help).toContain(`Examples:\n  keepdims ${command} `);
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  }
});
