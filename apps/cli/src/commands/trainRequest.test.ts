import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addTrainOptions } from './trainOptionList.js';
import type { TrainOptions } from './trainOptionList.js';
import { settingsFromJSON } from './settingsFromJSON.js';
import { parseTrainWords, requestOf } from './trainRequest.js';

function requested(words: string, file?: ReturnType<typeof settingsFromJSON>) {
  const command = addTrainOptions(new Command('train')).parse(words.split(' '), { from: 'user' });
  return requestOf(command.args[0], command.opts<TrainOptions>(), command, file);
}

test('what is typed wins over the file, that over the preset, that over the default', () => {
  const file = settingsFromJSON({ data: 'houses.csv', epochs: 7, hidden: [5], lr: 0.5 }, 'my.json');
  const { data, settings, typed } = requested('--preset course-deep --config my.json --epochs 9', file);
  expect(data).toBe('houses.csv');
  expect(settings).toMatchObject({
    epochs: 9,
    hidden: [5],
    lr: 0.5,
    initializer: 'scaledNormal',
    optimizer: 'gradientDescent',
    activation: 'relu',
  });
  expect(typed).toEqual({ epochs: 9 });
  expect(requested('other.csv --config my.json', file).data).toBe('other.csv');
  expect(requested('other.csv --preset course-shallow').settings).toMatchObject({
    hidden: [7],
    epochs: 2500,
    lr: 0.0075,
  });
});

test('--split and --validation replace one another, wherever they come from', () => {
  const chosen = (words: string, file?: Record<string, unknown>) => {
    const { validation, split } = requested(words, file && settingsFromJSON(file, 'my.json')).settings;
    return { validation, split };
  };
  expect(chosen('a.csv')).toEqual({ validation: 0.2, split: undefined });
  expect(chosen('a.csv --split 0.8,0.1,0.1')).toEqual({ validation: undefined, split: [0.8, 0.1, 0.1] });
  expect(chosen('a.csv --split 0.7,0.3 --preset course-deep')).toEqual({ validation: undefined, split: [0.7, 0.3] });
  expect(chosen('a.csv', { split: [0.7, 0.3] })).toEqual({ validation: undefined, split: [0.7, 0.3] });
  expect(chosen('a.csv --split 0.7,0.3', { validation: 0.5 })).toEqual({ validation: undefined, split: [0.7, 0.3] });
  expect(chosen('a.csv --validation 0.5', { split: '0.7,0.3' })).toEqual({ validation: 0.5, split: undefined });
  expect(() => chosen('a.csv --validation 0.5 --split 0.7,0.3')).toThrow(
    '--split and --validation both say which rows are kept apart; leave one of them out.',
  );
});

test('--stratify: a column, the classes, or not at all', () => {
  const stratify = (words: string) => requested(words).settings.stratify;
  expect(stratify('a.csv')).toBeUndefined();
  expect(stratify('a.csv --stratify city')).toBe('city');
  expect(stratify('a.csv --stratify --seed 1')).toBe(true);
  expect(stratify('a.csv --no-stratify')).toBe(false);
});

test('settings go to JSON and come back', () => {
  const words =
    'train houses.csv --target price --task regression --features a,b --ignore c --categorical a --validation 0.3 --hidden none ' +
    '--output relu --epochs 3 --batch full --optimizer adamw --optimizer-options weightDecay=0.1 --lr 1e-7 --schedule ' +
    'warmup:epochs=2,then=exponentialDecay:rate=0.9 --loss huber:delta=2 --l2 0 --clip-norm 1 --clip-value 2 --metrics rSquared ' +
    '--early-stopping 4 --monitor metrics.rSquared --class-weights balanced --seed 9 --print-cost 2 --initializer zeros --format csv';
  for (const typed of [
    words,
    'train x.csv --hidden 4,3 --dropout 0.1,0.2 --batch-norm --validation test.h5 --no-stratify',
    'train x.csv --split 0.5,0.25,0.25 --stratify city --metrics f1,auc',
    'train x.csv --split 0.5,0.5 --stratify',
  ]) {
    const { data, ...settings } = parseTrainWords(typed.split(' '));
    const json = JSON.parse(JSON.stringify({ data, ...settings }));
    const read = settingsFromJSON(json, 'my.json');
    expect(read.data).toBe(data);
    const { ignore, categorical, ...others } = settings;
    const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
    expect(read.settings).toMatchObject(given);
    expect(read.settings.ignore ?? []).toEqual(ignore);
    expect(read.settings.categorical ?? []).toEqual(categorical);
  }
});
