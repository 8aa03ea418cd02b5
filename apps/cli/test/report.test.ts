import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { housesCsv, keepdims, temporaryFolder, write } from './keepdims.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  write(folder.path, 'houses.csv', housesCsv());
});
afterEach(() => folder.remove());

const run = (words: string) => keepdims(folder.path, words.split(' '));
const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');
const training = 'train houses.csv --target price --hidden 8 --lr 0.02 --epochs 30';
const changed = 'houses.csv is not what runs/houses was trained on: its SHA-256 has changed.';
const lacking =
  'Results with their intervals, predictions, probabilities, activations and what the data hold are left out.';

test('train writes the report; report writes the same bytes, also from data that have moved, and less without them', () => {
  const trained = run(training);
  expect(trained.code).toBe(0);
  expect(trained.out.endsWith('\nThe report is runs/houses/report.html\n')).toBe(true);
  const [page, card] = [read('runs/houses/report.html'), read('runs/houses/MODEL_CARD.md')];

  const again = run('report runs/houses');
  expect(again).toEqual({ code: 0, out: 'Wrote runs/houses/report.html and runs/houses/MODEL_CARD.md\n', err: '' });
  expect([read('runs/houses/report.html'), read('runs/houses/MODEL_CARD.md')]).toEqual([page, card]);

  // The numbers of the page's table are those of evaluate.
  const evaluation = JSON.parse(run('evaluate runs/houses houses.csv --held-out --json').out) as {
    metrics: { r2: { value: number; low: number; high: number } };
  }; // of a regression
  const { value, low, high } = evaluation.metrics.r2;
  const cells = [...parseHTML(page).document.querySelectorAll('#result ~ div tbody tr:first-child td')];
  expect(cells.map(({ textContent }) => textContent)).toEqual([
    value.toFixed(4),
    `${low.toFixed(4)}\u00a0… ${high.toFixed(4)}`,
    '0.0000',
  ]);

  mkdirSync(join(folder.path, 'moved'));
  renameSync(join(folder.path, 'houses.csv'), join(folder.path, 'moved/houses.csv'));
  const moved = run('report runs/houses moved/houses.csv --out page.html --json');
  expect(JSON.parse(moved.out)).toEqual({
    schemaVersion: 1,
    type: 'report',
    run: 'runs/houses',
    page: 'page.html',
    card: null,
    leftOut: [],
  });
  expect(read('page.html')).toBe(page);

  write(folder.path, 'houses.csv', housesCsv().replace('600', '601'));
  const without = run('report runs/houses');
  expect(without).toMatchObject({ code: 0, err: `Warning: ${changed} ${lacking}\n` });
  const { document } = parseHTML(read('runs/houses/report.html'));
  expect(document.querySelector('.left-out')?.textContent).toBe(`${changed} ${lacking}`);
  const sections = [...document.querySelectorAll('h2')].map(({ textContent }) => textContent);
  expect(sections).toEqual(['Result', 'Training', 'Network', 'Data', 'Configuration', 'How to reproduce it']);
  expect(document.querySelector('.sentence')?.textContent).toContain('On 8 test rows, never trained on,');
  expect(run('report runs/houses houses.csv')).toEqual({ code: 2, out: '', err: `${changed}\n` });

  rmSync(join(folder.path, 'houses.csv'));
  expect(run('report runs/houses').err).toMatch(/^Warning: There is no file houses\.csv; .* left out\.\n$/);
  expect(run('report runs/houses --out runs/houses/model.json')).toMatchObject({
    code: 2,
    err: "--out runs/houses/model.json is the run's own model.json, which would be lost; choose another name.\n",
  });
});

test('a report that cannot be written costs the run nothing; --no-report writes none', () => {
  expect(run(`${training} --no-report`).out).not.toContain('report.html');
  const files = ['checkpoints', 'config.json', 'metrics.jsonl', 'model.json', 'summary.json'];
  expect(readdirSync(join(folder.path, 'runs/houses')).sort()).toEqual(files);

  mkdirSync(join(folder.path, 'runs/houses/report.html'));
  const { code, out, err } = run('train --resume runs/houses --epochs 32');
  expect(code).toBe(0);
  expect(out).not.toContain('The report is');
  expect(err.trimEnd().split('\n').at(-1)).toBe(
    'Warning: the report was not written: Cannot write runs/houses/report.html: it is a folder; name a file. The run is saved; try again ' +
      'with keepdims report runs/houses',
  );
  expect(JSON.parse(read('runs/houses/summary.json'))).toMatchObject({ epochs: 32 });
  expect(run('train --resume runs/houses --no-report').err.trimEnd().split('\n').at(-1)).toBe(
    'Warning: runs/houses/report.html is of before; write it anew with keepdims report runs/houses',
  );
});

test('a model that was not trained here has a report of what it is', () => {
  expect(run(training).code).toBe(0);
  mkdirSync(join(folder.path, 'imported'));
  writeFileSync(join(folder.path, 'imported/model.json'), read('runs/houses/model.json'));
  write(folder.path, 'imported/import.json', '{"file": "net.onnx", "format": "onnx", "sha256": "0a1b"}');
  const why = `imported does not say which data it was trained on.`;
  expect(run('report imported')).toEqual({
    code: 0,
    out: 'Wrote imported/report.html and imported/MODEL_CARD.md\n',
    err: `Warning: ${why} ${lacking}\n`,
  });
  const { document } = parseHTML(read('imported/report.html'));
  expect([...document.querySelectorAll('h2')].map(({ textContent }) => textContent)).toEqual([
    'Network',
    'Data',
    'How to reproduce it',
  ]);
  expect(document.querySelectorAll('.chart')).toHaveLength(2);
  expect(read('imported/MODEL_CARD.md')).toContain(
    'Not known: the model was imported from net.onnx (onnx), SHA-256 0a1b.\n',
  );
  expect(read('imported/MODEL_CARD.md')).toContain('- How good it is was not measured for this card.\n');
  expect(run('report imported houses.csv')).toEqual({ code: 2, out: '', err: `${why}\n` });
});
