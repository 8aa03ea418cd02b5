import { expect, test } from 'vitest';
import { canAnimate } from './terminal.js';

const terminal = { isTTY: true, columns: 80 };

test.each([
  ['two terminals', terminal, terminal, 'xterm', true],
  ['of unknown width', { isTTY: true }, { isTTY: true, columns: 0 }, undefined, true],
  ['too narrow for the bar, which would wrap', terminal, { isTTY: true, columns: 79 }, 'xterm', false],
  ['without a cursor', terminal, terminal, 'dumb', false],
  ['results into a pipe', { isTTY: false }, terminal, 'xterm', false],
  ['progress into a file', terminal, { isTTY: false }, 'xterm', false],
] as const)('a bar: %s', (_, stdout, stderr, TERM, expected) => {
  expect(canAnimate(stdout, stderr, { TERM })).toBe(expected);
});
