import { describe, expect, it } from 'vitest';
import { activationNames, alphas, batchSizes, defaultConfig, limits, nearestAlpha, withLayers } from './config.js';
import type { Config } from './config.js';
import { fromHash, toHash } from './hash.js';

const config: Config = { data: 'moons', hidden: [8, 3], activation: 'relu', alpha: 0.1, batch: 32, seed: 7 };

describe('toHash and fromHash', () => {
  it('write an address that a person can read', () => {
    expect(toHash(config)).toBe('v=1&data=moons&hidden=8-3&activation=relu&alpha=0.1&batch=32&seed=7');
    expect(toHash({ ...config, hidden: [] })).toContain('&hidden=none&');
  });

  it('read back what was written', () => {
    const others: Config[] = [
      config,
      defaultConfig,
      { ...config, hidden: [] },
      ...activationNames.map((activation) => ({ ...config, activation })),
      ...alphas.map((alpha) => ({ ...config, alpha })),
      ...batchSizes.map((batch) => ({ ...config, batch })),
      ...(['flower', 'moons', 'circles'] as const).map((data) => ({ ...config, data })),
      { ...config, seed: limits.seed, hidden: [1, 50, 1, 50] },
    ];
    for (const other of others) expect(fromHash(`#${toHash(other)}`)).toEqual(other);
  });

  it('fall back on the defaults, key by key', () => {
    expect(fromHash('')).toEqual(defaultConfig);
    expect(fromHash('#v=1&seed=9')).toEqual({ ...defaultConfig, seed: 9 });
    expect(
      fromHash('#v=1&data=spiral&hidden=4-x&activation=constructor&alpha=fast&batch=7&seed=0x10&extra=<b>'),
    ).toEqual(defaultConfig);
  });

  it('know nothing of another version', () => {
    expect(fromHash('#v=2&seed=9')).toEqual(defaultConfig);
    expect(fromHash('#seed=9')).toEqual(defaultConfig);
  });

  it.each([
    ['hidden=1000000', { hidden: [limits.units] }],
    ['hidden=0', { hidden: [1] }],
    ['hidden=1-2-3-4-5-6', { hidden: [1, 2, 3, 4] }],
    ['hidden=2.6', { hidden: [3] }],
    ['hidden=', {}],
    ['seed=-5', { seed: 0 }],
    ['seed=1e99', { seed: limits.seed }],
    ['seed=NaN', {}],
    ['alpha=1e9', { alpha: 10 }],
    ['alpha=1e999', { alpha: 10 }],
    ['alpha=1e-9', { alpha: 0.001 }],
    ['alpha=0', {}],
    ['alpha=-1', {}],
    ['alpha=0.5', { alpha: 0.6 }],
  ])('bring %s within the limits', (text, expected) => {
    expect(fromHash(`#v=1&${text}`)).toEqual({ ...defaultConfig, ...expected });
  });
});

describe('nearestAlpha', () => {
  it('goes by ratio, not by difference', () => {
    expect(nearestAlpha(0.0018)).toBe(0.003);
    expect(nearestAlpha(0.0017)).toBe(0.001);
  });
});

describe('withLayers', () => {
  it('keeps the layers that stay and repeats the last one', () => {
    expect(withLayers([5, 3], 1)).toEqual([5]);
    expect(withLayers([5, 3], 4)).toEqual([5, 3, 3, 3]);
    expect(withLayers([], 2)).toEqual([4, 4]);
    expect(withLayers([5], 9)).toEqual([5, 5, 5, 5]);
    expect(withLayers([5], -1)).toEqual([]);
  });
});
