import { identity, relu, sigmoid } from '@keepdims/activations';
import { fromRows, tabular } from '@keepdims/data';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { reportError } from '../errors.js';
import { explanationReport } from '../render/explanationReport.js';
import { widthOf } from '../render/width.js';
import { chooseRow } from './chooseRow.js';
import { explainRow } from './explainRow.js';

// size: mean 20, scale 10; kind: two categories; price: mean 300, scale 100.
const rows = [10, 30].flatMap((size, i) => [{ size, kind: ['flat', 'house'][i] ?? '', price: 200 + 200 * i }]);
const preprocessing = tabular.fit(fromRows(rows, { name: 'homes' }), { target: 'price', task: 'regression' });
const net = network(3, dense(2, relu), dense(1, identity));
const params = [
  { W: np.array([[0.5, 1, 2], [1, -4, 0]]), b: np.array([[0.25], [0.5]]) }, // prettier-ignore
  { W: np.array([[2, 3]]), b: np.array([[-1]]) },
];
const model = { net, params, preprocessing };

test('a row is followed by hand', async () => {
  const chosen = await chooseRow(['size=40', 'kind=flat', 'price=500'], undefined, preprocessing);
  const { columns, x, layers, answer } = explainRow(model, chosen);
  expect(x).toEqual([2, 1, 0]);
  expect(columns.map(({ raw, features }) => [raw, ...features])).toEqual([
    ['40', { name: 'size', value: 2 }],
    ['flat', { name: 'kind=flat', value: 1 }, { name: 'kind=house', value: 0 }],
  ]);
  // Z[1] = (0.5·2 + 1 + 0.25, 2 - 4 + 0.5); Z[2] = 2·2.25 - 1.
  expect(layers.map(({ Z, A }) => [Z, A])).toEqual([
    [[2.25, -1.5], [2.25, 0]],
    [[3.5], [3.5]],
  ]); // prettier-ignore
  expect(layers[0]?.sums?.[1]).toEqual({
    largest: [
      { from: 'kind=flat', weight: -4, input: 1, value: -4 },
      { from: 'size', weight: 1, input: 2, value: 2 },
    ],
    others: 0,
    b: 0.5,
  });
  expect(layers[1]?.sums?.[0]?.largest).toEqual([{ from: 'a1', weight: 2, input: 2.25, value: 4.5 }]);
  expect(answer).toEqual({ task: 'regression', value: 650, real: 500 });

  expect(
    explanationReport({ columns, x, layers, answer }, chosen, preprocessing.target ?? fail(), pc.createColors(false)),
  ).toEqual([
    'The values given: the forward pass, layer by layer',
    '',
    'Input  x = A[0] (3, 1)',
    '  column  value  x',
    '  size       40  2.000 = (40 - 20) / 10',
    '  kind     flat  1 for kind=flat; 0 for 1 other',
    '',
    'Layer 1  Z[1] = W[1] x + b[1], A[1] = relu(Z[1])',
    '  W[1] (2, 3), b[1] (2, 1)',
    '  unit       Z[1]       A[1]   largest of the w·a that Z is the sum of, and b',
    '     1      2.250      2.250   w·size +1  w·kind=flat +1  b +0.25',
    '     2     -1.500      0.000   w·kind=flat -4  w·size +2  b +0.5',
    '',
    'Layer 2  Z[2] = W[2] A[1] + b[2], A[2] = identity(Z[2])',
    '  W[2] (1, 2), b[2] (1, 1)',
    '  unit       Z[2]       A[2]   largest of the w·a that Z is the sum of, and b',
    '     1      3.500      3.500   w·a1 +4.5  b -1',
    '',
    'Answer price = A[2] · 100 + 300 = 650.0, from A[2] = 3.500',
    '       The table says 500.0: off by 150.0.',
  ]);
});

function fail(): never {
  throw new Error('no target');
}

test('many units have their numbers five a line, behind their names', () => {
  const wide = network(3, dense(17, relu), dense(1, identity));
  const table = fromRows(rows.slice(1), { name: 'homes' });
  const chosen = { table, name: 'row 1', target: undefined, unit: undefined, notGiven: [] };
  const explanation = explainRow({ net: wide, params: wide.initialize(randomState(3)), preprocessing }, chosen);
  const layers = explanation.layers.map((layer) =>
    layer.layer === 1 ? { ...layer, Z: Array.from({ length: 17 }, (_, i) => i - 16.5) } : layer,
  );
  const lines = explanationReport(
    { ...explanation, layers },
    chosen,
    preprocessing.target ?? fail(),
    pc.createColors(false),
  );
  const start = lines.indexOf('  Z[1] by unit');
  expect(lines.slice(start, start + 5)).toEqual([
    '  Z[1] by unit',
    '  z1-z5        -16.50      -15.50      -14.50      -13.50      -12.50',
    '  z6-z10       -11.50      -10.50      -9.500      -8.500      -7.500',
    '  z11-z15      -6.500      -5.500      -4.500      -3.500      -2.500',
    '  z16-z17      -1.500     -0.5000',
  ]);
  expect(lines[start + 5]).toBe('  A[1] by unit');
  expect(lines.every((line) => line.length <= 80)).toBe(true);
});

test('a typed value that is no number is refused in the words of the command line', async () => {
  const chosen = await chooseRow(['size=big'], undefined, preprocessing);
  let error: unknown;
  try {
    explainRow(model, chosen);
  } catch (thrown) {
    error = thrown;
  }
  expect(reportError(error, false).message).toBe(
    'the values given, column size: "big" is not a number, but the model was trained on numbers in this column; correct it, or leave it empty if unknown.',
  );
});

test('what is missing or new is said', async () => {
  const chosen = await chooseRow(['kind=tent'], undefined, preprocessing);
  expect(chosen.notGiven).toEqual(['size']);
  const explanation = explainRow(model, chosen);
  expect(explanation.answer).toMatchObject({ real: undefined });
  const lines = explanationReport(explanation, chosen, preprocessing.target ?? fail(), pc.createColors(false));
  expect(lines).toContain('  not given, so taken as missing: size');
  expect(lines).toContain('  size    (missing)  0.000 = (20 - 20) / 10, the median');
  expect(lines).toContain('  kind         tent  never seen in training: all 2 are 0');
});

test('the sums of a layer with batch normalisation add up to its Z', () => {
  const normalized = network(3, dense(4, relu, { batchNorm: true }), dense(1, identity));
  const rng = randomState(3);
  const [first, second] = normalized.initialize(rng);
  const own = {
    ...first,
    b: rng.randn(4, 1),
    gamma: rng.randn(4, 1),
    runningMean: rng.randn(4, 1),
    runningVariance: np.full([4, 1], 2.5),
  };
  const table = fromRows(rows.slice(1), { name: 'homes' });
  const chosen = { table, name: '', target: undefined, unit: undefined, notGiven: [] };
  const { layers } = explainRow({ net: normalized, params: [own, second], preprocessing }, chosen);
  const { Z = [], sums = [], batchNorm } = layers[0] ?? {};
  expect(batchNorm).toBe(true);
  const W = own.W.toArray();
  sums.forEach(({ largest, others, b }, i) => {
    const weight = Number(own.gamma.at(i, 0)) / Math.sqrt(2.5 + 1e-5);
    expect(largest.find(({ from }) => from === 'size')?.weight).toBeCloseTo(weight * (W[i]?.[0] ?? NaN), 12);
    expect(largest.reduce((sum, { value }) => sum + value, others + b)).toBeCloseTo(Z[i] ?? NaN, 12);
    expect(b).toBeCloseTo(Number(own.b.at(i, 0)) - weight * Number(own.runningMean.at(i, 0)), 12);
  });
});

test('the class is told with its probability; lines keep to 80 columns, however many numbers there are', () => {
  const names = Array.from({ length: 200 }, (_, i) => `a rather long name of column ${i}`);
  const many = Array.from({ length: 4 }, (_, j) =>
    Object.fromEntries([...names.map((name, i) => [name, (i * 7 + j * 3) % 5]), ['y', j % 2 === 0 ? 'no' : 'yes']]),
  );
  const table = fromRows(many, { name: 'many' });
  const wide = tabular.fit(table, { target: 'y' });
  const wideNet = network(wide.featureNames.length, dense(20, relu), dense(1, sigmoid));
  const chosen = { table: table.select([1]), name: 'row 2 of many', target: undefined, unit: undefined, notGiven: [] };
  const explanation = explainRow(
    { net: wideNet, params: wideNet.initialize(randomState(1)), preprocessing: wide },
    chosen,
  );
  expect(explanation.layers.map(({ sums }) => sums?.length)).toEqual([undefined, 1]);
  const { answer } = explanation;
  if (answer.task !== 'classification') throw new Error(answer.task);
  expect(answer.real).toBe('yes');
  expect(answer.probabilities.map(({ name }) => name)).toEqual(['no', 'yes']);
  expect(answer.probabilities[1]?.probability).toBe(explanation.layers[1]?.A[0]);
  expect(answer.value).toBe((explanation.layers[1]?.A[0] ?? 0) > 0.5 ? 'yes' : 'no');
  const lines = explanationReport(explanation, chosen, wide.target ?? fail(), pc.createColors(false));
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(80);
  expect(lines.join('\n')).toContain('more; --json has all');
});

test.each([
  [['size=1', 'sizes=2'], undefined, 'the model has no column "sizes". Did you mean "size"? Its columns are "size", "kind", "price".'],
  [['size=1', 'size=2'], undefined, 'size is given twice; give each column once.'],
  [['size=1', 'other.csv'], undefined, 'Give one table, or a value a column, such as sqft=900 city=GALT, in quotes where there are spaces.'],
  [['size=1'], 2, '--row is for a table, but the values are typed; leave it out.'],
  [['iris'], undefined, 'Which of the 150 rows of iris? Add --row N, from 1 to 150.'],
  [['iris'], 151, '--row 151: iris has 150 rows, from 1 to 150.'],
] as const)('%j, row %s: refused', async (words, row, message) => {
  await expect(chooseRow(words, row, preprocessing)).rejects.toThrow(message);
}); // prettier-ignore
