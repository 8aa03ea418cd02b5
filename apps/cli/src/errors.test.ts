import { FormatError } from '@keepdims/data';
import { expect, test } from 'vitest';
import { CliError, inCommandLineTerms, isDebugging, reportError } from './errors.js';

test("a mistake of the user's is shown as it is, with its exit code", () => {
  expect(reportError(new CliError('No such file.'), false)).toEqual({ message: 'No such file.', exitCode: 2 });
  expect(reportError(new CliError('Diverged.', 3), false)).toEqual({ message: 'Diverged.', exitCode: 3 });
  expect(reportError(new FormatError('houses.csv is empty.'), false)).toEqual({
    message: 'houses.csv is empty.',
    exitCode: 2,
  });
});

test('numbers too large to be standardised are a mistake in the data; other RangeErrors are faults of ours', () => {
  const thrown = new RangeError('a.csv, column x: the values are too large to standardise: their squares overflow.');
  expect(reportError(thrown, false)).toEqual({
    message:
      'a.csv, column x: the values are too large to standardise: their squares overflow; correct them, leave the column out with ' +
      '--ignore, or write it in a larger unit.',
    exitCode: 2,
  });
  expect(reportError(new RangeError('Invalid array length'), false).exitCode).toBe(1);
});

test('KEEPDIMS_DEBUG of 0, false or nothing asks for no stack', () => {
  const asks = (value: string | undefined): boolean => isDebugging({ KEEPDIMS_DEBUG: value });
  expect([undefined, '', '0', 'false'].map(asks)).toEqual([false, false, false, false]);
  expect(['1', 'true'].map(asks)).toEqual([true, true]);
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
