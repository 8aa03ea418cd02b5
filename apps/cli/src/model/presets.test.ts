import { expect, test } from 'vitest';
import { presets } from './presets.js';

test("the course's settings: steps, rates, layers, first weights", () => {
  const settings = Object.values(presets).map(({ hidden, initializer, epochs, lr, optimizer, batch, seed }) => {
    expect([optimizer, batch, seed]).toEqual(['gradientDescent', 'full', 1]);
    return [[...hidden], initializer, epochs, lr];
  });
  expect(settings).toEqual([
    [[], 'zeros', 2000, 0.005],
    [[7], 'randomNormal', 2500, 0.0075],
    [[20, 7, 5], 'scaledNormal', 2500, 0.0075],
  ]);
});
