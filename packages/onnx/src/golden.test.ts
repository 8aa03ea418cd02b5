/** Models that PyTorch wrote, and of scikit-learn in skl2onnx's form: their numbers come out, here and in onnxruntime. */
import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { bytesOf, golden } from '../test/golden.js';
import { distance, loadRuntime, runModel } from '../test/onnxRuntime.js';
import { fromOnnx, toOnnx } from './index.js';

const runtime = await loadRuntime();
const columns = (rows: number[][]) => np.transpose(np.array(rows));
const structures: Readonly<Record<string, string>> = {
  'pytorch classifier': '4 6 relu 3 softmax',
  'pytorch batch normalisation, gelu, silu': '3 5 leakyRelu bn 4 gelu 4 silu 4 leakyRelu 2 sigmoid bn',
  'pytorch standardised regression': '6 5 elu 4 selu 1 softplus',
  'pytorch float64, one example': '2 3 tanh 1 identity',
  'scikit-learn two classes, scaled': '4 5 tanh 1 sigmoid',
  'scikit-learn three classes, ZipMap': '4 4 relu 3 relu 3 softmax',
  'scikit-learn regression, float64': '3 3 sigmoid 1 identity',
};

it('says what wrote it', () => {
  expect(Object.keys(golden.versions).sort()).toEqual(['numpy', 'onnx', 'sklearn', 'torch']);
  expect(golden.cases.map(({ name }) => name)).toEqual(Object.keys(structures));
});

describe.each(golden.cases)('$name', (golden) => {
  const options = golden.output === undefined ? {} : { output: golden.output };
  const read = fromOnnx(bytesOf(golden), options);
  const [X, Y] = [columns(golden.X), columns(golden.Y)];

  it('has the layers of the model', () => {
    const layers = read.net.layers.map(
      ({ units, activation, batchNorm }) => `${units} ${activation.name}${batchNorm ? ' bn' : ''}`,
    );
    expect([read.net.nX, ...layers].join(' ')).toBe(structures[golden.name]);
    expect(read.params.every(({ W }) => W.dtype === (golden.name.includes('float64') ? 'float64' : 'float32'))).toBe(
      true,
    );
    expect([read.examples, read.producer]).toEqual([
      'rows',
      golden.name.startsWith('pytorch') ? 'pytorch 1.13.0' : 'skl2onnx',
    ]);
  });

  it('gives the numbers of the model, with scaling apart or within the weights', () => {
    expect(distance(read.forward(X), Y)).toBeLessThan(1e-6);
    const { net, params } = fromOnnx(bytesOf(golden), { ...options, foldScaling: true });
    expect(distance(net.forward(params, X).output, Y)).toBeLessThan(2e-6);
  });

  it('gives them in onnxruntime after it was written anew', async () => {
    const dtype = read.params[0]?.W.dtype ?? 'float32';
    const bytes = toOnnx(read.net, read.params, { dtype, preprocessing: read.preprocessing });
    expect(distance(fromOnnx(bytes).forward(X), Y)).toBeLessThan(1e-6);
    if (typeof runtime !== 'string') expect(distance(await runModel(runtime, bytes, X, dtype), Y)).toBeLessThan(1e-6);
  });
});

it('keeps the options and the scaling that the files state', () => {
  const [, mixed, standardised, , binary] = golden.cases.map((one) =>
    fromOnnx(bytesOf(one), one.output === undefined ? {} : { output: one.output }),
  );
  expect(mixed?.net.layers.map(({ activation, batchNorm }) => [activation.options, batchNorm])).toEqual([
    [{ negativeSlope: 0.2 }, { momentum: 0.9, epsilon: 1e-5 }],
    [{}, undefined],
    [{}, undefined],
    [{ negativeSlope: 0.25 }, undefined],
    [{}, { momentum: 0.9, epsilon: 1e-5 }],
  ]);
  expect(standardised?.net.layers[0]?.activation.options).toEqual({ alpha: 0.5 });
  expect(standardised?.preprocessing).toEqual({
    input: { shift: [1, -2, 0.5, 3, 0, 10], scale: [2, 1, 0.5, 4, 1, 8] },
    output: { shift: [1000], scale: [250] },
  });
  const { shift = [], scale = [] } = binary?.preprocessing.input ?? {};
  expect(Array.from(shift, (x) => x.toFixed(4))).toEqual(['5.8433', '3.0573', '3.7580', '1.1993']);
  expect(Array.from(scale, (x) => x.toFixed(4))).toEqual(['0.8253', '0.4344', '1.7594', '0.7597']);
});
