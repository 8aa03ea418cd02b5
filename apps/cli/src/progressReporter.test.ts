import { expect, test } from 'vitest';
import { progressReporter } from './progressReporter.js';
import { colorsFor } from './render/colors.js';
import type { Terminal } from './terminal.js';

function recording(animated: boolean): { terminal: Terminal; written: string[] } {
  const written: string[] = [];
  const colors = colorsFor(false, {});
  const refuse = (): never => {
    throw new Error('progress does not belong on stdout');
  };
  return {
    written,
    terminal: {
      out: refuse,
      err: (text) => written.push(text),
      outColors: colors,
      errColors: colors,
      animated,
      env: {},
    },
  };
}

test('in a log: a line an epoch', () => {
  const { terminal, written } = recording(false);
  const progress = progressReporter(terminal);
  for (let epoch = 1; epoch <= 500; epoch++) progress.update({ epoch, epochs: 500, cost: 1, testCost: undefined });
  progress.clear();
  expect(written).toHaveLength(500);
  expect(written[6]).toBe('  epoch   7/500  cost 1.000000\n');
});

test('in a log, when asked for fewer: how often there is a line, then those lines', () => {
  const { terminal, written } = recording(false);
  const progress = progressReporter(terminal, 100);
  for (let epoch = 1; epoch <= 250; epoch++) progress.update({ epoch, epochs: 250, cost: 1, testCost: undefined });
  progress.clear();
  expect(written).toEqual([
    '  a line every 100 epochs\n',
    '  epoch   1/250  cost 1.000000\n',
    '  epoch 100/250  cost 1.000000\n',
    '  epoch 200/250  cost 1.000000\n',
    '  epoch 250/250  cost 1.000000\n',
  ]);
});

test('in a terminal: one line drawn again at most every 60 ms, and removed at the end', () => {
  const { terminal, written } = recording(true);
  const progress = progressReporter(terminal);
  for (let epoch = 1; epoch <= 10_000; epoch++) progress.update({ epoch, epochs: 100_000, cost: 1, testCost: 2 });
  progress.clear();
  expect(written.length).toBeLessThan(20);
  expect(written[0]?.slice(0, 5)).toBe('\r\u001b[2K');
  expect(written[0]?.slice(5)).toMatch(/^ {2}░{16} 1\/100,000 {2}cost 1\.000000 {2}test 2\.000000 {2}.* left$/);
  expect(written.at(-1)).toBe('\r\u001b[2K');
});

test('at the end: how long it took', () => {
  const { terminal, written } = recording(false);
  progressReporter(terminal).finish(1);
  expect(written.join('')).toMatch(/^ {2}trained 1 epoch in 0\.\d s\n$/);
});

test('a training that goes on: the time left and the epochs are those of this part', () => {
  const { terminal, written } = recording(true);
  const progress = progressReporter(terminal, 1, 90);
  progress.update({ epoch: 91, epochs: 100, cost: 1, testCost: undefined });
  expect(written[0]).toMatch(/█{15}░ 91\/100 {2}cost 1\.000000 {2}0\.0 s left$/);
  progress.finish(100);
  expect(written.at(-1)).toMatch(/^ {2}trained 10 epochs in 0\.\d s\n$/);
});
