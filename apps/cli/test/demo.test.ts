import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepdims, temporaryFolder } from './keepdims.js';
import type { Ended } from './keepdims.js';

const folder = temporaryFolder();
let demo: Ended;
/** The demonstration's parts, each from its rule to the next. */
let parts: string[];
beforeAll(() => {
  demo = keepdims(folder.path, ['demo']);
  parts = demo.out.split(/^─+\n/m).slice(1);
});
afterAll(folder.remove);

/** The first number behind a label, as in `accuracy   0.9750   1.0000`. */
function resultOf(part: string | undefined, label: string): number {
  const line = part?.split('\n').find((text) => text.startsWith(label)) ?? '';
  return Number(line.slice(label.length).trim().split(/\s+/)[0]);
}

/** The words of the command that the part says repeats it. */
function commandOf(part: string | undefined): string[] {
  const command = part?.split('Repeat it\n')[1]?.replaceAll('\\\n', ' ').trim() ?? '';
  return command.split(/\s+/).slice(1);
}

/** What a part prints between its introduction and the command: what `train` prints too. */
function reportOf(part: string | undefined): string {
  return part?.slice(part.indexOf('\nData ') + 1, part.indexOf('Repeat it')) ?? '';
}

test('the demonstration succeeds and saves nothing', () => {
  expect(demo.code).toBe(0);
  expect(parts).toHaveLength(5);
  expect(readdirSync(folder.path)).toEqual([]);
});

test('house prices: all columns are clearly better than one neuron on the size alone', () => {
  const neuron = resultOf(parts[0], 'R² (1 is perfect)');
  const all = resultOf(parts[1], 'R² (1 is perfect)');
  expect(neuron).toBeGreaterThan(0.5);
  expect(all).toBeGreaterThan(neuron + 0.08);
  expect(parts[1]).toMatch(/mean absolute error +\$\d\d,\d{3} /);
});

test('nothing is chosen by its results: the seed is the default one, and all columns are better with other seeds too', () => {
  expect(demo.out).not.toContain('--seed');
  const r2 = (part: string | undefined, seed: number): number => {
    const words = [...commandOf(part), '--seed', `${seed}`, '--out', `seed-${seed}`];
    const { code, out } = keepdims(folder.path, words);
    expect(code).toBe(0);
    return resultOf(out, 'R² (1 is perfect)');
  };
  const gains = [1, 2, 3, 4, 5].map((seed) => r2(parts[1], seed) - r2(parts[0], seed));
  for (const gain of gains) expect(gain).toBeGreaterThan(0.03);
  expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(0.08);
});

test('logistic regression: the cost begins at log 2, falls, and 95 of 100 are right', () => {
  expect(parts[2]).toContain('  0   0.693147     100 ');
  const costs = [...(parts[2] ?? '').matchAll(/ [\d,]+ {3}(0\.\d{6})/g)].map(([, cost]) => Number(cost));
  expect(costs).toHaveLength(21);
  expect(costs).toEqual([...costs].sort((a, b) => b - a));
  expect(resultOf(parts[2], 'accuracy')).toBeGreaterThanOrEqual(0.95);
});

test('digits: 64-48-24-10, accuracy, a 10 by 10 confusion matrix, three wrong digits', () => {
  expect(parts[3]).toContain('64 inputs → 48 relu → 24 relu → 10 softmax');
  expect(resultOf(parts[3], 'accuracy')).toBeGreaterThanOrEqual(0.96);
  const rows = [...(parts[3] ?? '').matchAll(/^ +\d((?: +(?:\d+|·)){10}) +[\d.]+%$/gm)];
  expect(rows).toHaveLength(10);
  const total = rows.flatMap(([, cells]) => cells?.match(/\d+/g) ?? []).reduce((sum, n) => sum + Number(n), 0);
  expect(total).toBe(360);
  expect(parts[3]).toMatch(/is \d, read as \d +is \d, read as \d +is \d, read as \d/);
});

test('a second run prints the same', () => {
  expect(keepdims(folder.path, ['demo']).out).toBe(demo.out);
});

test('each printed command prints the same numbers as the demonstration', () => {
  for (const part of parts.slice(0, 4)) {
    const { code, out } = keepdims(folder.path, commandOf(part));
    expect(code).toBe(0);
    expect(out.slice(0, out.indexOf('Saved in'))).toBe(reportOf(part));
  }
});

test('no line is wider than 80 columns, progress included, and nothing is coloured in a pipe', () => {
  for (const line of `${demo.out}\n${demo.err}`.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  expect(demo.out + demo.err).not.toContain('\u001b');
});

test('progress goes to stderr, one line an epoch or, in the long training, every 100; and times only there', () => {
  const trainings = demo.err.split(/trained .* in .* s\n/).slice(0, -1);
  expect(trainings).toHaveLength(4);
  const linesOf = trainings.map((text) => text.match(/epoch +\d+\/\d+ {2}cost/g)?.length);
  expect(linesOf).toEqual([30, 30, 21, 30]);
  expect(trainings[2]).toMatch(/^ {2}a line every 100 epochs\n {2}epoch {4}1\/2000 .*\n {2}epoch {2}100\/2000 /);
  expect(demo.out).not.toMatch(/\d s\b|min/);
});
