import { expect, test } from 'vitest';
import { formatNamedOptions, parseNamedOptions, parseNumbers } from './namedOptions.js';

test.each([
  ['constant', { name: 'constant', options: {} }],
  ['stepDecay:every=10,factor=.5', { name: 'stepDecay', options: { every: 10, factor: 0.5 } }],
  [' huber : delta = 1e-3 ', { name: 'huber', options: { delta: 0.001 } }],
  [
    'warmup:epochs=5,then=constant',
    { name: 'warmup', options: { epochs: 5, then: { name: 'constant', options: {} } } },
  ],
  [
    'warmup:epochs=5,then=cosineDecay:epochs=20,floor=0.1',
    { name: 'warmup', options: { epochs: 5, then: { name: 'cosineDecay', options: { epochs: 20, floor: 0.1 } } } },
  ],
])('%s', (text, named) => {
  expect(parseNamedOptions(text)).toEqual(named);
  expect(parseNamedOptions(formatNamedOptions(named))).toEqual(named);
});

test.each(['', ':every=1', 'step decay', 'stepDecay:', 'stepDecay:every', 'stepDecay:every=x', 'stepDecay:every=1,,', 'a:b=1,b=2', 'warmup:epochs=5,then='])(
  'no name with options: %j',
  (text) => {
    expect(parseNamedOptions(text)).toBeUndefined();
  },
); // prettier-ignore

test('numbers by name; a name may hold anything but a comma', () => {
  expect(parseNumbers('beta1=0.8, epsilon=1e-7')).toEqual({ beta1: 0.8, epsilon: 1e-7 });
  expect(parseNumbers('not ill=1,a=b=2')).toEqual({ 'not ill': 1, 'a=b': 2 });
  for (const wrong of ['', '=1', 'a', 'a=', 'a=1,a=2', 'a=Infinity']) {
    expect(parseNumbers(wrong)).toBeUndefined();
  }
});
