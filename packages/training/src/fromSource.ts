import { requireTargets } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import type { FloatDType, Network } from '@keepdims/models';
import { asArray, assign, copy, empty, scope } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError } from '@keepdims/shapes';
import type { ExampleSource } from './exampleSource.js';
import { gatherBatch, gathered } from './examples.js';
import type { ExampleBatch, Gathered } from './examples.js';
import { isObject, kindOf } from './requireKinds.js';
import type { Supply } from './supply.js';

/** Examples a part: a forward pass of so many takes little memory. */
const partSize = 4096;

/**
 * Examples of a source, checked as they are read.
 *
 * @param name - What the call names the source.
 * @throws TypeError, ShapeError or RangeError if it doesn't fit the network. While examples are read: RangeError if a number isn't finite, or
 *   targets aren't what the loss is made for.
 */
export function fromSource(call: string, name: string, net: Network, loss: Loss, source: ExampleSource): Supply {
  const outputs = net.layers.at(-1)?.units ?? 0;
  const targetRows = loss.targets === 'class indices' ? 1 : outputs;
  requireSource(call, name, source, net.nX, targetRows);
  const { examples: m, inputs, readAhead = 1 } = source;
  let largestInput = 0;

  /** Read examples into `window`, and check them. */
  const read = (rows: Int32Array, window: Window): void => {
    const [X, Y] = [window.X.subarray(0, rows.length * inputs), window.Y.subarray(0, rows.length * targetRows)];
    source.read(rows, X, Y);
    requireFinite(call, name, 'targets', rows, Y);
    // In a scope: of reading after reading nothing is left for the garbage collector.
    scope(() =>
      requireTargets(call, `${name}'s Y`, loss, asArray(Y, { shape: [rows.length, targetRows] }).T(), outputs),
    );
    largestInput = Math.max(largestInput, requireFinite(call, name, 'inputs', rows, X));
  };

  /** Batches of the examples at places `first` to m of an order, read many at a time. */
  function* batches(
    orderOf: (start: number, end: number) => Int32Array,
    first: number,
    { dtype, batchSize, weights }: { dtype: FloatDType; batchSize: number; weights: Float64Array | undefined },
  ): Generator<ExampleBatch> {
    const ahead = Math.min(m, Math.max(1, Math.floor(readAhead / batchSize)) * batchSize);
    const window = new Window(ahead, inputs, targetRows);
    const bySize = new Map<number, Gathered>();
    for (let start = first; start < m; start += ahead) {
      const rows = orderOf(start, Math.min(m, start + ahead));
      read(rows, window);
      for (let at = 0; at < rows.length; at += batchSize) {
        const size = Math.min(batchSize, rows.length - at);
        let batch = bySize.get(size);
        if (batch === undefined) {
          bySize.set(size, (batch = gathered(inputs, targetRows, size, dtype, weights !== undefined)));
        }
        gatherBatch(batch, window.arrays, window.places, at);
        if (weights !== undefined) batch.weights?.forEach((_, j, to) => (to[j] = weights[rows[at + j] ?? 0] ?? NaN));
        yield batch;
      }
    }
  }
  const inTheirOrder = (start: number, end: number): Int32Array => new Int32Array(end - start).map((_, j) => start + j);
  /** Parts lie in memory as X and Y of a whole do, so that one part has a whole's bits. */
  function* parts(): Generator<ExampleBatch> {
    const whole = { dtype: 'float64', batchSize: Math.min(m, partSize), weights: undefined } as const;
    const bySize = new Map<number, NDArray>();
    for (const part of batches(inTheirOrder, 0, whole)) {
      const X = bySize.get(part.size) ?? empty([inputs, part.size]);
      bySize.set(part.size, X);
      assign(X, part.X);
      yield { ...part, X };
    }
  }

  return {
    m,
    targetRows,
    get largestInput() {
      return largestInput;
    },
    sums: () => source.sums,
    batches: (dtype, batchSize, weights) => {
      const size = batchSize === 'full' ? m : batchSize;
      return {
        steps: Math.ceil(m / size),
        shuffled: true,
        batches: (order, first) =>
          batches((start, end) => order.subarray(start, end), first * size, { dtype, batchSize: size, weights }),
      };
    },
    parts,
    targets: () => {
      const all = new Float64Array(m * targetRows);
      const window = new Window(Math.min(m, Math.max(readAhead, partSize)), inputs, 0);
      for (let start = 0; start < m; start += window.places.length) {
        const end = Math.min(m, start + window.places.length);
        const X = window.X.subarray(0, (end - start) * inputs);
        source.read(inTheirOrder(start, end), X, all.subarray(start * targetRows, end * targetRows));
      }
      return copy(asArray(all, { shape: [m, targetRows] }).T());
    },
  };
}

/** Room for examples read at a time, one after the other. */
class Window {
  readonly X: Float64Array;
  readonly Y: Float64Array;
  /** The same memory: X [size, n_x], Y [size, rows]. */
  readonly arrays: { readonly X: NDArray; readonly Y: NDArray };
  /** 0, 1, 2, … */
  readonly places: Int32Array;

  constructor(size: number, inputs: number, targetRows: number) {
    this.X = new Float64Array(size * inputs);
    this.Y = new Float64Array(size * targetRows);
    this.arrays = {
      X: asArray(this.X, { shape: [size, inputs] }),
      Y: asArray(this.Y, { shape: [size, targetRows] }),
    };
    this.places = new Int32Array(size).map((_, j) => j);
  }
}

function requireSource(call: string, name: string, source: unknown, inputs: number, outputs: number): void {
  if (!isObject(source) || !('read' in source) || typeof source.read !== 'function') {
    throw new TypeError(
      `${call}: ${name} must be an ExampleSource, { examples, inputs, outputs, sums, read }, but is ${isObject(source) ? 'an object without read' : kindOf(source)}.`,
    );
  }
  const { examples, readAhead = 1 } = source as Partial<ExampleSource>; // any object may be asked for keys
  for (const [key, value] of Object.entries({ examples, readAhead })) {
    if (Number.isSafeInteger(value) && Number(value) >= 1) continue;
    throw new RangeError(`${call}: ${name}.${key} must be an integer, 1 or more, but is ${String(value)}.`);
  }
  for (const [key, wanted] of Object.entries({ inputs, outputs })) {
    const value = (source as Record<string, unknown>)[key]; // likewise
    if (value === wanted) continue;
    const because =
      key === 'inputs'
        ? `the network has ${count(wanted, 'input')}`
        : `the network and the loss take ${count(wanted, 'target')} an example`;
    throw new ShapeError(`${call}: ${name}.${key} must be ${wanted}, since ${because}, but is ${String(value)}.`);
  }
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** The largest magnitude of examples lying one after the other; refuses NaN and infinities, which no training survives. */
function requireFinite(call: string, name: string, what: string, rows: Int32Array, values: Float64Array): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k] ?? NaN);
    if (!(size < Infinity)) {
      const width = values.length / rows.length;
      throw new RangeError(
        `${call}: ${name} must give finite numbers, but of example ${rows[Math.floor(k / width)]} the ${what} hold ${values[k]} at ` +
          `${k % width}. Fill in missing values, or leave the example out.`,
      );
    }
    if (size > largest) largest = size;
  }
  return largest;
}
