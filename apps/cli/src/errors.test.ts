import { FormatError } from '@keepdims/data';
import { expect, test } from 'vitest';
import { CliError, inCommandLineTerms, reportError } from './errors.js';

test("a mistake of the user's is shown as it is, with its exit code", () => {
  expect(reportError(new CliError('No such file.'), false)).toEqual({ message: 'No such file.', exitCode: 2 });
  expect(reportError(new CliError('Diverged.', 3), false)).toEqual({ message: 'Diverged.', exitCode: 3 });
  expect(reportError(new FormatError('houses.csv is empty.'), false)).toEqual({
    message: 'houses.csv is empty.',
    exitCode: 2,
  });
});

test('a fault of ours is said to be one, without its stack', () => {
  expect(reportError(new TypeError('x is undefined'), false)).toEqual({
    message: 'This is a fault in keepdims: x is undefined Set KEEPDIMS_DEBUG=1 to see where.',
    exitCode: 1,
  });
  expect(reportError('odd', false).exitCode).toBe(1);
});

test('with KEEPDIMS_DEBUG the stack is shown', () => {
  expect(reportError(new TypeError('x is undefined'), true).message).toContain('errors.test.ts');
});

test('text from a file cannot control the terminal through a message', () => {
  expect(reportError(new CliError('no column "\u001b[2J"'), false).message).toBe('no column " [2J"');
});

test("names of functions' options become those of the command line", () => {
  expect(inCommandLineTerms("are taken for classes; pass task: 'regression' to predict a number.")).toBe(
    'are taken for classes; pass --task regression to predict a number.',
  );
  expect(inCommandLineTerms('leave it empty if unknown, or list the column as categorical.')).toBe(
    'leave it empty if unknown, or pass --categorical with its name.',
  );
});
