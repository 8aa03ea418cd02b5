import { InvalidArgumentError } from 'commander';
import { withChoices } from './completion/knownChoices.js';
import { formatNamedOptions, parseNamedOptions } from './model/namedOptions.js';
import type { NamedOptions } from './model/namedOptions.js';
import { formatInteger } from './render/numbers.js';

/** What values must be, as the end of a message: for what is typed, and for what a configuration file says. */
export const rules = {
  hidden: (found: string) =>
    `a layer has from 1 to 10,000 units, not ${found}; write sizes such as 32,16, or none for no hidden layer`,
  whole: (least: number, most: number, example: number) =>
    `it must be a whole number from ${formatInteger(least)} to ${formatInteger(most)}, such as ${example}`,
  resamples: 'it must be 0 for no intervals, or a whole number from 100 to 1,000,000, such as 1000',
  batch: 'it must be a whole number of rows, 1 or more, such as 32, or full for all of them',
  learningRate: 'it must be a number above 0, such as 0.01',
  validation: 'it must be a share of the rows from 0 to 0.9, such as 0.2',
  split:
    'it must be two shares of the rows above 0, to train and to test on, such as 0.8,0.2, or three, to train on, to watch meanwhile and to ' +
    'test on, such as 0.8,0.1,0.1',
  oneOf: (words: readonly string[]) => `it must be one of ${words.join(', ')}`,
  amount: (rule: AmountRule, example: number) => `it must be a number ${rule}, such as ${example}`,
  dropout:
    'it must be a share of the units from 0 to below 1, such as 0.2, or one for each hidden layer, such as 0.3,0.1',
  names: 'it must be names of columns separated by commas',
  imageSize: 'it must be width and height in pixels, each from 1 to 2048, such as 32x32',
} as const;

export type AmountRule = 'from 0 up' | 'above 0';

/** The sizes of the hidden layers: `32,16`, or `none`. */
export function parseHidden(text: string): number[] {
  if (text.trim().toLowerCase() === 'none') return [];
  return text.split(',').map((part) => {
    const size = wholeNumber(part);
    if (size === undefined || size < 1 || size > 10_000) {
      throw new InvalidArgumentError(rules.hidden(JSON.stringify(part.trim())));
    }
    return size;
  });
}

/** A whole number from `least` to `most`. */
export function parseWhole(least: number, most: number, example: number): (text: string) => number {
  return (text) => {
    const value = wholeNumber(text);
    if (value === undefined || value < least || value > most) {
      throw new InvalidArgumentError(rules.whole(least, most, example));
    }
    return value;
  };
}

/** Resamples of a bootstrap: 0, or so many that 2.5 % of them are some. */
export function parseResamples(text: string): number {
  const value = wholeNumber(text);
  if (value === undefined || value > 1_000_000 || (value !== 0 && value < 100)) {
    throw new InvalidArgumentError(rules.resamples);
  }
  return value;
}

/** Examples a step: a whole number, or `full` for all of them. */
export function parseBatch(text: string): number | 'full' {
  if (text.trim().toLowerCase() === 'full') return 'full';
  const value = wholeNumber(text);
  if (value === undefined || value < 1) {
    throw new InvalidArgumentError(rules.batch);
  }
  return value;
}

/** A learning rate. */
export function parseLearningRate(text: string): number {
  const value = decimalNumber(text);
  if (value === undefined || value <= 0) {
    throw new InvalidArgumentError(rules.learningRate);
  }
  return value;
}

/** A share of the rows to test on, or a file that holds them. */
export function parseValidation(text: string): number | string {
  const value = decimalNumber(text);
  const isName = !/^\s*[-+]?[\d.]*\s*%?\s*$/.test(text);
  if (value === undefined && isName) return text;
  if (value === undefined || value < 0 || value > 0.9) {
    throw new InvalidArgumentError(rules.validation);
  }
  return value;
}

/** Shares of the rows to train and test on, or to train on, watch and test on: `0.8,0.2` or `0.8,0.1,0.1`. */
export function parseSplit(text: string): number[] {
  const shares = text.split(',').map((part) => decimalNumber(part) ?? NaN);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.length < 2 || shares.length > 3 || !shares.every((share) => share > 0)) {
    throw new InvalidArgumentError(rules.split);
  }
  if (Math.abs(sum - 1) > 1e-6) {
    throw new InvalidArgumentError(`the shares must add up to 1, but they come to ${Number(sum.toPrecision(6))}`);
  }
  return shares;
}

/** One of some words. */
export function parseChoice<const Word extends string>(words: readonly Word[]): (text: string) => Word {
  return withChoices(words, (text: string) => {
    const word = words.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
    if (word === undefined) throw new InvalidArgumentError(rules.oneOf(words));
    return word;
  });
}

/** A number from 0 up, or above 0. */
export function parseAmount(rule: AmountRule, example: number): (text: string) => number {
  return (text) => {
    const value = decimalNumber(text);
    if (value === undefined || value < 0 || (value === 0 && rule === 'above 0')) {
      throw new InvalidArgumentError(rules.amount(rule, example));
    }
    return value;
  };
}

/** Shares of units to leave out, one or one a layer: `0.2` or `0.2,0.1`. */
export function parseDropout(text: string): number[] {
  return text.split(',').map((part) => {
    const share = decimalNumber(part);
    if (share === undefined || share < 0 || share >= 1) {
      throw new InvalidArgumentError(rules.dropout);
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
  return withChoices(names, (text: string) => {
    const named = parseNamedOptions(text);
    if (named === undefined) {
      throw new InvalidArgumentError(`it must be a name and its numbers, such as ${example}`);
    }
    return formatNamedOptions(tidy(named));
  });
}

/** Some of some words, separated by commas; the option may come more than once. */
export function parseChoices<const Word extends string>(
  words: readonly Word[],
): (text: string, before: readonly Word[] | undefined) => Word[] {
  const choose = parseChoice(words);
  return withChoices(words, (text: string, before: readonly Word[] | undefined) => [
    ...(before ?? []),
    ...text.split(',').map((part) => choose(part.trim())),
  ]);
}

/** The size of a picture, tidied up: `64x48` for `64 X 48`, the width first. */
export function parseImageSize(text: string): string {
  const sizes = text.split(/[x×]/i).map(wholeNumber);
  if (sizes.length !== 2 || sizes.some((size) => size === undefined || size < 1 || size > 2048)) {
    throw new InvalidArgumentError(rules.imageSize);
  }
  return sizes.join('x');
}

/** Names separated by commas; the option may come more than once. */
export function parseNames(text: string, before: readonly string[] | undefined): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError(rules.names);
  return [...(before ?? []), ...names];
}

function wholeNumber(text: string): number | undefined {
  return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}

function decimalNumber(text: string): number | undefined {
  const value = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}
