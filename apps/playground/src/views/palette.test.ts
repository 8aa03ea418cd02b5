import { expect, it } from 'vitest';
import { fieldColour, rgbOf } from './palette.js';

it('reads a colour of the style sheet', () => {
  expect(rgbOf('#10ff0A')).toEqual([16, 255, 10]);
  expect(rgbOf('red')).toEqual([0, 0, 0]);
});

it('mixes the fields by probability', () => {
  const fields = [
    [0, 0, 200],
    [100, 100, 100],
    [200, 0, 0],
  ] as const;
  expect(fieldColour(fields, 0)).toEqual([0, 0, 200]);
  expect(fieldColour(fields, 0.25)).toEqual([50, 50, 150]);
  expect(fieldColour(fields, 0.5)).toEqual([100, 100, 100]);
  expect(fieldColour(fields, 1)).toEqual([200, 0, 0]);
});
