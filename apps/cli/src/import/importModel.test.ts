/** Models made elsewhere, and by keepdims, say after the import what they said before. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identity, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { fromRows, tabular } from '@keepdims/data';
import { loadPenguins } from '@keepdims/datasets';
import { readSafetensors, writeNpz, writeSafetensors } from '@keepdims/formats';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { toOnnx } from '@keepdims/onnx';
import { randomState } from '@keepdims/random';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCommand } from '../commands/import.js';
import type { ImportOptions } from '../commands/import.js';
import { exportFormats } from '../export/exportFormats.js';
import { colorsFor } from '../render/colors.js';
import { readModel } from '../run/savedModel.js';
import type { SavedModel } from '../run/savedModel.js';
import { predictor } from '../serve/predictor.js';
import type { Prediction } from '../serve/predictor.js';
import type { Terminal } from '../terminal.js';
import { importModel } from './importModel.js';
import type { ImportChoices } from './importModel.js';

function golden<T>(path: string): T {
  // What the scripts beside these files write.
  return JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')) as T;
}

interface OnnxCase {
  readonly name: string;
  readonly model: string;
  readonly X: number[][];
  readonly Y: number[][];
  readonly output?: string;
}

interface StateCase {
  readonly name: string;
  readonly activations: string[];
  readonly state: Record<string, { shape: number[]; data: number[] }>;
  readonly X: number[][];
  readonly Y: number[][];
}

const onnxCases = golden<{ cases: OnnxCase[] }>('../../../../packages/onnx/scripts/golden.json').cases;
const stateCases = golden<{ cases: StateCase[] }>('../../scripts/stateDict.json').cases;

function caseOf<C extends { readonly name: string }>(cases: readonly C[], name: string): C {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
}

function predictions(model: SavedModel, rows: readonly (readonly number[])[], names?: readonly string[]): readonly Prediction[] {
  const columns = names ?? (rows[0] ?? []).map((_, i) => `x${i}`);
  return predictor(model)(rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])))).predictions;
} // prettier-ignore

function expectClose(got: readonly (number | string | undefined)[], expected: readonly (number | undefined)[]): void {
  expect(got).toHaveLength(expected.length);
  for (const [i, value = NaN] of expected.entries()) {
    expect(Math.abs(Number(got[i]) - value) / Math.max(1, Math.abs(value)), `row ${i}: ${got[i]}, ${value}`).toBeLessThan(1e-6); // prettier-ignore
  }
}

describe('ONNX', () => {
  const imported = (name: string, choices: ImportChoices = {}): { model: SavedModel; X: number[][]; Y: number[][] } => {
    const { model, X, Y, output } = caseOf(onnxCases, name);
    return { X, Y, model: importModel(Buffer.from(model, 'base64'), 'm.onnx', { output, ...choices }) };
  };

  test("PyTorch's classifier", () => {
    const { model, X, Y } = imported('pytorch classifier', { columns: ['a', 'b', 'c', 'd'], target: 'kind', classes: ['u', 'v', 'w'] }); // prettier-ignore
    const got = predictions(model, X, ['a', 'b', 'c', 'd']);
    for (const [i, name] of ['u', 'v', 'w'].entries()) {
      expectClose(got.map(({ probabilities = {} }) => probabilities[name]), Y.map((row) => row[i])); // prettier-ignore
    }
    const likely = Y.map((row) => 'uvw'[row.indexOf(Math.max(...row))]);
    expect(got.map(({ prediction }) => prediction)).toEqual(likely);
    expect(model.preprocessing.target).toEqual({ kind: 'classes', name: 'kind', classes: ['u', 'v', 'w'], numeric: false }); // prettier-ignore
    expect(imported('pytorch classifier').model.preprocessing.target).toEqual({ kind: 'classes', name: 'y', classes: ['0', '1', '2'], numeric: true }); // prettier-ignore
  });

  test("PyTorch's regression keeps its scaling of inputs and output", () => {
    const { model, X, Y } = imported('pytorch standardised regression');
    expectClose(predictions(model, X).map(({ prediction }) => prediction), Y.flat()); // prettier-ignore
    const { columns, target } = model.preprocessing;
    expect(columns.slice(0, 2)).toEqual([
      { kind: 'number', name: 'x0', median: 1, mean: 1, scale: 2 },
      { kind: 'number', name: 'x1', median: -2, mean: -2, scale: 1 },
    ]);
    expect(target).toEqual({ kind: 'number', name: 'y', mean: 1000, scale: 250 });
    // A missing value is the mean.
    expect(predictor(model)([{ x0: null, x1: -2, x2: 0.5, x3: 3, x4: 0, x5: 10 }])).toEqual(
      predictor(model)([{ x0: 1, x1: -2, x2: 0.5, x3: 3, x4: 0, x5: 10 }]),
    );
  });

  test("scikit-learn's, of two and three classes and a regression", () => {
    const two = imported('scikit-learn two classes, scaled', { classes: ['other', 'setosa'] });
    expectClose(predictions(two.model, two.X).map(({ probabilities }) => probabilities?.setosa), two.Y.flat()); // prettier-ignore
    const three = imported('scikit-learn three classes, ZipMap');
    expectClose(predictions(three.model, three.X).map(({ probabilities }) => probabilities?.['2']), three.Y.map((row) => row[2])); // prettier-ignore
    for (const name of ['scikit-learn regression, float64', 'pytorch float64, one example']) {
      const { model, X, Y } = imported(name);
      expectClose(predictions(model, X).map(({ prediction }) => prediction), Y.flat()); // prettier-ignore
    }
  });

  test('a scale below 0 becomes part of the weights', () => {
    const net = network(2, dense(2, relu), dense(1, identity));
    const params = net.initialize(randomState(1));
    const bytes = (scale: number[]): Uint8Array => toOnnx(net, params, { dtype: 'float64', preprocessing: { input: { shift: [1, 2], scale } } }); // prettier-ignore
    const model = importModel(bytes([-2, 4]), 'm.onnx', {});
    expect(model.preprocessing.columns[0]).toEqual({ kind: 'number', name: 'x0', median: 0, mean: 0, scale: 1 });
    const X = np.array([[(3 - 1) / -2], [(5 - 2) / 4]]);
    expectClose(predictions(model, [[3, 5]]).map(({ prediction }) => prediction), [net.forward(params, X).output.item()]); // prettier-ignore
  });

  test('a scaled output is a number, or with --classes a logit', () => {
    const bounded = network(2, dense(1, sigmoid));
    const params = bounded.initialize(randomState(1));
    const output = { shift: [1], scale: [4] };
    const stars = importModel(toOnnx(bounded, params, { dtype: 'float64', preprocessing: { output } }), 'm.onnx', {});
    const p = bounded.forward(params, np.array([[3], [5]])).output.item();
    expectClose(predictions(stars, [[3, 5]]).map(({ prediction }) => prediction), [1 + 4 * p]); // prettier-ignore
    const linear = network(2, dense(1, identity));
    const bytes = toOnnx(linear, params, { dtype: 'float64', preprocessing: { output } });
    const model = importModel(bytes, 'm.onnx', { classes: ['no', 'yes'] });
    const z = 1 + 4 * linear.forward(params, np.array([[3], [5]])).output.item();
    expectClose(predictions(model, [[3, 5]]).map(({ probabilities }) => probabilities?.yes), [1 / (1 + Math.exp(-z))]); // prettier-ignore
  });

  test('what a run cannot say is refused', () => {
    const refused = (name: string, choices: ImportChoices, message: string): void =>
      expect(() => imported(name, choices)).toThrow(message);
    refused('pytorch batch normalisation, gelu, silu', {}, 'm.onnx gives 2 independent probabilities, but a run predicts one class or one number.'); // prettier-ignore
    refused('pytorch classifier', { classes: ['a', 'b'] }, '--classes names 2 classes, but m.onnx tells 3 apart.');
    refused('pytorch classifier', { classes: ['a', 'b', 'a'] }, '--classes names a twice; name each class once.');
    refused('pytorch classifier', { columns: ['a'] }, '--columns names 1 column, but the network of m.onnx has 4 inputs.'); // prettier-ignore
    refused('pytorch classifier', { columns: ['a', 'b', 'a', 'c'] }, '--columns names a twice; name each input once.');
    refused('pytorch classifier', { target: 'x3' }, 'x3 is a column and the target; name the target otherwise with --target.'); // prettier-ignore
    refused('pytorch classifier', { activations: ['relu'] }, 'm.onnx tells its activations itself; leave --activations out.'); // prettier-ignore
    refused('pytorch standardised regression', { classes: ['a', 'b'] }, 'm.onnx scales its output after softplus, which gives no probabilities of classes; leave --classes out.'); // prettier-ignore
    const bent = network(2, dense(1, tanh));
    expect(() => importModel(toOnnx(bent, bent.initialize(randomState(1))), 'm.onnx', { classes: ['a', 'b'] })).toThrow(
      'm.onnx ends with tanh, which gives no probabilities of classes; leave --classes out.',
    );
    const many = network(2, dense(3, identity));
    expect(() => importModel(toOnnx(many, many.initialize(randomState(1))), 'm.onnx', {})).toThrow(
      'm.onnx gives 3 numbers, but a run predicts one; if they are logits of classes, name these with --classes, such as a,b,c.',
    );
  });
});

describe('parameters alone', () => {
  const arrays = (state: StateCase['state']): Record<string, NDArray> =>
    Object.fromEntries(Object.entries(state).map(([key, { shape, data }]) => [key, np.asArray(Float32Array.from(data), { shape })])); // prettier-ignore
  const sorted = (state: StateCase['state']): StateCase['state'] =>
    Object.fromEntries(Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1)));
  const bytesOf = (state: StateCase['state']): Uint8Array => writeSafetensors(arrays(sorted(state)));

  test("PyTorch's logits: softmax is added, and 10 comes after 2", () => {
    const { state, activations, X, Y } = caseOf(stateCases, 'logits of three classes');
    expect(Object.keys(sorted(state)).indexOf('10.weight')).toBeLessThan(
      Object.keys(sorted(state)).indexOf('2.weight'),
    );
    const model = importModel(bytesOf(state), 'm.safetensors', { activations, classes: ['a', 'b', 'c'] });
    const expected = Y.map((row) => {
      const exps = row.map(Math.exp);
      return exps.map((one) => one / exps.reduce((sum, other) => sum + other));
    });
    for (const [i, name] of ['a', 'b', 'c'].entries()) {
      expectClose(predictions(model, X).map(({ probabilities = {} }) => probabilities[name]), expected.map((row) => row[i])); // prettier-ignore
    }
  });

  test("PyTorch's regression without a bias, as safetensors and npz", () => {
    const { state, activations, X, Y } = caseOf(stateCases, 'regression');
    expect(Object.keys(state)).not.toContain('end.bias');
    // By their names the layers are end, hidden, which do not fit together.
    for (const bytes of [writeNpz(arrays(state)), writeSafetensors(arrays(state))]) {
      const model = importModel(bytes, 'm', { activations });
      expectClose(predictions(model, X).map(({ prediction }) => prediction), Y.flat()); // prettier-ignore
    }
  });

  test('two classes by softmax are the sigmoid of the difference', () => {
    const { state, activations, X, Y } = caseOf(stateCases, 'two classes');
    const model = importModel(bytesOf(state), 'm', { activations, classes: ['no', 'yes'] });
    expect(model.net.layers.map(({ units, activation }) => [units, activation.name])).toEqual([[4, 'silu'], [1, 'sigmoid']]); // prettier-ignore
    expectClose(predictions(model, X).map(({ probabilities }) => probabilities?.yes), Y.map((row) => row[1])); // prettier-ignore
    expectClose(predictions(model, X).map(({ probabilities }) => probabilities?.no), Y.map((row) => row[0])); // prettier-ignore
  });

  test("the course's names, and one logit", () => {
    const net = network(2, dense(3, relu), dense(1, sigmoid));
    const params = net.initialize(randomState(2));
    const [one, two] = params;
    const bytes = writeNpz({ W1: one.W, b1: one.b, W2: two.W, b2: np.ravel(two.b) });
    const model = importModel(bytes, 'm', { activations: ['relu', 'identity'], classes: ['0', '1'] });
    expectClose(predictions(model, [[1, 2]]).map(({ probabilities }) => probabilities?.['1']), [net.forward(params, np.array([[1], [2]])).output.item()]); // prettier-ignore
  });

  test('what does not fit is refused', () => {
    const [W, b] = [np.ones([3, 2]), np.zeros([3])];
    const refused = (tensors: Record<string, NDArray>, activations: string[] | undefined, message: string): void =>
      expect(() => importModel(writeSafetensors(tensors), 'm', { activations })).toThrow(message);
    refused({ '0.weight': W, '0.bias': b, '2.weight': np.ones([1, 3]) }, undefined, "m holds parameters alone (0.weight [3, 2], 2.weight [1, 3]): say the layers' activations, such as --activations relu,identity."); // prettier-ignore
    refused({ W1: W }, ['relu', 'tanh'], '--activations names 2 activations, but m has 1 layer: W1 [3, 2]; name one a layer, identity for none.'); // prettier-ignore
    refused({ W1: W }, ['rleu'], '--activations: rleu is none of elu, gelu, identity, leakyRelu, relu, selu, sigmoid, silu, softmax, softplus, tanh.'); // prettier-ignore
    refused({ W1: W }, ['leakyRelu:slope=1'], '--activations leakyRelu:slope=1: ');
    refused({ W1: W, W2: W }, ['relu', 'relu'], 'm cannot be imported: its layers do not fit together: W1 [3, 2] gives 3 numbers, but W2 [3, 2] takes 2.'); // prettier-ignore
    refused({ '0.weight': b }, ['relu'], 'm cannot be imported: 0.weight has shape [3], but a dense layer\'s weights are a matrix.'); // prettier-ignore
    refused(
      { '0.weight': np.ones([0, 2]) },
      ['relu'],
      'm cannot be imported: 0.weight has shape [0, 2], but a layer has inputs and units.',
    );
    refused({ '0.weight': W, '0.bias': np.zeros([2]) }, ['relu'], 'm cannot be imported: 0.bias has shape [2], but 0.weight has 3 units.'); // prettier-ignore
    refused(
      { '0.weight': W, '1.bias': b },
      ['relu'],
      'm cannot be imported: 1.bias has no weights that it belongs to.',
    );
    refused({ '0.weight': W, '1.running_mean': b }, ['relu'], 'm cannot be imported: 1.running_mean is of batch normalisation, which this file does not say the place of; export it as ONNX.'); // prettier-ignore
    refused({ embedding: W }, ['relu'], 'm cannot be imported: embedding is no weight or bias of a dense layer, such as 0.weight or W1.'); // prettier-ignore
    refused({ W1: W.astype('int32') }, ['relu'], 'm cannot be imported: W1 is of int32, not of floats.');
    refused({}, ['relu'], 'm cannot be imported: it holds no arrays.');
  });
});

describe('what keepdims wrote', () => {
  let model: SavedModel;
  let rows: Record<string, string | number | null>[];
  beforeAll(async () => {
    const { table } = await loadPenguins();
    const preprocessing = tabular.fit(table, { target: 'species' });
    const net = network(preprocessing.featureNames.length, dense(6, relu, { batchNorm: true }), dense(3, softmax));
    model = { net, params: net.initialize(randomState(7)), preprocessing }; // its sizes are not of interest
    rows = Array.from({ length: 40 }, (_, row) =>
      Object.fromEntries(
        preprocessing.columns.map(({ name, kind }) => {
          const text = table.column(name)[row] ?? '';
          return [name, text === 'NA' || text === '' ? null : kind === 'number' ? Number(text) : text];
        }),
      ),
    );
  });

  test('comes back with its preprocessing: json, npz, safetensors bit for bit, ONNX as float32', async () => {
    const own = predictor(model)(rows);
    for (const format of ['json', 'npz', 'safetensors', 'onnx'] as const) {
      const content = await exportFormats[format].contentOf(model);
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      const { format: read, isWhole, ...again } = importModel(bytes, `m${exportFormats[format].ending}`, {});
      expect([read, isWhole]).toEqual([format, true]);
      expect(again.preprocessing.toJSON()).toEqual(JSON.parse(JSON.stringify(model.preprocessing)));
      const got = predictor(again)(rows);
      if (format !== 'onnx') expect(got).toEqual(own);
      for (const [i, { prediction, probabilities }] of own.predictions.entries()) {
        const other = got.predictions[i];
        expect(other?.prediction).toBe(prediction);
        expectClose(Object.values(other?.probabilities ?? {}), Object.values(probabilities ?? {}));
      }
      for (const option of ['columns', 'classes'] as const) {
        expect(() => importModel(bytes, 'm', { [option]: ['a'] })).toThrow(
          `m tells its columns and its target itself; leave --${option} out.`,
        );
      }
    }
  });

  test('a network alone has columns of numbers', () => {
    const net = network(2, dense(1, identity));
    const params = net.initialize(randomState(1));
    const read = importModel(Buffer.from(JSON.stringify(net.toJSON(params))), 'n.json', { columns: ['a', 'b'] });
    expect(predictions(read, [[1, 2]], ['a', 'b'])).toEqual([
      { prediction: net.forward(params, np.array([[1], [2]])).output.item() },
    ]);
  });

  test('damage is a sentence', async () => {
    const refused = (bytes: Uint8Array, message: string, name = 'm'): void =>
      expect(() => importModel(bytes, name, {})).toThrow(message);
    refused(Buffer.from('a,b\n1,2\n'), 'm is no model that can be imported: ONNX, safetensors, npz, or JSON of keepdims; PyTorch and scikit-learn write ONNX.'); // prettier-ignore
    refused(Buffer.from('{"format": "other"}'), 'm is JSON, but no model or network of keepdims; name a model.json, or what net.toJSON gave.'); // prettier-ignore
    refused(Buffer.from('{"format": '), 'm is not valid JSON; restore the file from a copy.');
    refused(Buffer.from('{"format": "keepdims-network"}'), 'm cannot be used: json.version must be 1 or 2, which this release reads, but is undefined; restore the file from a copy.'); // prettier-ignore
    const { tensors, metadata } = readSafetensors(await exportFormats.safetensors.contentOf(model)); // its format
    const { W2: _, ...fewer } = tensors;
    refused(writeSafetensors(fewer, { metadata }), 'm cannot be used: json.layers[1].W must be a list, but is undefined; restore the file from a copy.'); // prettier-ignore
    const other = { ...metadata, preprocessing: JSON.stringify(tabular.fit(fromRows([{ a: 1, b: 2 }, { a: 2, b: 4 }]), { target: 'b' })) }; // prettier-ignore
    refused(writeSafetensors(tensors, { metadata: other }), 'm cannot be used: its network has 11 inputs and 3 outputs, its preprocessing 1 and 1; restore the file from a copy.'); // prettier-ignore
    expect(() => importModel(Buffer.from('{"format": 1}'), 'm', { output: 'Y' })).toThrow(
      '--output names a tensor of an ONNX graph, but m is none; leave it out.',
    );
  });
});

describe('keepdims import', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'keepdims-import-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(file: string, options: ImportOptions): string {
    let out = '';
    const colors = colorsFor(false, {});
    const terminal: Terminal = { out: (text) => (out += text), err: () => undefined, outColors: colors, errColors: colors, animated: false, env: {} }; // prettier-ignore
    importCommand(join(folder, file), options, terminal);
    return out;
  }

  test('makes a run folder, and never overwrites one', () => {
    const { model, X, Y } = caseOf(onnxCases, 'pytorch classifier');
    writeFileSync(join(folder, 'mlp.onnx'), Buffer.from(model, 'base64'));
    const out = join(folder, 'runs', 'mlp');
    const shown = run('mlp.onnx', { out, classes: ['u', 'v', 'w'] });
    expect(shown.replaceAll(folder, 'F')).toBe(
      [
        'Imported mlp.onnx as F/runs/mlp',
        '  network  4 inputs → 6 relu → 3 softmax; 51 parameters',
        '  columns  x0, x1, x2, x3',
        '  target   y: u, v, w',
        '  keepdims predict F/runs/mlp DATA.csv',
        '',
      ].join('\n'),
    );
    expect(readdirSync(out).sort()).toEqual(['import.json', 'model.json']);
    expectClose(predictions(readModel(out), X).map(({ probabilities }) => probabilities?.u), Y.map((row) => row[0])); // prettier-ignore
    expect(JSON.parse(run('mlp.onnx', { out, json: true }))).toMatchObject({
      schemaVersion: 1,
      type: 'import',
      run: `${out}-2`,
      file: join(folder, 'mlp.onnx'),
      format: 'onnx',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      columns: ['x0', 'x1', 'x2', 'x3'],
      target: 'y',
      task: 'classification',
      classes: ['0', '1', '2'],
    });
    expect(readdirSync(join(folder, 'runs')).sort()).toEqual(['mlp', 'mlp-2']);
  });

  test('leaves nothing behind when it cannot', () => {
    writeFileSync(join(folder, 'rows.csv'), 'a,b\n1,2\n');
    const out = join(folder, 'runs', 'rows');
    expect(() => run('rows.csv', { out })).toThrow('rows.csv is no model that can be imported');
    expect(existsSync(out)).toBe(false);
    expect(() => run('nothing.onnx', { out })).toThrow(
      `There is no file ${join(folder, 'nothing.onnx')}; check the path.`,
    );
    expect(() => run('mlp.onnx', { out: join(folder, 'rows.csv', 'run') })).toThrow('is a file; choose another place');
  });
});
