import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ActivationName, Floats } from '../index.js';
import { describeEach } from './test/implementations.js';

const sigmoid = (z: number) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

/** The standard normal distribution up to z, by Simpson's rule. */
function normal(z: number): number {
  if (!Number.isFinite(z)) return sigmoid(z);
  const density = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  const [from, to, n] = [0, Math.max(-30, Math.min(30, z)), 2000];
  const h = (to - from) / n;
  let sum = density(from) + density(to);
  for (let i = 1; i < n; i++) sum += (i % 2 === 1 ? 4 : 2) * density(from + i * h);
  return 0.5 + (sum * h) / 3;
}

/** Value and derivative of each activation in float64, in whatever form. */
const activations: Record<ActivationName, [(z: number, p: number) => number, (z: number, p: number) => number]> = {
  identity: [(z) => z, (z) => 1 + 0 * (z === z ? 0 : NaN)],
  sigmoid: [sigmoid, (z) => sigmoid(z) * sigmoid(-z)],
  tanh: [Math.tanh, (z) => (1 - Math.tanh(Math.abs(z))) * (1 + Math.tanh(Math.abs(z)))],
  relu: [(z) => Math.max(0, z), (z) => (z !== z ? NaN : z > 0 ? 1 : 0)],
  leakyRelu: [(z, p) => (z > 0 ? z : p * z), (z, p) => (z !== z ? NaN : z > 0 ? 1 : p)],
  elu: [(z, p) => (z > 0 ? z : p * Math.expm1(z)), (z, p) => (z > 0 ? 1 : p * Math.exp(z))],
  selu: [(z) => scale * (z > 0 ? z : alpha * Math.expm1(z)), (z) => scale * (z > 0 ? 1 : alpha * Math.exp(z))],
  softplus: [softplus, sigmoid],
  silu: [(z) => z * sigmoid(z), (z) => sigmoid(z) * (1 + z * sigmoid(-z))],
  gelu: [(z) => z * normal(z), (z) => normal(z) + (z * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI)],
};

const specials = [0, -0, 1, -1, 1e-30, -1e-30, 86.9, -86.9, 88, -88, 100, -100, 710, -740, NaN, Infinity, -Infinity];
const number = fc.oneof(fc.double({ min: -30, max: 30, noNaN: true }), fc.constantFrom(...specials));
const finiteNumber = fc.oneof(
  fc.double({ min: -30, max: 30, noNaN: true }),
  fc.constantFrom(...specials.filter(Number.isFinite)),
);
const types = [Float32Array, Float64Array] as const;
const type = fc.constantFrom(...types);

/** Off by some ulp of a result, and of numbers around 1 where the formula adds to such. */
function expectClose(got: Floats, want: readonly number[], absolute: number, what: string, relative = 4): void {
  const precision = got instanceof Float32Array ? 2 ** -23 : 2 ** -52;
  want.forEach((w, i) => {
    const g = got[i] ?? NaN;
    const stored = Math.fround(w);
    const fine =
      Object.is(g, got instanceof Float32Array ? stored : w) ||
      (g !== g && w !== w) ||
      Math.abs(g - w) <= precision * (relative * Math.abs(w) + absolute);
    expect(fine, `${what} [${i}] = ${g}, not ${w}`).toBe(true);
  });
}

describeEach(({ kernels, placeData }) => {
  const names = Object.keys(activations) as ActivationName[];
  const cases = fc.tuple(type, fc.array(number, { maxLength: 40 }), fc.constantFrom(0.01, 0.3, 1), fc.boolean());

  it.each(names)('%s', (f) => {
    const [value] = activations[f];
    fc.assert(
      fc.property(cases, ([Type, numbers, p, inPlace]) => {
        const z = placeData(Type.from(numbers));
        const want = Array.from(z, (v) => value(v, Math.fround(p)));
        const out = inPlace ? z : placeData(new Type(z.length));
        kernels.activate(f, Math.fround(p), z.length, z, out);
        const largest = Math.max(1, ...numbers.filter(Number.isFinite).map(Math.abs));
        expectClose(out, want, f === 'gelu' ? 16 * largest : 2 ** -100, `${f}(${numbers.join(' ')})`); // the oracle's own error
      }),
    );
  });

  it.each(names)('%s backward', (f) => {
    const [value, derivative] = activations[f];
    const withGradients = fc.tuple(cases, fc.array(finiteNumber, { minLength: 40, maxLength: 40 }));
    fc.assert(
      fc.property(withGradients, ([[Type, numbers, p, inPlace], gradients]) => {
        const z = placeData(Type.from(numbers));
        const n = z.length;
        const parameter = Math.fround(p);
        const a = placeData(z.map((v) => value(v, parameter)));
        const da = placeData(Type.from(gradients.slice(0, n)));
        const gradient = Array.from(da);
        const want = gradient.map((d, i) => d * derivative(z[i] ?? NaN, parameter));
        const out = inPlace ? da : placeData(new Type(n));
        kernels.activateBackward(f, parameter, n, z, a, da, out);
        const largest = Math.max(0, ...gradient.map(Math.abs));
        want.forEach((w, i) => {
          const zi = z[i] ?? NaN;
          if (Number.isFinite(zi)) expectClose(out.slice(i, i + 1), [w], largest * Math.max(4, Math.abs(zi)) * 16, `${f}'(${zi})`);
          else if (zi !== zi) expect(out[i], `${f}'(NaN)`).toBeNaN();
        });
      }),
    ); // prettier-ignore
  });

  const matrices = fc
    .tuple(type, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 21 }))
    .chain(([Type, rows, columns]) =>
      fc.record({
        Type: fc.constant(Type),
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        scores: fc.array(finiteNumber, { minLength: rows * columns, maxLength: rows * columns }),
        classes: fc.array(fc.nat(rows - 1), { minLength: columns, maxLength: columns }),
        soft: fc.boolean(),
      }),
    );
  const columnOf = (z: Floats, rows: number, columns: number, j: number) =>
    Array.from({ length: rows }, (_, i) => z[i * columns + j] ?? NaN);
  /** A difference of scores is rounded to their ulp, which e^x magnifies. */
  const spread = (scores: readonly number[]) => 4 + 2 * Math.max(0, ...scores.map(Math.abs));
  const softmax = (column: readonly number[]) => {
    const largest = Math.max(...column);
    const e = column.map((v) => Math.exp(v - largest));
    const total = e.reduce((s, v) => s + v, 0);
    return { p: e.map((v) => v / total), logTotal: Math.log(total), largest };
  };

  it('softmax down the columns', () => {
    fc.assert(
      fc.property(matrices, fc.boolean(), ({ Type, rows, columns, scores }, inPlace) => {
        const z = placeData(Type.from(scores));
        const want = Array.from({ length: columns }, (_, j) => softmax(columnOf(z, rows, columns, j)).p);
        const out = inPlace ? z : placeData(new Type(z.length));
        kernels.softmaxColumns(rows, columns, z, out);
        for (let j = 0; j < columns; j++) {
          expectClose(
            Type.from(columnOf(out, rows, columns, j)),
            want[j] ?? [],
            2 ** -100,
            `column ${j}`,
            spread(scores),
          );
        }
      }),
    );
  });

  it('softmax of columns that are not finite', () => {
    for (const Type of types) {
      const z = placeData(Type.from([1, NaN, Infinity, -Infinity, -Infinity, 2, 3, 4, -Infinity, 5]));
      const out = placeData(new Type(10));
      kernels.softmaxColumns(2, 5, z, out);
      const columns = Array.from({ length: 5 }, (_, j) => columnOf(out, 2, 5, j).map((v) => Number(v.toFixed(4))));
      expect(columns).toEqual([[0.2689, 0.7311], [NaN, NaN], [NaN, NaN], [NaN, NaN], [0, 1]]); // prettier-ignore
    }
  });

  it('softmax and cross-entropy', () => {
    fc.assert(
      fc.property(matrices, fc.boolean(), ({ Type, rows, columns, scores, classes, soft }, shared) => {
        const z = placeData(Type.from(scores));
        const labels = new Type(rows * columns);
        classes.forEach((c, j) => {
          for (let i = 0; i < rows; i++) labels[i * columns + j] = soft ? (i + 1) / 8 : i === c ? 1 : 0;
        });
        const y = placeData(labels);
        const a = placeData(new Type(z.length));
        const dz = shared ? a : placeData(new Type(z.length));
        const cost = kernels.softmaxCrossEntropy(rows, columns, 0.5, z, y, a, dz);
        let want = 0;
        let magnitude = 0;
        for (let j = 0; j < columns; j++) {
          const [column, label] = [columnOf(z, rows, columns, j), columnOf(y, rows, columns, j)];
          const { p, logTotal, largest } = softmax(column);
          const weight = label.reduce((s, v) => s + v, 0);
          label.forEach((l, i) => (want += l * (largest - (column[i] ?? NaN) + logTotal)));
          magnitude += weight * (largest - Math.min(...column) + 3);
          if (!shared)
            expectClose(Type.from(columnOf(a, rows, columns, j)), p, 2 ** -100, `a, column ${j}`, spread(scores));
          const slopes = p.map((v, i) => 0.5 * (weight * v - (label[i] ?? NaN)));
          expectClose(Type.from(columnOf(dz, rows, columns, j)), slopes, spread(scores) * weight, `dz, column ${j}`);
        }
        const precision = Type === Float32Array ? 2 ** -23 : 2 ** -52;
        expect(Math.abs(cost - want), `cost ${cost}, not ${want}`).toBeLessThanOrEqual(8 * precision * (1 + magnitude));
      }),
    );
  });

  it('a sure and right prediction costs little, not nothing', () => {
    for (const Type of types) {
      const y = placeData(Type.from([1, 0]));
      const run = (z: Floats) =>
        kernels.softmaxCrossEntropy(2, 1, 1, z, y, placeData(new Type(2)), placeData(new Type(2)));
      expect(run(placeData(Type.from([15, 0])))).toBeCloseTo(Math.log1p(Math.exp(-15)), Type === Float32Array ? 6 : 15);
      expect(run(placeData(Type.from([NaN, 0])))).toBeNaN();
      const one = (z: number) =>
        kernels.sigmoidCrossEntropy(
          1, 1, placeData(Type.of(z)), placeData(Type.of(1)), placeData(new Type(1)), placeData(new Type(1)),
        ); // prettier-ignore
      expect(one(60) / Math.exp(-60)).toBeCloseTo(1, 6);
      expect(one(Infinity)).toBe(0);
      expect(one(-Infinity)).toBe(Infinity);
      expect(one(NaN)).toBeNaN();
    }
  });

  it('sigmoid and cross-entropy', () => {
    const inputs = fc.tuple(type, fc.array(fc.tuple(finiteNumber, fc.constantFrom(0, 1, 0.25)), { maxLength: 40 }));
    fc.assert(
      fc.property(inputs, fc.boolean(), ([Type, pairs], shared) => {
        const n = pairs.length;
        const z = placeData(Type.from(pairs.map(([logit]) => logit)));
        const y = placeData(Type.from(pairs.map(([, label]) => label)));
        const a = placeData(new Type(n));
        const dz = shared ? a : placeData(new Type(n));
        const cost = kernels.sigmoidCrossEntropy(n, 2, z, y, a, dz);
        const p = Array.from(z, sigmoid);
        if (!shared) expectClose(a, p, 2 ** -100, 'a');
        expectClose(dz, p.map((v, i) => 2 * (v - (y[i] ?? NaN))), 4, 'dz'); // prettier-ignore
        let want = 0;
        z.forEach((v, i) => {
          const label = y[i] ?? NaN;
          want += label * softplus(-v) + (1 - label) * softplus(v);
        });
        const precision = Type === Float32Array ? 2 ** -23 : 2 ** -52;
        expect(Math.abs(cost - want), `cost ${cost}, not ${want}`).toBeLessThanOrEqual(4 * precision * want + 1e-45);
      }),
    );
  });
});
