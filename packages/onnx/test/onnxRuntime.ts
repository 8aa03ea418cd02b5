import type * as OnnxRuntime from 'onnxruntime-node';
import type { FloatDType } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';

/**
 * onnxruntime, or why it isn't there: it is a native library, which not every platform has. In CI it must be.
 *
 * @throws Error in CI if it can't be loaded.
 */
export async function loadRuntime(): Promise<typeof OnnxRuntime | string> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    if (process.env.CI !== undefined) throw error;
    return `onnxruntime-node can't be loaded here: ${String(error)}`;
  }
}

/** What onnxruntime says a model gives for examples as columns; again as columns. */
export async function runModel(
  runtime: typeof OnnxRuntime,
  model: Uint8Array,
  X: NDArray,
  dtype: FloatDType,
  names: { readonly input: string; readonly output: string } = { input: 'X', output: 'Y' },
): Promise<NDArray> {
  const session = await runtime.InferenceSession.create(model, { logSeverityLevel: 3, intraOpNumThreads: 1 });
  try {
    const rows = np.transpose(X);
    const data = np.contiguousData(rows.astype(dtype));
    const fed = dtype === 'float32' ? Float32Array.from(data) : Float64Array.from(data);
    const results = await session.run({ [names.input]: new runtime.Tensor(dtype, fed, [...rows.shape]) }, [
      names.output,
    ]);
    const result = results[names.output];
    if (result === undefined) throw new Error(`no output ${names.output}`);
    const values = Float64Array.from(result.data as Float32Array | Float64Array);
    const [m = 0, outputs = 1] = result.dims;
    return np.transpose(np.asArray(values, { shape: [m, outputs] }));
  } finally {
    await session.release();
  }
}

/** The largest |a − b| / max(1, |b|). */
export function distance(a: NDArray, b: NDArray): number {
  const [x, y] = [a, b].map((array) => np.contiguousData(array.astype('float64')));
  if (y === undefined || x?.length !== y.length) return Infinity;
  let most = 0;
  for (let i = 0; i < x.length; i++) {
    const [p = NaN, q = NaN] = [x[i], y[i]];
    const apart = Math.abs(p - q) / Math.max(1, Math.abs(q));
    most = Number.isNaN(apart) ? NaN : Math.max(most, apart);
  }
  return most;
}
