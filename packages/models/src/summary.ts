import type { Activation } from '@keepdims/activations';
import { describeValue } from './describeValue.js';
import type { FloatDType } from './layer.js';
import type { LayerRule } from './passes.js';
import { requireOptions } from './requireMode.js';
import { textTable } from './textTable.js';

/** Options of `net.summary`. */
export interface SummaryOptions {
  /** How many examples the memory is for, an integer >= 1. Default 1. */
  readonly batchSize?: number;
  /** What numbers are kept in. Default float64. */
  readonly dtype?: FloatDType;
}

/** What a line of the table says about a layer. */
interface SummarizedLayer extends LayerRule {
  readonly units: number;
}

const header = ['layer', 'activation', 'W', 'b', 'parameters', 'memory'];
const bytesOf = { float64: 8, float32: 4 } as const;

/**
 * A table of the layers with their shapes, numbers of parameters and memory, at most 80 columns wide.
 *
 * @param nX - The network's inputs.
 * @param layers - Its layers.
 * @returns Lines joined by newlines, without one at the end.
 * @throws RangeError as `Network.summary`.
 */
export function summary(nX: number, layers: readonly SummarizedLayer[], options: SummaryOptions): string {
  const { batchSize, dtype } = requireSummaryOptions(options);
  const width = bytesOf[dtype];
  let [inputs, parameters, kept] = [nX, 0, 0];
  const rows = layers.flatMap(({ units, activation, batchNorm, dropout }, i) => {
    const line = (cells: readonly string[], count: number, arrays: number): string[] => {
      const memory = arrays * units * batchSize * width;
      parameters += count;
      kept += memory;
      return [...cells, count === 0 ? '' : grouped(count), bytes(memory)];
    };
    const shapes = [`[${units}, ${inputs}]`, `[${units}, 1]`];
    const own = [line([String(i + 1), describe(activation), ...shapes], units * (inputs + 1), 2)]; // Z, A
    if (batchNorm !== undefined) own.push(line(['', 'batch norm', `gamma [${units}, 1]`, ''], units, 1)); // normalized
    if (dropout > 0) own.push(line(['', `dropout ${dropout}`, '', ''], 0, 2)); // mask, activated
    inputs = units;
    return own;
  });
  return [
    `${grouped(nX)} input${nX === 1 ? '' : 's'}`,
    ...textTable({
      header,
      rows,
      footer: ['total', '', '', '', grouped(parameters), bytes(kept)],
      right: new Set([4, 5]),
      flexible: 1,
    }),
    `Batch of ${grouped(batchSize)}, ${dtype}: ${bytes(kept + nX * batchSize * width)} with X. Parameters: ${bytes(parameters * width)}.`,
  ].join('\n');
}

function requireSummaryOptions(options: SummaryOptions): Required<SummaryOptions> {
  const operation = 'net.summary(options)';
  requireOptions(operation, ['batchSize', 'dtype'], options);
  const { batchSize = 1, dtype = 'float64' } = options;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`${operation}: batchSize must be an integer, 1 or more, but is ${describeValue(batchSize)}.`);
  }
  if (!Object.hasOwn(bytesOf, dtype)) {
    throw new RangeError(`${operation}: dtype must be float64 or float32, but is ${describeValue(dtype)}.`);
  }
  return { batchSize, dtype };
}

/** The name, with its options where there are any. */
function describe({ name, options }: Activation): string {
  const values = Object.entries(options).map(([option, value]) => `${option} ${value}`);
  return values.length === 0 ? name : `${name} (${values.join(', ')})`;
}

/** 245760 as 245,760. */
function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 245760 as 246 kB: three digits, in units of 1000. */
function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, n)) / 3)));
  return `${Number((n / 1000 ** power).toPrecision(3))} ${units[power] ?? ''}`; // power is in range
}
