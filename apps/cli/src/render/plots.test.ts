import pc from 'picocolors';
import { expect, test } from 'vitest';
import { colorsFor, wantsColors } from './colors.js';
import { confusionMatrix } from './confusionMatrix.js';
import { costTable, milestones, roundUp } from './costTable.js';
import { drawPictures } from './pictures.js';
import { formatSeconds, progressBar, progressLine } from './progress.js';
import { sparkline } from './sparkline.js';
import { widthOf } from './width.js';

const plain = pc.createColors(false);

test('a sparkline goes from the largest to the smallest value', () => {
  expect(sparkline([8, 7, 6, 5, 4, 3, 2, 1], 20)).toBe('█▇▆▅▄▃▂▁');
});

test('a sparkline averages neighbours when there are more values than columns', () => {
  expect(sparkline([4, 4, 0, 0], 2)).toBe('█▁');
  expect(
    sparkline(
      Array.from({ length: 999 }, (_, i) => i),
      44,
    ),
  ).toHaveLength(44);
});

test('a sparkline of equal, infinite or no values', () => {
  expect(sparkline([3, 3, 3], 5)).toBe('▁▁▁');
  expect(sparkline([Infinity, 2, 1], 5)).toBe(' █▁');
  expect(sparkline([], 5)).toBe('');
});

test('milestones are a round number apart and end with the last', () => {
  expect(milestones(2000, 20)).toEqual([...Array.from({ length: 20 }, (_, i) => 100 * i), 1999]);
  expect(milestones(7, 8)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(milestones(1, 8)).toEqual([0]);
  expect([0.3, 1, 1.2, 3, 6, 11, 100, 101].map(roundUp)).toEqual([1, 1, 2, 5, 10, 20, 100, 200]);
});

test('the cost table counts iterations from 0 and epochs from 1', () => {
  expect(costTable([0.693147, 0.5, 0.25], { most: 20, first: 0 })).toEqual([
    '  █▅▁  0.693147 → 0.250000',
    '      0   0.693147       1   0.500000       2   0.250000',
  ]);
  expect(costTable([2, 1], { most: 20, first: 1 })[1]).toBe('      1   2.000000       2   1.000000');
});

test('a confusion matrix has real classes down and predicted ones across', () => {
  const matrix = [
    [1, 1, 0],
    [0, 3, 0],
    [1, 0, 0],
  ];
  expect(confusionMatrix(matrix, ['cat', 'dog', 'hen'], plain)).toEqual([
    '  is ↓  read as → cat dog hen     found',
    '              cat   1   1   ·     50.0%',
    '              dog   ·   3   ·    100.0%',
    '              hen   1   ·   ·      0.0%',
  ]);
});

test('a class without examples has no share that was found', () => {
  expect(confusionMatrix([[2, 0], [0, 0]], ['a', 'b'], plain)[2]).toMatch(/ b +· +· +-$/); // prettier-ignore
});

test('too many classes for 80 columns become a list of the most frequent confusions', () => {
  const names = Array.from({ length: 30 }, (_, i) => `class${i}`);
  const matrix = names.map((_, i) => names.map((_, j) => (i === 3 && j === 4 ? 7 : i === 5 && j === 6 ? 9 : 0)));
  expect(confusionMatrix(matrix, names, plain)).toEqual([
    '      9 × class5 read as class6',
    '      7 × class3 read as class4',
  ]);
});

test('colours mark the diagonal and keep the columns', () => {
  const matrix = [
    [1, 0],
    [1, 0],
  ];
  const coloured = confusionMatrix(matrix, ['a', 'b'], pc.createColors(true));
  expect(coloured.join('')).toContain('\u001b[');
  expect(coloured.map(widthOf)).toEqual(confusionMatrix(matrix, ['a', 'b'], plain).map(widthOf));
});

test('pictures stand side by side with their captions below', () => {
  const pictures = [
    { pixels: [0, 16, 8, 4], caption: 'is 1, read as 7' },
    { pixels: [16, 16, 0, 12], caption: 'is 2, read as 3' },
  ];
  expect(drawPictures(pictures, 2, 16)).toEqual([
    '    ██               ████',
    '  ▒▒░░                 ▓▓',
    '  is 1, read as 7    is 2, read as 3',
  ]);
});

test('progress in a log is a line an epoch, or one every so many and those of the first and the last', () => {
  const record = (epoch: number) => ({ epoch, epochs: 2000, cost: 0.5, testCost: 0.625 });
  const lines = Array.from({ length: 2000 }, (_, i) => progressLine(record(i + 1), 100)).filter(
    (line) => line !== undefined,
  );
  expect(lines).toHaveLength(21);
  expect(lines.slice(0, 2)).toEqual([
    '  epoch    1/2000  cost 0.500000  test 0.625000',
    '  epoch  100/2000  cost 0.500000  test 0.625000',
  ]);
  expect(progressLine(record(7), 1)).toBe('  epoch    7/2000  cost 0.500000  test 0.625000');
  // As many metrics of the rows watched as there is room for.
  const measured = { metrics: { f1: 0.1 }, testMetrics: { f1: 0.875, auc: 0.5, accuracy: 0.25 } };
  expect(progressLine({ ...record(7), ...measured }, 1)).toBe(
    '  epoch    7/2000  cost 0.500000  test 0.625000  f1 0.8750  auc 0.5000',
  );
  expect(progressLine({ ...record(7), metrics: { f1: 0.1 } }, 1)).toMatch(/ {2}f1 0\.1000$/);
  expect(progressLine({ ...record(7), testCost: undefined, validationCost: 0.25 }, 1)).toBe(
    '  epoch    7/2000  cost 0.500000  validation 0.250000',
  );
});

test('the progress bar fills up, says what is left and stays under 80 columns', () => {
  const half = { epoch: 1000, epochs: 2000, cost: 0.5, testCost: undefined };
  expect(progressBar(half, 3, plain)).toBe('  ████████░░░░░░░░ 1,000/2,000  cost 0.500000  3.0 s left');
  const long = { epoch: 999_999, epochs: 1_000_000, cost: 1e-9, testCost: 1e-9 };
  expect(widthOf(progressBar(long, 1e7, plain))).toBeLessThan(80);
  expect(widthOf(progressBar({ ...long, testCost: undefined, validationCost: 1e-9 }, 1e7, plain))).toBeLessThan(80);
});

test('seconds for people', () => {
  expect([0.44, 9.96, 59, 185].map(formatSeconds)).toEqual(['0.4 s', '10 s', '59 s', '3 min 5 s']);
});

test('NO_COLOR forbids, FORCE_COLOR demands, a dumb terminal gets none', () => {
  expect(wantsColors(true, {})).toBe(true);
  expect(wantsColors(false, {})).toBe(false);
  expect(wantsColors(true, { NO_COLOR: '1' })).toBe(false);
  expect(wantsColors(true, { NO_COLOR: '' })).toBe(true);
  expect(wantsColors(false, { FORCE_COLOR: '1' })).toBe(true);
  expect(wantsColors(true, { FORCE_COLOR: '0' })).toBe(false);
  expect(wantsColors(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
  expect(wantsColors(true, { TERM: 'dumb' })).toBe(false);
  expect(colorsFor(true, {}).bold('x')).not.toBe('x');
});
