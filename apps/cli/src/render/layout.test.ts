import { expect, test } from 'vitest';
import { commandLine } from './commandLine.js';
import { plainText } from './plainText.js';
import { table } from './table.js';
import { pad, shorten, widthOf } from './width.js';
import { wrap } from './wrap.js';

test('the width of a text does not count colours', () => {
  expect(widthOf('\u001b[1mR²\u001b[22m')).toBe(2);
  expect(pad('\u001b[1mR²\u001b[22m', 4, 'right')).toBe('  \u001b[1mR²\u001b[22m');
});

test('a text that is too long ends in an ellipsis', () => {
  expect(shorten('versicolor', 10)).toBe('versicolor');
  expect(shorten('versicolor', 6)).toBe('versi…');
});

test('a text is broken at spaces and indented behind its label', () => {
  expect(wrap('one two three', 'no', 4, 12)).toEqual(['no  one two', '    three']);
  expect(wrap('averyverylongword x', '', 0, 5)).toEqual(['averyverylongword', 'x']);
});

test('columns of a table are as wide as their widest cell; the first stands left, the others right', () => {
  expect(
    table([
      ['', 'test', 'train'],
      ['R²', '0.7', '0.81'],
    ]),
  ).toEqual(['       test   train', '  R²    0.7    0.81']);
});

test('control characters from files cannot reach the terminal', () => {
  expect(plainText('a\u001b[31mb\r\nc\u009bd')).toBe('a [31mb c d');
});

test('a command is broken into lines of 80 columns that a shell joins again', () => {
  const words = 'train sacramento --features sqft --hidden none --output relu --epochs 30 --lr 0.02 --seed 3'.split(
    ' ',
  );
  expect(commandLine(words, {})).toEqual([
    '  keepdims train sacramento --features sqft --hidden none --output relu \\',
    '    --epochs 30 --lr 0.02 --seed 3',
  ]);
  expect(commandLine(['predict', "my run's", 'new.csv'], { npm_lifecycle_event: 'start' })).toEqual([
    "  npm start -- predict 'my run'\\''s' new.csv",
  ]);
});
