import { expect, it } from 'vitest';
import { CostHistory } from './costHistory.js';

it('keeps everything while there is room', () => {
  const history = new CostHistory(4);
  for (let epoch = 0; epoch < 4; epoch++) history.add(epoch, 10 - epoch);
  expect(history.series()).toEqual({ epochs: [0, 1, 2, 3], costs: [10, 9, 8, 7] });
});

it('thins evenly when full, and always shows the first and the newest point', () => {
  const history = new CostHistory(4);
  for (let epoch = 0; epoch < 8; epoch++) history.add(epoch, 10 - epoch);
  expect(history.series()).toEqual({ epochs: [0, 2, 4, 6, 7], costs: [10, 8, 6, 4, 3] });
});

it('stays small and evenly spaced over a long run', () => {
  const history = new CostHistory(100);
  for (let epoch = 0; epoch <= 123_457; epoch++) history.add(epoch, epoch / 2);
  const { epochs, costs } = history.series();
  expect(epochs.length).toBeGreaterThan(50);
  expect(epochs.length).toBeLessThanOrEqual(101);
  expect(epochs[0]).toBe(0);
  expect(epochs.at(-1)).toBe(123_457);
  expect(costs).toEqual(epochs.map((epoch) => epoch / 2));
  const gaps = new Set(epochs.slice(1, -1).map((epoch, i) => epoch - (epochs[i] ?? 0)));
  expect(gaps.size).toBe(1);
});

it('is empty at first', () => {
  expect(new CostHistory().series()).toEqual({ epochs: [], costs: [] });
});
