import { activations } from '@keepdims/activations';
import { initializers } from '@keepdims/initializers';
import { losses } from '@keepdims/losses';
import { optimizers, scheduleByName } from '@keepdims/optimizers';
import { metrics } from '@keepdims/training';
import { expect, test } from 'vitest';
import {
  hiddenActivations,
  initializerChoices,
  lossChoices,
  metricChoices,
  optimizerChoices,
  scheduleChoices,
} from './model/trainConfig.js';
import {
  parseAmount,
  parseBatch,
  parseChoices,
  parseDropout,
  parseHidden,
  parseImageSize,
  parseLearningRate,
  parseNamed,
  parseNames,
  parseSplit,
  parseValidation,
  parseWhole,
} from './options.js';

test('the activations, initializers and optimizers to choose from are those that the libraries have', () => {
  const forHiddenLayers = Object.keys(activations).filter((name) => name !== 'softmax');
  expect([...hiddenActivations].sort()).toEqual(forHiddenLayers.sort());
  expect([...optimizerChoices].sort()).toEqual(Object.keys(optimizers).sort());
  // A constant would need its value.
  const forWeights = Object.keys(initializers).filter((name) => name !== 'constant');
  expect([...initializerChoices].sort()).toEqual(forWeights.sort());
  expect([...metricChoices].sort()).toEqual(Object.keys(metrics).sort());
  // Tables have neither signs nor class numbers for targets.
  const forTables = Object.values(losses).filter(({ targets }) => targets !== 'signs' && targets !== 'class indices');
  expect([...lossChoices].sort()).toEqual(forTables.map(({ name }) => name).sort());
  expect(() => scheduleByName('none')).toThrow([...scheduleChoices].sort().join(', '));
});

test('names with options, amounts, shares, lists', () => {
  const schedule = parseNamed(scheduleChoices, 'stepDecay:every=10,factor=0.5');
  expect(schedule('STEPDECAY: every=10, factor=.50')).toBe('stepDecay:every=10,factor=0.5');
  expect(schedule('warmup:epochs=5,then=cosinedecay')).toBe('warmup:epochs=5,then=cosineDecay');
  expect(() => schedule('warmup:epochs=5,then=cosine')).toThrow('it must be one of constant, ');
  expect(() => schedule('stepDecay 10')).toThrow('a name and its numbers, such as stepDecay:every=10,factor=0.5');
  expect(parseAmount('from 0 up', 0.01)('0')).toBe(0);
  expect(() => parseAmount('above 0', 1)('0')).toThrow('it must be a number above 0, such as 1');
  expect(() => parseAmount('from 0 up', 1)('-0.5')).toThrow('it must be a number from 0 up, such as 1');
  expect(parseDropout('0.2, 0')).toEqual([0.2, 0]);
  for (const wrong of ['1', '-0.1', '', '0.1,']) expect(() => parseDropout(wrong)).toThrow('from 0 to below 1');
  const names = parseChoices(['f1', 'auc']);
  expect(names('AUC', names('f1', undefined))).toEqual(['f1', 'auc']);
  expect(() => names('f1,', undefined)).toThrow('it must be one of f1, auc');
});

test('hidden layers', () => {
  expect(parseHidden('32,16')).toEqual([32, 16]);
  expect(parseHidden(' 8 ')).toEqual([8]);
  expect(parseHidden('none')).toEqual([]);
  for (const wrong of ['0', '32,x', '32,', '', '-4', '2.5', '1e3', '10001', '99999999999999999999']) {
    expect(() => parseHidden(wrong)).toThrow('a layer has from 1 to 10,000 units, not');
  }
});

test('numbers', () => {
  expect(parseWhole(1, 10, 5)('10')).toBe(10);
  for (const wrong of ['0', '11', '5x', '', '0x5']) expect(() => parseWhole(1, 10, 5)(wrong)).toThrow('from 1 to 10');
  expect(parseLearningRate('1e-3')).toBe(0.001);
  for (const wrong of ['0', '-1', 'Infinity', '1e999', 'fast'])
    expect(() => parseLearningRate(wrong)).toThrow('above 0');
  expect(parseValidation('.25')).toBe(0.25);
  expect(parseValidation('2024 test.h5')).toBe('2024 test.h5');
  for (const wrong of ['1', '-0.1', '20%', '']) expect(() => parseValidation(wrong)).toThrow('from 0 to 0.9');
  expect(parseSplit('0.8, .2')).toEqual([0.8, 0.2]);
  expect(parseSplit('0.7,0.1,0.2')).toEqual([0.7, 0.1, 0.2]);
  for (const wrong of ['1', '0.8', '0.9,0.1,0', '0.5,-0.5,1', '0.25,0.25,0.25,0.25', 'a,b', '']) {
    expect(() => parseSplit(wrong)).toThrow('two shares of the rows above 0');
  }
  expect(() => parseSplit('0.8,0.1')).toThrow('the shares must add up to 1, but they come to 0.9');
  expect(parseBatch('full')).toBe('full');
  expect(parseBatch('64')).toBe(64);
  expect(() => parseBatch('0')).toThrow('1 or more');
});

test('names of columns, in one option or several', () => {
  expect(parseNames('a, b', undefined)).toEqual(['a', 'b']);
  expect(parseNames('c', ['a', 'b'])).toEqual(['a', 'b', 'c']);
  expect(() => parseNames('a,,b', undefined)).toThrow('separated by commas');
});

test('the size of images', () => {
  expect(['32x32', ' 64 X 48', '1×2048'].map(parseImageSize)).toEqual(['32x32', '64x48', '1x2048']);
  for (const text of ['32', '32x', '0x5', '2049x5', '32x32x3', '1.5x2', '-1x2']) {
    expect(() => parseImageSize(text)).toThrow(
      'it must be width and height in pixels, each from 1 to 2048, such as 32x32',
    );
  }
});
