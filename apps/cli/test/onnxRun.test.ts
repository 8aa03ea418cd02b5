/**
 * A run's ONNX file in onnxruntime, and the arrays of its npz and safetensors by the course's formulas, say what `keepdims predict` says: on
 * real data with categories and missing values, which a reader of the files prepares as their descriptions tell.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as OnnxRuntime from 'onnxruntime-node';
import type { Table, TabularJSON } from '@keepdims/data';
import { loadPenguins, loadSacramento } from '@keepdims/datasets';
import { readNpz, readSafetensors } from '@keepdims/formats';
import type { NDArray } from '@keepdims/ndarray';
import { fromOnnx } from '@keepdims/onnx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readModel } from '../src/run/savedModel.js';
import { keepdims, temporaryFolder } from './keepdims.js';

/** A native library, which not every platform has. In CI it must be there. */
async function loadRuntime(): Promise<typeof OnnxRuntime | undefined> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    if (process.env.CI !== undefined) throw error;
    return undefined;
  }
}

const runtime = await loadRuntime();

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => (folder = temporaryFolder()));
afterAll(() => folder.remove());

/** The features of each row, unscaled, as a description of the preprocessing says: numbers or their median, 1 for the category. */
function features(table: Table, { columns }: TabularJSON): number[][] {
  return Array.from({ length: table.rowCount }, (_, row) =>
    columns.flatMap((column) => {
      const cell = table.column(column.name)[row] ?? '';
      const isMissing = cell === '' || cell === 'NA';
      if (column.kind === 'number') return [isMissing ? column.median : Number(cell)];
      const ones = column.categories.map((category) => (!isMissing && category === cell ? 1 : 0));
      return column.missing ? [...ones, isMissing ? 1 : 0] : ones;
    }),
  );
}

/** ŷ of one row: A[l] = g(W[l] A[l−1] + b[l]), as the arrays and a description have them. */
function forward(row: readonly number[], arrays: Readonly<Record<string, NDArray>>, { columns, target }: TabularJSON): number[] {
  const scalings = columns.flatMap((column) =>
    column.kind === 'number' ? [column] : Array<{ mean: number; scale: number }>(column.categories.length + (column.missing ? 1 : 0)).fill({ mean: 0, scale: 1 }),
  );
  let A = row.map((value, i) => (value - (scalings[i]?.mean ?? NaN)) / (scalings[i]?.scale ?? NaN));
  for (let l = 1; arrays[`W${l}`] !== undefined; l++) {
    const W = arrays[`W${l}`]?.toArray() as number[][]; // a matrix
    const b = arrays[`b${l}`]?.toArray() as number[][]; // a column
    const Z = W.map((weights, i) => weights.reduce((sum, w, j) => sum + w * (A[j] ?? NaN), b[i]?.[0] ?? NaN));
    A = arrays[`W${l + 1}`] === undefined ? Z : Z.map((z) => Math.max(0, z));
  }
  if (target?.kind === 'number') return A.map((z) => z * target.scale + target.mean);
  const exps = A.map((z) => Math.exp(z - Math.max(...A)));
  return exps.map((e) => e / exps.reduce((sum, other) => sum + other));
} // prettier-ignore

function textOf(array: NDArray | undefined): string {
  return Buffer.from(Uint8Array.from(array?.toArray() as number[])).toString(); // bytes
}

/** The largest |a − b| / max(1, |b|). */
function distance(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  expect(a.map((row) => row.length)).toEqual(b.map((row) => row.length));
  return Math.max(
    ...a.flatMap((row, i) =>
      row.map((value, j) => Math.abs(value - (b[i]?.[j] ?? NaN)) / Math.max(1, Math.abs(b[i]?.[j] ?? NaN))),
    ),
  );
}

describe.each([
  ['penguins', loadPenguins, ['--target', 'species']],
  ['sacramento', loadSacramento, ['--hidden', '16,8']],
] as const)('%s', (set, load, words) => {
  const run = `runs/${set}`;
  let table: Table;
  /** What predict prints: a class, or a number; and the network's own output in full, a row a row. */
  let predicted: readonly string[];
  let outputs: number[][];
  beforeAll(async () => {
    ({ table } = await load());
    expect(keepdims(folder.path, ['train', set, '--epochs', '15', ...words]).code).toBe(0);
    for (const format of ['onnx', 'npz', 'safetensors']) {
      expect(keepdims(folder.path, ['export', run, '--to', format])).toMatchObject({ code: 0, err: '' });
    }
    const { out } = keepdims(folder.path, ['predict', run, set]);
    predicted = out.trimEnd().split('\n').slice(1).map((line) => line.split(',')[0] ?? ''); // prettier-ignore
    const { net, params, preprocessing } = readModel(join(folder.path, run));
    const { output } = net.forward(params, preprocessing.transform(table, { target: false }).X);
    const units = preprocessing.task === 'regression' ? preprocessing.inverseTarget(output) : output;
    outputs = (units.T() as NDArray).toArray() as number[][]; // a matrix
    expect(outputs).toHaveLength(table.rowCount);
    expect(set === 'penguins' && table.column('sex').includes('NA')).toBe(set === 'penguins');
  });

  /** What predict prints agrees with outputs that a file gave. */
  function expectPredicted(rows: readonly (readonly number[])[], description: TabularJSON, most: number): void {
    const { target } = description;
    const said = rows.map((row) => (target?.kind === 'classes' ? target.classes[row.indexOf(Math.max(...row))] : row[0]));
    expect(new Set(said).size).toBeGreaterThan(2);
    for (const [i, value] of said.entries()) {
      if (typeof value === 'number') expect(Math.abs(value / Number(predicted[i]) - 1)).toBeLessThan(most);
      else expect(value).toBe(predicted[i]);
    }
  } // prettier-ignore

  // A longitude is large beside its spread, so that float32 has few digits of it.
  const near = set === 'sacramento' ? 3e-5 : 1e-6;
  test.skipIf(runtime === undefined).each([
    ['float32', near],
    ['float64', 1e-12],
  ] as const)('onnxruntime, %s', async (dtype, most) => {
    if (runtime === undefined) return;
    const words = ['export', run, '--to', 'onnx', '--dtype', dtype, '--out', `${set}.${dtype}.onnx`];
    expect(keepdims(folder.path, words).out).toContain(`# ${dtype}, shape (m, `);
    const bytes = readFileSync(join(folder.path, `${set}.${dtype}.onnx`));
    const description = JSON.parse(fromOnnx(bytes).metadata['keepdims.preprocessing'] ?? '') as TabularJSON; // as export writes it
    const rows = features(table, description);
    const session = await runtime.InferenceSession.create(bytes, { logSeverityLevel: 3, intraOpNumThreads: 1 });
    const fed = dtype === 'float32' ? Float32Array.from(rows.flat()) : Float64Array.from(rows.flat());
    const X = new runtime.Tensor(dtype, fed, [rows.length, rows[0]?.length ?? 0]);
    const { Y } = await session.run({ X }, ['Y']);
    await session.release();
    const width = Y?.dims[1] ?? 0;
    const flat = Array.from(Y?.data as Float32Array | Float64Array); // of a graph of dtype
    const got = rows.map((_, i) => flat.slice(i * width, (i + 1) * width));
    expect(distance(got, outputs)).toBeLessThan(most);
    expectPredicted(got, description, most);
  });

  test('npz', () => {
    const arrays = readNpz(readFileSync(join(folder.path, `${set}.npz`)));
    const description = JSON.parse(textOf(arrays.preprocessing)) as TabularJSON; // as export writes it
    const got = features(table, description).map((row) => forward(row, arrays, description));
    expect(distance(got, outputs)).toBeLessThan(1e-12);
    expectPredicted(got, description, 1e-12);
  });

  test('safetensors', () => {
    const { tensors, metadata } = readSafetensors(readFileSync(join(folder.path, `${set}.safetensors`)));
    const description = JSON.parse(metadata.preprocessing ?? '') as TabularJSON; // as export writes it
    const got = features(table, description).map((row) => forward(row, tensors, description));
    expect(distance(got, outputs)).toBeLessThan(1e-12);
    expectPredicted(got, description, 1e-12);
  });

  test('an imported ONNX file predicts the same', () => {
    expect(keepdims(folder.path, ['import', `${set}.onnx`])).toMatchObject({ code: 0, err: '' });
    const { out } = keepdims(folder.path, ['predict', `${run}-2`, set]);
    const values = out.trimEnd().split('\n').slice(1).map((line) => line.split(',')[0] ?? ''); // prettier-ignore
    expect(values).toHaveLength(predicted.length);
    for (const [i, value] of values.entries()) {
      if (set === 'sacramento') expect(Math.abs(Number(value) / Number(predicted[i]) - 1)).toBeLessThan(1e-6);
      else expect(value).toBe(predicted[i]);
    }
  });
});
