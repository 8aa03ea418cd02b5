/** What leaves keepdims predicts what the model itself predicts: on real data, with missing values, texts and a scaled target. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identity, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { tabular, Table, tabularFromJSON } from '@keepdims/data';
import { loadPenguins, loadSacramento } from '@keepdims/datasets';
import { readNpz, readSafetensors } from '@keepdims/formats';
import { dense, network, networkFromJSON } from '@keepdims/models';
import type { LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { fromOnnx } from '@keepdims/onnx';
import { randomState } from '@keepdims/random';
import { compileErrors, pythonWithNumPy } from '@keepdims/tooling-testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SavedModel } from '../run/savedModel.js';
import { exportFormats, exportNames } from './exportFormats.js';
import type { ExportName } from './exportFormats.js';

interface Case {
  readonly name: string;
  readonly model: SavedModel;
  readonly table: Table;
  /** A number or a class a row. */
  readonly predictions: readonly (number | string)[];
  /** The network's output, [outputs, m]. */
  readonly output: NDArray;
}

function caseOf(name: string, table: Table, target: string, build: (inputs: number) => Network): Case {
  const preprocessing = tabular.fit(table, { target });
  const net = build(preprocessing.featureNames.length);
  const rs = randomState(5);
  // Random numbers in all of them, running statistics too.
  const params = net.initialize(rs).map((layer) =>
    Object.fromEntries(
      Object.entries(layer).map(([key, array]: [string, NDArray]) => [
        key,
        np.add(array, rs.uniform(-0.5, 0.5, array.shape as [number, number])), // matrices
      ]),
    ),
  ) as unknown as readonly LayerParams[]; // the same names and shapes
  const { X } = preprocessing.transform(table);
  const output: NDArray = net.forward(params, X).output;
  const predicted = net.predict(params, X);
  const predictions =
    preprocessing.task === 'regression'
      ? Array.from(preprocessing.inverseTarget(predicted).data)
      : preprocessing.classNames(predicted);
  return { name, model: { net, params, preprocessing }, table, predictions, output };
}

let cases: readonly Case[] = [];
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-export-'));
  const penguins = (await loadPenguins()).table;
  const known = penguins.select(penguins.column('sex').flatMap((sex, row) => (sex === 'NA' ? [] : [row])));
  const sacramento = (await loadSacramento()).table;
  const hostile = ['*/ process.exit(9) /*', '"""', '${x}', '\\', "'", 'a\u202eb\u{e0001}', '__proto__'];
  const odd = new Table({
    name: 'odd.csv',
    columns: [...hostile, 'number of\nlines', 'is "big"'],
    values: [
      ...hostile.map((name) => ['x', name, '', 'é ', 'x', name]),
      [' 1 ', '-2.5e1', 'NA', '.5', '3.', '?'],
      ['*/yes', '*/yes', '"""no', '*/yes', '"""no', '*/yes'],
    ],
  });
  cases = [
    caseOf('penguins', penguins, 'species', (n) =>
      network(n, dense(8, tanh, { batchNorm: true }), dense(5, relu), dense(3, softmax)),
    ),
    caseOf('penguins, two classes', known, 'sex', (n) => network(n, dense(6, relu), dense(1, sigmoid))),
    caseOf('sacramento', sacramento, 'price', (n) => network(n, dense(8, relu), dense(1, identity))),
    caseOf('names that are code', odd, 'is "big"', (n) => network(n, dense(8, tanh), dense(1, sigmoid))),
  ];
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The rows as a program would have them: texts, or numbers where they are ones. */
function rowsOf({ table, model }: Case, as: 'texts' | 'values'): Record<string, string | number | null>[] {
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(
      model.preprocessing.columns.map(({ name, kind }) => {
        const text = table.column(name)[row] ?? '';
        const number = text.trim() === '' ? NaN : Number(text);
        if (as === 'texts') return [name, text];
        if (kind === 'number') return [name, Number.isNaN(number) ? null : number];
        return [name, String(number) === text ? number : text];
      }),
    ),
  );
}

async function contentOf({ model }: Case, format: ExportName): Promise<string | Uint8Array> {
  return exportFormats[format].contentOf(model);
}

function expectSame(got: readonly (number | string)[], expected: readonly (number | string)[], name: string): void {
  expect(got, name).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) {
    const other = got[i];
    if (typeof value === 'number' && typeof other === 'number') {
      expect(Math.abs(other - value) / Math.max(1, Math.abs(value)), `${name}, row ${i}`).toBeLessThan(1e-12);
    } else {
      expect(other, `${name}, row ${i}`).toBe(value);
    }
  }
}

describe('typescript', () => {
  interface Module {
    readonly predict: (row: object) => number | string;
    readonly probabilities?: (row: object) => number[];
    readonly classes?: readonly string[];
    readonly target: string;
    readonly features: (row: object) => number[];
  }

  let files = 0;
  async function load(source: string): Promise<Module> {
    const file = join(folder, `module${++files}.ts`);
    writeFileSync(file, source);
    const module: unknown = await import(file);
    return module as Module; // compileErrors checks its types
  }

  test("predicts what the model does, from a table's texts and from values", async () => {
    for (const one of cases) {
      const { name, model, predictions, output } = one;
      const module = await load(String(await contentOf(one, 'typescript')));
      for (const as of ['texts', 'values'] as const) {
        const rows = rowsOf(one, as);
        expectSame(rows.map(module.predict), predictions, `${name}, ${as}`);
        if (module.probabilities === undefined) continue;
        const [p] = [rows.map(module.probabilities)];
        const last = p.map((each) => each.at(-1) ?? NaN);
        expectSame(last, Array.from(np.contiguousData(output).slice(-rows.length)), name);
        expect(p.every((each) => Math.abs(each.reduce((a, b) => a + b) - 1) < 1e-12)).toBe(true);
      }
      expect(new Set(predictions).size, name).toBeGreaterThan(1);
      expect(module.classes ?? []).toEqual(model.preprocessing.classes);
      expect(module.target).toBe(model.preprocessing.target?.name);
    }
  });

  test('compiles under --strict, with no import', async () => {
    for (const one of cases) {
      const source = String(await contentOf(one, 'typescript'));
      expect(/^import\b|\brequire\(|\bimport\(/m.test(source)).toBe(false);
      expect(compileErrors(source), one.name).toEqual([]);
    }
    const [penguins] = cases;
    if (penguins === undefined) throw new Error('no case');
    const source = String(await contentOf(penguins, 'typescript'));
    const use = (row: string): string[] =>
      compileErrors(`${source}\nconst label: 'Adelie' | 'Chinstrap' | 'Gentoo' = predict(${row});`);
    const full =
      "island: 'Dream', bill_length_mm: 39.5, bill_depth_mm: null, flipper_length_mm: '181', body_mass_g: undefined, sex: 'male', year: 2007";
    expect(use(`{ ${full} }`)).toEqual([]);
    expect(use(`{ ${full.replace('island', 'iland')} }`)[0]).toContain('iland');
  });

  test('a text it has not seen is none of the known ones; what the model refuses is refused', async () => {
    const [penguins] = cases;
    if (penguins === undefined) throw new Error('no case');
    const { features, predict } = await load(String(await contentOf(penguins, 'typescript')));
    const [row = {}] = rowsOf(penguins, 'values');
    const { columns, featureNames } = penguins.model.preprocessing;
    const islands = featureNames.flatMap((name, i) => (name.startsWith('island=') ? [i] : []));
    expect(columns[0]?.name).toBe('island');
    expect(islands.map((i) => features({ ...row, island: 'Atlantis' })[i])).toEqual(islands.map(() => 0));
    const { island: _, ...rest } = row;
    expect(() => predict(rest)).toThrow(new RangeError('The row has no island; give null if it is unknown.'));
    for (const text of ['wide', '0x10', '1,5', 'Infinity', '1e999']) {
      expect(() => predict({ ...row, bill_length_mm: text })).toThrow(
        new RangeError(`Column bill_length_mm has numbers, but the row has "${text}".`),
      );
    }
    expect(features({ ...row, bill_length_mm: NaN })).toEqual(features({ ...row, bill_length_mm: ' n/A ' }));
  });
});

describe('arrays', () => {
  /** The model again, from the texts and arrays of a file. */
  function rebuilt(
    networkText: string,
    preprocessingText: string,
    arrays: Readonly<Record<string, NDArray>>,
  ): SavedModel {
    const { layers, ...rest } = JSON.parse(networkText);
    const values = (key: string): unknown => arrays[key]?.toArray();
    const flat = (key: string): object =>
      arrays[key] === undefined ? {} : { [key.replace(/\d+$/, '')]: Array.from(np.contiguousData(arrays[key])) };
    const json = {
      format: 'keepdims-network',
      version: 2,
      ...rest,
      layers: layers.map((layer: object, i: number) => ({
        ...layer,
        W: values(`W${i + 1}`),
        ...flat(`b${i + 1}`),
        ...flat(`gamma${i + 1}`),
        ...flat(`runningMean${i + 1}`),
        ...flat(`runningVariance${i + 1}`),
      })),
    };
    return { ...networkFromJSON(json), preprocessing: tabularFromJSON(JSON.parse(preprocessingText)) };
  }

  function predict({ net, params, preprocessing }: SavedModel, table: Table): (number | string)[] {
    const predicted = net.predict(params, preprocessing.transform(table).X);
    return preprocessing.task === 'regression'
      ? Array.from(preprocessing.inverseTarget(predicted).data)
      : preprocessing.classNames(predicted);
  }

  test('a safetensors file has all of the model', async () => {
    for (const one of cases) {
      const { tensors, metadata } = readSafetensors((await contentOf(one, 'safetensors')) as Uint8Array); // its format
      expect(Object.keys(metadata).sort()).toEqual(['format', 'network', 'preprocessing', 'version']);
      const again = rebuilt(metadata.network ?? '', metadata.preprocessing ?? '', tensors);
      expect(predict(again, one.table)).toEqual(one.predictions);
    }
  });

  test('an npz file has all of the model, its texts as bytes', async () => {
    for (const one of cases) {
      const arrays = readNpz((await contentOf(one, 'npz')) as Uint8Array); // its format
      const text = (name: string): string =>
        new TextDecoder().decode(Uint8Array.from(arrays[name]?.toArray() as number[])); // bytes
      expect(predict(rebuilt(text('network'), text('preprocessing'), arrays), one.table)).toEqual(one.predictions);
    }
  });

  test('an ONNX graph gives the predictions for unscaled features, as rows of float32', async () => {
    for (const one of cases) {
      const { model, name, table, predictions, output } = one;
      const { forward, preprocessing } = fromOnnx((await contentOf(one, 'onnx')) as Uint8Array); // its format
      const { shift = [], scale = [] } = preprocessing.input ?? {};
      const column = (values: ArrayLike<number>): NDArray => np.array(Array.from(values, (value) => [value]));
      const { X } = model.preprocessing.transform(table);
      const raw = np.add(np.multiply(X as NDArray, column(scale)), column(shift));
      const got = Array.from(np.contiguousData(forward(raw.astype('float32'))));
      const expected =
        model.preprocessing.task === 'regression'
          ? predictions.map(Number)
          : Array.from<number>(np.contiguousData(output));
      expect(got).toHaveLength(expected.length);
      for (const [i, value] of expected.entries()) {
        expect(Math.abs((got[i] ?? NaN) - value) / Math.max(1, Math.abs(value)), `${name}, ${i}`).toBeLessThan(2e-4);
      }
      expect(preprocessing.description).toEqual(JSON.parse(JSON.stringify(model.preprocessing)));
    }
  });

  test('json is the model.json of the run', async () => {
    for (const one of cases) {
      const { network: saved, preprocessing } = JSON.parse(String(await contentOf(one, 'json')));
      const again = { ...networkFromJSON(saved), preprocessing: tabularFromJSON(preprocessing) };
      expect(predict(again, one.table)).toEqual(one.predictions);
    }
  });
});

const python = pythonWithNumPy();
const skipped = python === undefined ? ' (skipped: there is no Python with NumPy)' : '';

describe('Python', () => {
  test.skipIf(python === undefined)(
    `the module, npz and safetensors predict what the model does${skipped}`,
    async () => {
      for (const [i, one] of cases.entries()) {
        for (const name of ['numpy', 'npz', 'safetensors'] as const) {
          writeFileSync(join(folder, `model_${i}${exportFormats[name].ending}`), await contentOf(one, name));
        }
      }
      const task = cases.map((one) => ({ rows: rowsOf(one, 'texts'), values: rowsOf(one, 'values') }));
      writeFileSync(join(folder, 'task.json'), JSON.stringify(task));
      const { status, stderr } = spawnSync(python ?? '', ['-W', 'error', '-c', runner, folder], { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
      // The runner's own structure.
      const results = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as Record<
        string,
        (number | string)[]
      >[];
      for (const [i, { name, predictions, model }] of cases.entries()) {
        const { X = [], ...ways } = results[i] ?? {};
        expect(Object.keys(ways)).toEqual(['texts', 'values', 'npz', 'safetensors']);
        for (const [way, got] of Object.entries(ways)) expectSame(got, predictions, `${name}, ${way}`);
        expect(X).toEqual([model.net.nX, cases[i]?.table.rowCount]);
      }
    },
    20_000,
  );
});

/** The arrays' predictions by the course's formulas, of files read with NumPy and by safetensors' specification. */
const runner = String.raw`
import importlib, json, struct, sys
from pathlib import Path
import numpy as np

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))

ACTIVATIONS = {
    "relu": lambda Z: np.maximum(0, Z),
    "tanh": np.tanh,
    "identity": lambda Z: Z,
    "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
    "softmax": lambda Z: np.exp(Z - Z.max(axis=0)) / np.exp(Z - Z.max(axis=0)).sum(axis=0),
}

def read_safetensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__")
    arrays = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        arrays[name] = np.frombuffer(data[begin:end], {"F64": "<f8", "F32": "<f4"}[entry["dtype"]]).reshape(entry["shape"])
    return arrays, json.loads(metadata["network"]), json.loads(metadata["preprocessing"])

def read_npz(path):
    arrays = dict(np.load(path, allow_pickle=False))
    return arrays, *(json.loads(arrays[name].tobytes()) for name in ("network", "preprocessing"))

def forward(arrays, network, A):
    for l, layer in enumerate(network["layers"], 1):
        Z = arrays[f"W{l}"] @ A
        if "batchNorm" in layer:
            deviation = np.sqrt(arrays[f"runningVariance{l}"] + layer["batchNorm"]["epsilon"])
            Z = arrays[f"gamma{l}"] * (Z - arrays[f"runningMean{l}"]) / deviation
        A = ACTIVATIONS[layer["activation"]["name"]](Z + arrays[f"b{l}"])
    return A

def predictions(A, preprocessing, scaled):
    target = preprocessing["target"]
    if target["kind"] == "number":
        return scaled(A)[0].tolist()
    indices = (A[0] > 0.5).astype(int) if len(A) == 1 else A.argmax(axis=0)
    return [target["classes"][i] for i in indices]

results = []
for i, task in enumerate(json.loads((folder / "task.json").read_text())):
    module = importlib.import_module(f"model_{i}")
    X = module.features(task["rows"])
    result = {"X": X.shape}
    for way, rows in (("texts", task["rows"]), ("values", task["values"])):
        result[way] = list(module.predict(rows))
    (alone,), first = module.predict(task["rows"][0]), result["texts"][0]
    assert alone == first if isinstance(first, str) else np.isclose(alone, first, rtol=1e-12)
    for wrong in ({**task["rows"][0], module.COLUMNS[-1]["name"]: "Infinity"}, {}):
        try:
            if "categories" not in module.COLUMNS[-1] or wrong == {}:
                module.predict([wrong])
                raise SystemExit("a wrong row passed")
        except ValueError as error:
            assert "Infinity" in str(error) or "has no" in str(error)

    # X of the arrays: the module's features without their scaling, and scaled by the file's.
    arrays, network, preprocessing = read_npz(folder / f"model_{i}.npz")
    raw = X * arrays["featureScale"] + arrays["featureMean"]
    A = forward(arrays, network, (raw - arrays["featureMean"]) / arrays["featureScale"])
    result["npz"] = predictions(A, preprocessing, lambda A: A * arrays["targetScale"] + arrays["targetMean"])
    arrays, network, preprocessing = read_safetensors(folder / f"model_{i}.safetensors")
    target = preprocessing["target"]
    A = forward(arrays, network, X)
    result["safetensors"] = predictions(A, preprocessing, lambda A: A * target["scale"] + target["mean"])
    results.append(result)
(folder / "result.json").write_text(json.dumps(results, default=float))
`;

test('names are listed once', () => {
  expect(exportNames).toEqual(Object.keys(exportFormats));
});
