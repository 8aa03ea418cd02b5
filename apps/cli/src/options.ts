import { InvalidArgumentError } from 'commander';
import { formatNamedOptions, parseNamedOptions } from './model/namedOptions.js';
import type { NamedOptions } from './model/namedOptions.js';

/** The sizes of the hidden layers: `32,16`, or `none`. */
export function parseHidden(text: string): number[] {
  if (text.trim().toLowerCase() === 'none') return [];
  return text.split(',').map((part) => {
    const size = wholeNumber(part);
    if (size === undefined || size < 1 || size > 10_000) {
      throw new InvalidArgumentError(
        `a layer has from 1 to 10000 units, not ${JSON.stringify(part.trim())}; write sizes such as 32,16, or none for no hidden layer`,
      );
    }
    return size;
  });
}

/** A whole number from `least` to `most`. */
export function parseWhole(least: number, most: number, example: number): (text: string) => number {
  return (text) => {
    const value = wholeNumber(text);
    if (value === undefined || value < least || value > most) {
      throw new InvalidArgumentError(`it must be a whole number from ${least} to ${most}, such as ${example}`);
    }
    return value;
  };
}

/** Examples a step: a whole number, or `full` for all of them. */
export function parseBatch(text: string): number | 'full' {
  if (text.trim().toLowerCase() === 'full') return 'full';
  const value = wholeNumber(text);
  if (value === undefined || value < 1) {
    throw new InvalidArgumentError('it must be a whole number of rows, 1 or more, such as 32, or full for all of them');
  }
  return value;
}

/** A learning rate. */
export function parseLearningRate(text: string): number {
  const value = decimalNumber(text);
  if (value === undefined || value <= 0) {
    throw new InvalidArgumentError('it must be a number above 0, such as 0.01');
  }
  return value;
}

/** A share of the rows to test on, or a file that holds them. */
export function parseValidation(text: string): number | string {
  const value = decimalNumber(text);
  const isName = !/^\s*[-+]?[\d.]*\s*%?\s*$/.test(text);
  if (value === undefined && isName) return text;
  if (value === undefined || value < 0 || value > 0.9) {
    throw new InvalidArgumentError('it must be a share of the rows from 0 to 0.9, such as 0.2');
  }
  return value;
}

/** One of some words. */
export function parseChoice<const Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
    if (word === undefined) throw new InvalidArgumentError(`it must be one of ${words.join(', ')}`);
    return word;
  };
}

/** A number from 0 up, or above 0. */
export function parseAmount(rule: 'from 0 up' | 'above 0', example: number): (text: string) => number {
  return (text) => {
    const value = decimalNumber(text);
    if (value === undefined || value < 0 || (value === 0 && rule === 'above 0')) {
      throw new InvalidArgumentError(`it must be a number ${rule}, such as ${example}`);
    }
    return value;
  };
}

/** Shares of units to leave out, one or one a layer: `0.2` or `0.2,0.1`. */
export function parseDropout(text: string): number[] {
  return text.split(',').map((part) => {
    const share = decimalNumber(part);
    if (share === undefined || share < 0 || share >= 1) {
      throw new InvalidArgumentError(
        'it must be a share of the units from 0 to below 1, such as 0.2, or one for each hidden layer, such as 0.3,0.1',
      );
    }
    return share;
  });
}

/** A name with options, such as `stepDecay:every=10,factor=0.5`, tidied up. */
export function parseNamed(names: readonly string[], example: string): (text: string) => string {
  const choose = parseChoice(names);
  const tidy = ({ name, options }: NamedOptions): NamedOptions => ({
    name: choose(name),
    options: Object.fromEntries(
      Object.entries(options).map(([key, value]) => [key, typeof value === 'number' ? value : tidy(value)]),
    ),
  });
  return (text) => {
    const named = parseNamedOptions(text);
    if (named === undefined) {
      throw new InvalidArgumentError(`it must be a name and its numbers, such as ${example}`);
    }
    return formatNamedOptions(tidy(named));
  };
}

/** Some of some words, separated by commas; the option may come more than once. */
export function parseChoices<const Word extends string>(
  words: readonly Word[],
): (text: string, before: readonly Word[] | undefined) => Word[] {
  const choose = parseChoice(words);
  return (text, before) => [...(before ?? []), ...text.split(',').map((part) => choose(part.trim()))];
}

/** Names separated by commas; the option may come more than once. */
export function parseNames(text: string, before: readonly string[] | undefined): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('it must be names of columns separated by commas');
  return [...(before ?? []), ...names];
}

function wholeNumber(text: string): number | undefined {
  return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}

function decimalNumber(text: string): number | undefined {
  const value = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}
