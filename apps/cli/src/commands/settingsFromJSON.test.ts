import { expect, test } from 'vitest';
import { settingsFromJSON } from './settingsFromJSON.js';

test('a setting is a value of JSON, or the text that one would type', () => {
  const read = (json: Readonly<Record<string, unknown>>) => settingsFromJSON(json, 'my.json').settings;
  expect(read({ hidden: [8, 4] })).toEqual({ hidden: [8, 4] });
  expect(read({ hidden: '8,4' })).toEqual({ hidden: [8, 4] });
  expect(read({ hidden: 8 })).toEqual({ hidden: [8] });
  expect(read({ hidden: [] })).toEqual({ hidden: [] });
  expect(read({ hidden: 'none' })).toEqual({ hidden: [] });
  expect(read({ target: 2020, features: ['a', 2021], ignore: 'b, c' })).toEqual({
    target: '2020',
    features: ['a', '2021'],
    ignore: ['b', 'c'],
  });
  expect(read({ schedule: 'STEPDECAY:every=10,factor=.5' })).toEqual({ schedule: 'stepDecay:every=10,factor=0.5' });
  expect(read({ batchNorm: true, stratify: false, task: null })).toEqual({ batchNorm: true, stratify: false });
  expect(read({ batchNorm: false, ignore: [] })).toEqual({});
});

test('what a run records besides is passed over; the data may be an object', () => {
  const json = { $schema: 'train.schema.json', schemaVersion: 1, data: { source: 'a.csv', rows: 3 }, columns: ['x'] };
  const recorded = { outputActivation: 'sigmoid', versions: { node: '20.20.2' } };
  expect(settingsFromJSON({ ...json, ...recorded }, 'my.json')).toEqual({ data: 'a.csv', settings: {} });
});

test.each([
  [{ learningRate: 1 }, 'my.json: there is no setting "learningRate"; there are data, format, '],
  [{ earlyStoping: 5 }, 'my.json: there is no setting "earlyStoping"; did you mean earlyStopping?'],
  [{ 'early-stopping': 5 }, 'my.json: there is no setting "early-stopping"; did you mean earlyStopping?'],
  [{ 'clip_norm': 5 }, 'my.json: there is no setting "clip_norm"; did you mean clipNorm?'],
  [{ noHeader: true }, 'my.json: there is no setting "noHeader"; did you mean header: false?'],
  [{ 'no-stratify': true }, 'my.json: there is no setting "no-stratify"; did you mean stratify: false?'],
  [{ lr: -1 }, 'my.json: lr -1: it must be a number above 0, such as 0.01.'],
  [{ lr: '0.1' }, 'my.json: lr "0.1": it must be a number above 0, such as 0.01.'],
  [{ lr: true }, 'my.json: lr true: it must be a number above 0, such as 0.01.'],
  [{ hidden: 'x' }, 'my.json: hidden "x": a layer has from 1 to 10,000 units, not "x"; write sizes such as 32,16, or none for no hidden layer.'],
  [{ hidden: [0] }, 'my.json: hidden [0]: a layer has from 1 to 10,000 units, not this; write sizes such as 32,16, or none for no hidden layer.'],
  [{ epochs: { count: 3 } }, 'my.json: epochs {"count":3}: it must be a whole number from 1 to 1,000,000, such as 50.'],
  [{ epochs: 1.5 }, 'my.json: epochs 1.5: it must be a whole number from 1 to 1,000,000, such as 50.'],
  [{ activation: 'swish' }, 'my.json: activation "swish": it must be one of relu, tanh, leakyRelu, '],
  [{ metrics: ['f1', 'f2'] }, 'my.json: metrics ["f1","f2"]: it must be one of accuracy, precision, '],
  [{ split: [0.5, 0.6] }, 'my.json: split [0.5,0.6]: the shares must add up to 1, but they come to 1.1.'],
  [{ split: [1] }, 'my.json: split [1]: it must be two shares of the rows above 0, to train and to test on, such as 0.8,0.2, or three, '],
  [{ dropout: [0.2, 1] }, 'my.json: dropout [0.2,1]: it must be a share of the units from 0 to below 1, '],
  [{ batch: 0.5 }, 'my.json: batch 0.5: it must be a whole number of rows, 1 or more, such as 32, or full for all of them.'],
  [{ validation: 1 }, 'my.json: validation 1: it must be a share of the rows from 0 to 0.9, such as 0.2.'],
  [{ features: [true] }, 'my.json: features [true]: it must be names of columns separated by commas.'],
  [{ split: [0.5, 0.5], validation: 0.2 }, 'my.json: split and validation both say which rows are kept apart; leave one of them out.'],
  [{ schedule: { name: 'stepDecay' } }, 'my.json: schedule {"name":"stepDecay"}: it must be a name and its numbers as one text, such as name:first=1,second=2.'],
  [{ schedule: 'step' }, 'my.json: schedule "step": it must be one of constant, stepDecay, '],
  [{ data: 3 }, 'my.json: data 3: it must be the name of a file or of a bundled data set.'],
  [{ batchNorm: 3 }, 'my.json: batchNorm 3: it must be true or false.'],
  [{ schemaVersion: 2 }, 'my.json: schemaVersion 2: it must be 1; a newer keepdims may read this file.'],
] as const)('%j', (json, message) => {
  expect(() => settingsFromJSON(json, 'my.json')).toThrow(message);
}); // prettier-ignore
