import { readFileSync } from 'node:fs';

/** The numbers of list `seed` in [low, high), as a typed array; src/data.ts computes the same. */
export function numbers(dtype, size, seed, low, high) {
  const values = dtype === 'float32' ? new Float32Array(size) : new Float64Array(size);
  const salt = Math.imul(seed + 1, 0x85ebca77);
  for (let i = 0; i < size; i++) {
    let h = Math.imul(i, 0x9e3779b1) ^ salt;
    h = Math.imul(h ^ (h >>> 15), 0xc2b2ae3d);
    h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
    values[i] = low + ((high - low) * ((h ^ (h >>> 16)) >>> 0)) / 2 ** 32;
  }
  return values;
}

/** X, Y and the weights of a training job, as src/cases/training/trainingData.ts makes them. */
export function trainingData({ dtype, layers, output, examples }) {
  const outputs = layers.at(-1);
  const Y = numbers(dtype, outputs * examples, 0, 0, 0);
  numbers('float64', examples, 2, 0, 1).forEach((u, j) => {
    if (output === 'sigmoid') Y[j] = u < 0.4 ? 1 : 0;
    else Y[Math.floor(u * outputs) * examples + j] = 1;
  });
  const weights = layers.slice(1).map((units, l) => {
    const bound = Math.sqrt(3 / layers[l]);
    return numbers(dtype, units * layers[l], 10 + l, -bound, bound);
  });
  return { X: numbers(dtype, layers[0] * examples, 1, -1, 1), Y, weights };
}

/** At most 64 numbers spread over a result, which is a number or a flat list. */
export function digest(result) {
  const flat = typeof result === 'number' ? [result] : result;
  const count = Math.min(flat.length, 64);
  const values = Array.from({ length: count }, (_, k) => flat[Math.floor((k * flat.length) / count)]);
  return { size: flat.length, values: values.map((v) => (Number.isFinite(v) ? v : String(v))) };
}

/** The version of an installed library. */
export function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
}
