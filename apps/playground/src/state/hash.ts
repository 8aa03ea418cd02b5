import { activationNames, batchSizes, clampInteger, dataSets, defaultConfig, limits, nearestAlpha } from './config.js';
import type { BatchSize, Config, DataSet } from './config.js';

/** Raised when the meaning of a key changes; older addresses are then translated here. */
const version = '1';

/** A configuration as the part of an address after `#`, such as `v=1&data=flower&hidden=4&…`. */
export function toHash(config: Config): string {
  const hidden = config.hidden.length === 0 ? 'none' : config.hidden.join('-');
  return [
    `v=${version}`,
    `data=${config.data}`,
    `hidden=${hidden}`,
    `activation=${config.activation}`,
    `alpha=${config.alpha}`,
    `batch=${config.batch}`,
    `seed=${config.seed}`,
  ].join('&');
}

/**
 * The configuration in an address. Whatever is missing or can't be read takes its default, and numbers are brought within their limits:
 * an address is somebody else's text, and no address may break the page or stall it.
 */
export function fromHash(hash: string): Config {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  if (values.get('v') !== version) return defaultConfig;
  return {
    data: oneOf(dataSetNames, values.get('data')) ?? defaultConfig.data,
    hidden: readHidden(values.get('hidden')) ?? defaultConfig.hidden,
    activation: oneOf(activationNames, values.get('activation')) ?? defaultConfig.activation,
    alpha: readAlpha(values.get('alpha')) ?? defaultConfig.alpha,
    batch: readBatch(values.get('batch')) ?? defaultConfig.batch,
    seed: readInteger(values.get('seed'), 0, limits.seed) ?? defaultConfig.seed,
  };
}

// `as`: the keys of an object literal are exactly the members of DataSet.
const dataSetNames = Object.keys(dataSets) as DataSet[];

function oneOf<T>(members: readonly T[], text: string | null): T | undefined {
  return members.find((member) => String(member) === text);
}

function readHidden(text: string | null): number[] | undefined {
  if (text === null) return undefined;
  if (text === 'none') return [];
  const units = text.split('-', limits.layers).map((part) => readInteger(part, 1, limits.units));
  return units.every((n) => n !== undefined) ? units : undefined;
}

function readBatch(text: string | null): BatchSize | undefined {
  return oneOf(batchSizes, text);
}

function readAlpha(text: string | null): number | undefined {
  const value = readNumber(text);
  return value === undefined || value <= 0 ? undefined : nearestAlpha(value);
}

function readInteger(text: string | null, low: number, high: number): number | undefined {
  const value = readNumber(text);
  return value === undefined ? undefined : clampInteger(value, low, high);
}

/** A plain decimal number; neither blanks, nor hexadecimal, nor NaN, which `Number` would take. */
function readNumber(text: string | null): number | undefined {
  return text !== null && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
