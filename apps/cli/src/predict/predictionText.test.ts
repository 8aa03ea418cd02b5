import { expect, it } from 'vitest';
import { readNpy } from '@keepdims/formats';
import { predictionArray } from './predictionArray.js';
import type { Predictions } from './predictions.js';
import { predictionText } from './predictionText.js';
import { UnseenValues } from './unseenValues.js';

const numbers = [[1.5, -0.25], [1e21]].map((values): Predictions => ({ values: Float64Array.from(values), names: undefined, probabilities: undefined, unseen: [] })); // prettier-ignore
const price = { target: 'price', classes: [], probabilities: false };

const classes = ['no', 'a, b'];
const named = [
  [1, 0.25, 0.75],
  [0, 2 / 3, 1 / 3],
].map(([label = 0, ...probabilities]): Predictions => ({
  values: Float64Array.of(label),
  names: [classes[label] ?? ''],
  probabilities: Float64Array.from(probabilities),
  unseen: [],
}));
const answer = { target: 'answer', classes, probabilities: false };

const text = (...of: Parameters<typeof predictionText>): string => [...predictionText(...of)].join('');

it('part after part is one CSV, one list or lines', () => {
  expect(text('csv', numbers, price)).toBe('price\n1.5\n-0.25\n1e+21\n');
  expect(text('csv', named, answer)).toBe('answer,probability\n"a, b",0.75\nno,0.6667\n');
  expect(text('csv', named, { ...answer, probabilities: true })).toBe(
    'answer,probability of no,"probability of a, b"\n"a, b",0.25,0.75\nno,0.6666666666666666,0.3333333333333333\n',
  );
  expect(text('json', numbers, price)).toBe('[\n{"prediction":1.5},\n{"prediction":-0.25},\n{"prediction":1e+21}\n]\n');
  expect(JSON.parse(text('json', named, { ...answer, probabilities: true }))).toEqual([
    { prediction: 'a, b', probabilities: { no: 0.25, 'a, b': 0.75 } },
    { prediction: 'no', probabilities: { no: 2 / 3, 'a, b': 1 / 3 } },
  ]);
  expect(text('jsonl', named.slice(0, 1), answer)).toBe(
    '{"schemaVersion":1,"type":"prediction","prediction":"a, b","probability":0.75}\n',
  );
});

it('an array is of numbers, class numbers or probabilities', () => {
  const read = (...of: Parameters<typeof predictionArray>) => {
    const { dtype, shape, data } = readNpy(predictionArray(...of));
    return { dtype, shape, data: Array.from(data) };
  };
  expect(read(numbers, price)).toEqual({ dtype: 'float64', shape: [3], data: [1.5, -0.25, 1e21] });
  expect(read(named, answer)).toEqual({ dtype: 'int32', shape: [2], data: [1, 0] });
  expect(read(named, { ...answer, probabilities: true })).toEqual({
    dtype: 'float64',
    shape: [2, 2],
    data: [0.25, 0.75, 2 / 3, 1 / 3],
  });
});

it('unseen values are counted over all parts, and the first is told', () => {
  const unseen = new UnseenValues();
  unseen.add([{ column: 'city', count: 2, example: 'X', where: 'a.csv, line 3' }]);
  unseen.add([
    { column: 'city', count: 1, example: 'Y', where: 'a.csv, line 9' },
    { column: 'sex', count: 1, example: '', where: 'a.csv, line 9' },
  ]);
  expect(unseen.all()).toEqual([
    { column: 'city', count: 3, example: 'X', where: 'a.csv, line 3' },
    { column: 'sex', count: 1, example: '', where: 'a.csv, line 9' },
  ]);
});
