/** What the generated programs compute is what the library computes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  activations,
  defineActivation,
  elu,
  gelu,
  identity,
  leakyRelu,
  relu,
  sigmoid,
  softmax,
  tanh,
} from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { pythonWithNumPy } from '@keepdims/tooling-testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dense, network } from '../index.js';
import type { FloatDType, LayerParams, Network } from '../index.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'generated-code-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A generated module. */
interface Program {
  readonly forward: (x: readonly number[]) => number[];
  readonly predict: (x: readonly number[]) => number | number[];
}

let files = 0;
async function load(source: string): Promise<Program> {
  const file = join(folder, `network${++files}.ts`);
  writeFileSync(file, source);
  const program: unknown = await import(file);
  return program as Program; // what the source exports; compileErrors checks its types
}

interface Case {
  readonly name: string;
  readonly net: Network;
  readonly params: readonly LayerParams[];
  readonly X: NDArray<[number, number]>;
}

const configured: readonly Activation[] = [leakyRelu({ negativeSlope: 0.3 }), elu({ alpha: 0.7 })];

/** Two networks for each activation, of one to four layers, where it is hidden and where it is the output. */
function cases(dtype: FloatDType): Case[] {
  const rs = randomState(77);
  const all: readonly Activation[] = [...Object.values(activations), ...configured];
  return all.flatMap((activation, k) =>
    [relu, activation].map((output, own) => {
      const depth = rs.randint(1, 4);
      const hidden = Array.from({ length: depth }, (_, i) =>
        dense(rs.randint(1, 6), activation, i % 2 === own ? { batchNorm: { epsilon: 1e-3 } } : { dropout: 0.5 }),
      );
      const last = own === 0 ? (([identity, sigmoid, softmax] as const)[k % 3] ?? relu) : output;
      const net: Network = network(rs.randint(1, 6), ...hidden, dense(rs.randint(1, 5), last));
      const params = net.initialize(rs, { dtype }).map((layer) => {
        const other = (a: NDArray): NDArray =>
          np.add(a, rs.uniform(0.1, 0.9, a.shape as [number, number])).astype(dtype); // matrices
        return Object.fromEntries(Object.entries(layer).map(([name, a]: [string, NDArray]) => [name, other(a)]));
      }) as unknown as LayerParams[]; // the same names and shapes
      const X = np.multiply(rs.standardNormal([net.nX, 7]), 3).astype(dtype);
      return { name: `${activation.name}, ${own === 0 ? 'hidden' : 'output'}`, net, params, X };
    }),
  );
}

function columnsOf(A: NDArray): number[][] {
  return A.T().toArray() as number[][]; // a matrix
}

/** The largest |a − b| over max(1, |b|). */
function distance(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  expect(a.map((row) => row.length)).toEqual(b.map((row) => row.length));
  const differences = a.flatMap((row, i) =>
    row.map((x, j) => Math.abs(x - (b[i]?.[j] ?? NaN)) / Math.max(1, Math.abs(b[i]?.[j] ?? NaN))),
  );
  return differences.reduce((p, q) => Math.max(p, q), 0);
}

describe('toTypeScript', () => {
  it('gives the library’s numbers for every activation', async () => {
    const seen = new Set<string>();
    for (const { name, net, params, X } of cases('float64')) {
      const { forward, predict } = await load(net.toTypeScript(params));
      const columns = columnsOf(X);
      expect(distance(columns.map(forward), columnsOf(net.forward(params, X).output)), name).toBeLessThan(1e-12);
      expect(
        distance(
          columns.map(predict).map((said) => [said].flat()),
          columnsOf(net.predict(params, X)),
        ),
        name,
      ).toBeLessThan(1e-12);
      for (const { activation } of net.layers) seen.add(activation.name);
    }
    expect([...seen].sort()).toEqual(Object.keys(activations).sort());
  });

  it('predicts a number where there is one class, and otherwise a list', async () => {
    const said = async (units: number, activation: Activation, x: number): Promise<unknown> => {
      const net = network(1, dense(units, activation));
      const W = np
        .arange(1, units + 1)
        .astype('float64')
        .reshape([units, 1]);
      return (await load(net.toTypeScript([{ W, b: np.zeros([units, 1]) }]))).predict([x]);
    };
    expect([await said(3, softmax, 1), await said(3, softmax, -1)]).toEqual([2, 0]);
    expect([await said(1, sigmoid, 2), await said(1, sigmoid, 0)]).toEqual([1, 0]);
    expect(await said(2, sigmoid, 1)).toEqual([1, 1]);
    expect(await said(1, identity, 4)).toEqual([4]);
  });

  it('writes float32 parameters exactly', async () => {
    for (const { name, net, params, X } of cases('float32').slice(0, 6)) {
      const { forward } = await load(net.toTypeScript(params));
      const wide = params.map((layer) =>
        Object.fromEntries(Object.entries(layer).map(([key, a]: [string, NDArray]) => [key, a.astype('float64')])),
      ) as unknown as LayerParams[]; // the same names and shapes
      const expected = net.forward(wide, X.astype('float64')).output;
      expect(distance(columnsOf(X).map(forward), columnsOf(expected)), name).toBeLessThan(1e-12);
    }
  });

  it('keeps every bit', async () => {
    const numbers = [0.1, -1 / 3, 5e-324, 1.7976931348623157e308, 1e21, -123456789.123, 2 ** -1022, Math.fround(0.1)];
    const net = network(numbers.length, dense(1, identity));
    const { forward } = await load(net.toTypeScript([{ W: np.array([numbers]), b: np.array([[0]]) }]));
    const units = np.eye(numbers.length).toArray() as number[][]; // a matrix
    expect(units.map((x) => forward(x)[0])).toEqual(numbers);
  });

  it('writes NaN, infinities and −0 as they are', async () => {
    const net = network(1, dense(5, identity));
    const params = [
      { W: np.array([[NaN], [Infinity], [-Infinity], [-0], [1]]), b: np.array([[0], [0], [0], [-0], [NaN]]) },
    ];
    const source = net.toTypeScript(params);
    expect(source).toContain('[-0],');
    expect((await load(source)).forward([2])).toEqual([NaN, Infinity, -Infinity, 0, NaN]);
  });

  it('refuses examples of another size and NaN where a class is asked for, as the library does', async () => {
    const net = network(2, dense(3, softmax));
    const { forward, predict } = await load(net.toTypeScript(net.initialize(randomState(1))));
    expect(() => forward([1, 2, 3])).toThrow(new RangeError('x must have 2 numbers, but has 3.'));
    expect(() => predict([NaN, 1])).toThrow(new RangeError('A probability is NaN: look for NaN in x.'));
    const single = network(1, dense(1, relu));
    expect((await load(single.toTypeScript(single.initialize(randomState(1))))).predict([NaN])).toEqual([NaN]);
  });

  it('is stable at extremes', async () => {
    const net = network(1, dense(2, softmax));
    const { forward } = await load(net.toTypeScript([{ W: np.array([[1], [-1]]), b: np.zeros([2, 1]) }]));
    expect([forward([1000]), forward([-1000])]).toEqual([
      [1, 0],
      [0, 1],
    ]);
    for (const activation of Object.values(activations)) {
      const one = network(1, dense(1, activation));
      const params = [{ W: np.ones([1, 1]), b: np.zeros([1, 1]) }];
      const program = await load(one.toTypeScript(params));
      for (const z of [-1000, -40, -8.5, -7.9, -1e-9, 0, 1e-9, 7.9, 8.5, 40, 1000, Infinity, NaN]) {
        const [expected] = columnsOf(one.forward(params, np.array([[z]])).output)[0] ?? [];
        const [got] = program.forward([z]);
        if (Number.isFinite(expected)) expect(got, `${activation.name}(${z})`).toBeCloseTo(expected ?? NaN, 12);
        else expect(got, `${activation.name}(${z})`).toBe(expected);
      }
    }
  });
});

const python = pythonWithNumPy();
const skipped = python === undefined ? ' (skipped: there is no Python with NumPy)' : '';

describe('toNumPy', () => {
  it.skipIf(python === undefined)(
    `gives the library’s numbers for every activation${skipped}`,
    () => {
      const all = (['float64', 'float32'] as const).flatMap((dtype) => cases(dtype).map((one) => ({ ...one, dtype })));
      const task = all.map(({ net, params, X, dtype }) => ({ source: net.toNumPy(params), X: X.toArray(), dtype }));
      const [input, output] = [join(folder, 'task.json'), join(folder, 'result.json')];
      writeFileSync(input, JSON.stringify(task));
      const { status, stderr } = spawnSync(python ?? '', ['-W', 'error', '-c', runner, input, output], {
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      // The runner's own structure.
      const results = JSON.parse(readFileSync(output, 'utf8')) as { A: number[][]; P: number[][]; dtype: string }[];
      expect(results).toHaveLength(all.length);
      for (const [i, { name, net, params, X, dtype }] of all.entries()) {
        const result = results[i] ?? { A: [], P: [], dtype: '' };
        const tolerance = dtype === 'float64' ? 1e-12 : 1e-4;
        const [A, P] = [net.forward(params, X).output, net.predict(params, X)].map((a) => a.toArray());
        expect(distance(result.A, A as number[][]), name).toBeLessThan(tolerance); // matrices
        expect(distance(result.P, P as number[][]), name).toBeLessThan(tolerance); // likewise
        expect(result.dtype, name).toBe(dtype);
      }
    },
    20_000,
  );

  it.skipIf(python === undefined)(
    `keeps every bit, NaN and infinities${skipped}`,
    () => {
      const numbers = [
        0.1,
        -1 / 3,
        5e-324,
        1.7976931348623157e308,
        1e21,
        -0,
        3,
        Math.fround(0.1),
        NaN,
        Infinity,
        -Infinity,
      ];
      const wide = network(numbers.length, dense(1, identity)).toNumPy([
        { W: np.array([numbers]), b: np.zeros([1, 1]) },
      ]);
      const narrow = network(numbers.length, dense(1, identity)).toNumPy([
        { W: np.array([numbers], { dtype: 'float32' }), b: np.zeros([1, 1], { dtype: 'float32' }) },
      ]);
      const show = 'print(W1.tobytes().hex())\n';
      const { stdout } = spawnSync(python ?? '', ['-c', [wide, show, narrow, show].join('\n')], { encoding: 'utf8' });
      const hex = (data: Float64Array | Float32Array): string => Buffer.from(data.buffer).toString('hex');
      expect(stdout.trim().split(/\s+/)).toEqual([hex(Float64Array.from(numbers)), hex(Float32Array.from(numbers))]);
    },
    20_000,
  );
});

const runner = `
import json, sys
from pathlib import Path
import numpy as np
results = []
for task in json.loads(Path(sys.argv[1]).read_text()):
    program = {}
    exec(task["source"], program)
    X = np.array(task["X"], dtype=task["dtype"])
    A = program["forward"](X)
    results.append({"A": A.tolist(), "P": program["predict"](X).tolist(), "dtype": str(A.dtype)})
    try:
        program["forward"](X[:, 0])
        raise SystemExit("a vector passed")
    except ValueError as error:
        assert "one example a column" in str(error)
Path(sys.argv[2]).write_text(json.dumps(results))
`;

describe('an activation that is none of ours', () => {
  const params = [{ W: np.ones([1, 1]), b: np.zeros([1, 1]) }];
  const own = (name: string): Network =>
    network(
      1,
      dense(
        1,
        defineActivation({
          name,
          value: Math.cbrt,
          derivative: () => 1,
          kinks: [],
          knownValues: [],
          reference: 'none',
        }),
      ),
    );

  it('is refused, also under the name of one that is', () => {
    const list = Object.keys(activations).sort();
    for (const [name, call] of [
      ['*/ root', 'net.toTypeScript(params)'],
      ['tanh', 'net.toTypeScript(params)'],
      ['constructor', 'net.toNumPy(params)'],
    ] as const) {
      const act = () => (call === 'net.toNumPy(params)' ? own(name).toNumPy(params) : own(name).toTypeScript(params));
      expect(act).toThrow(RangeError);
      expect(act).toThrow(
        `${call}: layer 1's activation '${name}' is none of @keepdims/activations, so its formula can't be written. There is code for `,
      );
    }
    // Every activation has code: the list in the message is complete.
    const message = (() => {
      try {
        return own('root').toNumPy(params);
      } catch (error) {
        return String(error);
      }
    })();
    expect(
      message
        .replace(/^.*There is code for |\.$/g, '')
        .split(', ')
        .sort(),
    ).toEqual(list);
  });

  it('parameters of another network are refused', () => {
    const net = network(2, dense(1, gelu), dense(1, tanh));
    const other: readonly LayerParams[] = network(3, dense(1, tanh)).initialize(randomState(1));
    expect(() => net.toTypeScript(other)).toThrow(
      new np.ShapeError(
        'net.toTypeScript(params): params are of 1 layer, but the network has 2. Use net.initialize(rng).',
      ),
    );
    expect(() => net.toNumPy(other)).toThrow(np.ShapeError);
  });
});
