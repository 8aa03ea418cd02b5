import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addTrainOptions } from './trainOptionList.js';
import type { TrainOptions } from './trainOptionList.js';
import { parseTrainWords, requestOf, settingsFromJSON } from './trainRequest.js';

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

test('settings go to JSON and come back', () => {
  const words =
    'train houses.csv --target price --task regression --features a,b --ignore c --categorical a --validation 0.3 --hidden none ' +
    '--output relu --epochs 3 --batch full --optimizer adamw --optimizer-options weightDecay=0.1 --lr 1e-7 --schedule ' +
    'warmup:epochs=2,then=exponentialDecay:rate=0.9 --loss huber:delta=2 --l2 0 --clip-norm 1 --clip-value 2 --metrics rSquared ' +
    '--early-stopping 4 --monitor metrics.rSquared --class-weights balanced --seed 9 --print-cost 2 --initializer zeros --format csv';
  for (const typed of [words, 'train x.csv --hidden 4,3 --dropout 0.1,0.2 --batch-norm --validation test.h5']) {
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

test.each([
  [{ learningRate: 1 }, 'my.json: there is no setting "learningRate"; there are data, format, target, task, '],
  [{ lr: -1 }, 'my.json: --lr -1: it must be a number above 0, such as 0.01.'],
  [{ hidden: ['x'] }, 'my.json: --hidden x: a layer has from 1 to 10000 units, not "x"; write sizes such as 32,16, or none for no hidden layer.'],
  [{ epochs: { count: 3 } }, 'my.json: epochs must be written as behind --epochs, as a text, a number or a list of such.'],
  [{ data: 3 }, 'my.json: data must be the name of a file or of a bundled data set.'],
  [{ batchNorm: 3 }, 'my.json: batchNorm must be true or false.'],
  [{ lr: true }, 'my.json: lr must be written as behind --lr, as a text, a number or a list of such.'],
] as const)('%j', (json, message) => {
  expect(() => settingsFromJSON(json, 'my.json')).toThrow(message);
}); // prettier-ignore
