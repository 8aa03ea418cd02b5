/** What onnxruntime makes of exported networks: the same numbers as here. */
import * as activations from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import type { Dense, LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import type { RandomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { distance, loadRuntime, runModel } from '../test/onnxRuntime.js';
import { fromOnnx, toOnnx } from './index.js';
import type { ToOnnxOptions } from './index.js';

const runtime = await loadRuntime();
const dtypes = ['float32', 'float64'] as const;

/** Every activation, configured ones with other options too. */
const all: readonly (readonly [string, Activation])[] = [
  ...Object.values(activations.activations).map((g) => [g.name, g] as const),
  ['leakyRelu(0.3)', activations.leakyRelu({ negativeSlope: 0.3 })],
  ['elu(0.7)', activations.elu({ alpha: 0.7 })],
];

/** Parameters with nothing at its start: biases, scales and running statistics as after training. */
function trained(net: Network, rng: RandomState): LayerParams[] {
  const column = (units: number, low: number, high: number): LayerParams['b'] => rng.uniform(low, high, [units, 1]);
  return net.initialize(rng).map(({ W, gamma }, i) => {
    const units = net.layers[i]?.units ?? 0;
    const b = column(units, -1, 1);
    if (gamma === undefined) return { W, b };
    const [scale, runningMean] = [column(units, 0.5, 1.5), column(units, -1, 1)];
    return { W, b, gamma: scale, runningMean, runningVariance: column(units, 0.2, 2) };
  });
}

function examples(nX: number, rng: RandomState): NDArray {
  return rng.uniform(-2, 2, [nX, 7]);
}

function bits(params: readonly LayerParams[]): unknown {
  return params.map((layer) => Object.entries(layer).map(([name, a]) => [name, (a as NDArray).dtype, (a as NDArray).shape, [...np.contiguousData(a as NDArray)]])); // prettier-ignore
}

const rounded = (params: readonly LayerParams[], dtype: 'float32' | 'float64'): LayerParams[] =>
  params.map((layer) => Object.fromEntries(Object.entries(layer).map(([name, a]) => [name, (a as NDArray).astype(dtype)])) as unknown as LayerParams); // prettier-ignore

/** Export, run in onnxruntime, import; all three agree. */
async function agrees(net: Network, params: readonly LayerParams[], X: NDArray, options: ToOnnxOptions): Promise<void> {
  const dtype = options.dtype ?? 'float32';
  const bytes = toOnnx(net, params, options);
  expect([...toOnnx(net, params, options)]).toEqual([...bytes]);
  const back = fromOnnx(bytes);
  expect(bits(back.params)).toEqual(bits(rounded(params, dtype)));
  const kept = ({ units, activation, batchNorm }: Dense) => [units, activation.name, activation.options, batchNorm];
  expect(back.net.layers.map(kept)).toEqual(net.layers.map(kept));
  const { input, output } = options.preprocessing ?? {};
  const list = (values: ArrayLike<number>) => Array.from(values, (x) => (dtype === 'float32' ? Math.fround(x) : x));
  const both = [input, output].map((scaling) => scaling && { shift: list(scaling.shift), scale: list(scaling.scale) });
  expect([back.preprocessing.input, back.preprocessing.output]).toEqual(both);
  const column = (values: ArrayLike<number>) => np.reshape(np.array(Array.from(values)), [values.length, 1]);
  const scaled = input === undefined ? X : np.divide(np.subtract(X, column(input.shift)), column(input.scale));
  let expected: NDArray = net.forward(params, scaled).output;
  if (output !== undefined) expected = np.add(np.multiply(expected, column(output.scale)), column(output.shift));
  expect(distance(back.forward(X), expected)).toBeLessThan(1e-6);
  const folded = fromOnnx(bytes, { foldScaling: true });
  expect(folded.preprocessing.input ?? folded.preprocessing.output).toBe(undefined);
  expect(distance(folded.net.forward(folded.params, X).output, expected)).toBeLessThan(2e-6);
  if (typeof runtime !== 'string')
    expect(distance(await runModel(runtime, bytes, X, dtype), expected)).toBeLessThan(1e-6);
}

// Where it isn't, this says so; export and import are tested all the same.
it.skipIf(typeof runtime === 'string')(
  `onnxruntime is there${typeof runtime === 'string' ? `: no, ${runtime}` : ''}`,
  () => {
    expect(typeof runtime).toBe('object');
  },
);

describe.each(dtypes)('%s', (dtype) => {
  it.each(all)('%s: hidden and output, alone and after batch normalisation', async (_, g) => {
    const rng = randomState(7);
    for (const batchNorm of [undefined, true] as const) {
      const options = batchNorm === undefined ? {} : { batchNorm };
      const net: Network = network(
        5,
        dense(6, g, options),
        dense(4, g, { ...options, dropout: 0.3 }),
        dense(3, g, options),
      );
      for (const opset of [17, 20, 23]) {
        await agrees(net, trained(net, rng), examples(5, rng), { dtype, opset });
      }
    }
  });

  it('random networks: depth, widths, outputs, batch normalisation, scaling', async () => {
    const rng = randomState(20261130);
    const below = (n: number): number => rng.randint(0, n);
    for (let i = 0; i < 40; i++) {
      const nX = 1 + below(8);
      const depth = 1 + below(5);
      const layers = Array.from({ length: depth }, () => {
        const [, g] = all[below(all.length)] as (typeof all)[number];
        return dense(1 + below(9), g, below(3) === 0 ? { batchNorm: { epsilon: 0.001, momentum: 0.8 } } : {});
      });
      const net: Network = network(nX, ...layers);
      const scaling = (n: number) => ({ shift: np.contiguousData(rng.uniform(-3, 3, [n])), scale: Array.from(np.contiguousData(rng.uniform(0.5, 2, [n]))) }); // prettier-ignore
      const preprocessing = {
        ...(below(2) === 0 ? { input: scaling(nX) } : {}),
        ...(below(2) === 0 ? { output: scaling(layers.at(-1)?.units ?? 0) } : {}),
      };
      await agrees(net, trained(net, rng), examples(nX, rng), { dtype, opset: 17 + below(7), preprocessing });
    }
  });
});

it('a wide and a deep network in float32', async () => {
  const rng = randomState(3);
  const wide: Network = network(300, dense(400, activations.relu), dense(10, activations.softmax));
  const deep: Network = network(4, ...Array.from({ length: 40 }, () => dense(4, activations.tanh)));
  for (const net of [wide, deep]) await agrees(net, trained(net, rng), examples(net.nX, rng), {});
});

it('no examples, and one', async () => {
  if (typeof runtime === 'string') return;
  const net = network(2, dense(3, activations.tanh), dense(2, activations.softmax));
  const params = net.initialize(randomState(1));
  const one = np.array([[1], [2]]);
  const bytes = toOnnx(net, params);
  expect(distance(await runModel(runtime, bytes, one, 'float32'), net.forward(params, one).output)).toBeLessThan(1e-6);
  expect((await runModel(runtime, bytes, np.zeros([2, 0]), 'float32')).shape).toEqual([2, 0]);
});
