import { readCsv } from '@keepdims/data';
import { expect, test } from 'vitest';
import { parseTrainWords } from '../commands/trainRequest.js';
import { fitChoices } from './fitChoices.js';
import { prepare } from './prepare.js';
import { planNetwork } from './trainNetwork.js';

const tables = {
  houses: ['size,price', ...Array.from({ length: 20 }, (_, i) => `${i},${i * i}`)],
  patients: ['size,state', ...Array.from({ length: 20 }, (_, i) => `${i},${i % 4 === 0 ? 'ill' : 'well'}`)],
  things: ['size,kind', ...Array.from({ length: 20 }, (_, i) => `${i},${['a', 'b', 'c'][i % 3] ?? ''}`)],
};

function prepared(table: keyof typeof tables, words: string) {
  const [header = '', ...rows] = tables[table];
  const name = `${table}.csv`;
  const target = header.split(',')[1] ?? '';
  const config = parseTrainWords(['train', name, '--target', target, ...(words === '' ? [] : words.split(' '))]);
  const opened = {
    table: readCsv([header, ...rows].join('\n'), { name }),
    source: name,
    name,
    isBundled: false,
    sha256: '',
  };
  return [config, prepare(config, opened)] as const;
}

const choose = (table: keyof typeof tables, words: string) => fitChoices(...prepared(table, words));

test('by default: the loss of the task, Adam, and nothing else', () => {
  for (const [table, loss] of Object.entries({
    houses: 'meanSquaredError',
    patients: 'binaryCrossEntropy',
    things: 'categoricalCrossEntropy',
  })) {
    const { loss: chosen, optimizer, ...others } = choose(table as keyof typeof tables, ''); // a key of the same names
    expect([chosen.name, optimizer.name, optimizer.options.learningRate]).toEqual([loss, 'adam', 0.003]);
    expect(others).toEqual({ metrics: [] });
  }
});

test('everything that can be chosen arrives', () => {
  const words =
    '--loss huber:delta=2 --optimizer momentum --optimizer-options beta=0.5 --lr 0.1 --l2 0.01 --clip-norm 2 --clip-value 1 ' +
    '--schedule warmup:epochs=5,then=cosineDecay --epochs 20 --metrics rSquared,meanAbsoluteError --early-stopping 3 --monitor testMetrics.rSquared';
  const { loss, optimizer, schedule, metrics, ...others } = choose('houses', words);
  expect([loss.name, loss.options]).toEqual(['huber', { delta: 2 }]);
  expect([optimizer.name, optimizer.options]).toEqual(['momentum', { learningRate: 0.1, beta: 0.5 }]);
  expect([schedule?.name, schedule?.options]).toEqual([
    'warmup',
    { epochs: 5, then: { name: 'cosineDecay', options: { epochs: 15, floor: 0 } } },
  ]);
  expect(metrics.map(({ name }) => name)).toEqual(['rSquared', 'meanAbsoluteError']);
  expect(others).toEqual({
    l2: 0.01,
    clip: { norm: 2, value: 1 },
    earlyStopping: { patience: 3, monitor: 'validationMetrics.rSquared' },
  });
  // Rows to watch of their own: these are validation here as well.
  const apart = choose('houses', '--split 0.6,0.2,0.2 --early-stopping 3 --monitor validationCost');
  expect(apart.earlyStopping).toEqual({ patience: 3, monitor: 'validationCost' });
  expect(choose('patients', '--class-weights balanced').classWeights).toBe('balanced');
  expect(choose('things', '--class-weights c=3,a=0.5').classWeights).toEqual([0.5, 1, 3]);
});

test('dropout and batch normalisation of the hidden layers', () => {
  const layers = (words: string) =>
    planNetwork(...prepared('houses', words)).net.layers.map(({ dropout, batchNorm }) => [
      dropout,
      batchNorm !== undefined,
    ]);
  expect(layers('--hidden 4,3')).toEqual([[0, false], [0, false], [0, false]]); // prettier-ignore
  expect(layers('--hidden 4,3 --dropout 0.2 --batch-norm')).toEqual([[0.2, true], [0.2, true], [0, false]]); // prettier-ignore
  expect(layers('--hidden 4,3 --dropout 0.2,0')).toEqual([[0.2, false], [0, false], [0, false]]); // prettier-ignore
  const refused = (words: string) => () => planNetwork(...prepared('houses', words));
  expect(refused('--hidden 4 --dropout 0.2,0.1')).toThrow(
    '--dropout 0.2,0.1: give one share for all hidden layers, or one for each of the 1.',
  );
  expect(refused('--hidden none --batch-norm')).toThrow(
    '--batch-norm is for hidden layers, but there are none; leave it out, or give --hidden sizes.',
  );
});

test.each([
  ['houses', '--loss binaryCrossEntropy', '--loss binaryCrossEntropy: for a regression it must be one of meanSquaredError, halfSquaredError, meanAbsoluteError, huber.'],
  ['things', '--loss binaryCrossEntropy', '--loss binaryCrossEntropy: for 3 classes it must be one of categoricalCrossEntropy, meanSquaredError, halfSquaredError, meanAbsoluteError, huber.'],
  ['houses', '--loss huber:delta=-1', '--loss huber:delta=-1: huber: delta must be finite and > 0, but it is -1.'],
  ['houses', '--schedule stepDecay:every=1', '--schedule stepDecay:every=1: stepDecay: the option factor is missing; it must be > 0 and <= 1.'],
  ['houses', '--optimizer-options beta1', '--optimizer-options beta1: write numbers by name, such as beta1=0.8,epsilon=1e-7.'],
  ['houses', '--optimizer-options beta1=2', '--optimizer-options beta1=2: adam: beta1 must be >= 0 and < 1, but it is 2.'],
  ['houses', '--optimizer-options l2=2', '--optimizer-options l2=2: l2 has an option of its own, --l2.'],
  ['houses', '--metrics f1', '--metrics f1: it is not for a regression; there are rSquared, meanAbsoluteError, rootMeanSquaredError.'],
  ['houses', '--monitor cost', '--monitor cost: it is what --early-stopping watches; add --early-stopping 10.'],
  ['houses', '--early-stopping 3 --monitor metrics.f1', '--monitor metrics.f1: it must be one of cost, testCost; --metrics adds others.'],
  ['houses', '--early-stopping 3 --validation 0 --metrics rSquared --monitor testCost', '--monitor testCost: it must be one of cost, metrics.rSquared.'],
  ['houses', '--early-stopping 3 --split 0.6,0.2,0.2 --monitor testCost', '--monitor testCost: it must be one of cost, validationCost; --metrics adds others.'],
  ['houses', '--class-weights balanced', '--class-weights balanced: a regression has no classes; leave it out.'],
  ['patients', '--class-weights 3', '--class-weights 3: it must be balanced, or weights of 0 or more by class, such as ill=2.'],
  ['patients', '--class-weights ill=-3', '--class-weights ill=-3: it must be balanced, or weights of 0 or more by class, such as ill=2.'],
  ['patients', '--class-weights sick=3', '--class-weights sick=3: there is no class "sick"; the classes are ill, well.'],
] as const)('%s %s', (table, words, message) => {
  expect(() => choose(table, words)).toThrow(message);
}); // prettier-ignore
