import { describe, expect, it } from 'vitest';
import { definitionByName } from './definitionByName.js';
import { finite, fraction, notNegative, numberOptions, positive } from './numberOptions.js';
import { refuseUnknownOptions } from './refuseUnknownOptions.js';

function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  throw new Error('nothing was thrown');
}

const table = {
  a: { default: 1, rule: finite },
  b: { default: 2, rule: positive },
  c: { default: 3, rule: notNegative },
  d: { default: 0.5, rule: fraction },
};

describe('numberOptions', () => {
  it('fills in defaults', () => {
    expect(numberOptions('f', table, { b: 7 })).toEqual({ a: 1, b: 7, c: 3, d: 0.5 });
  });

  it.each<[unknown, string]>([
    [null, 'TypeError: f: options must be an object with a, b, c, d, but they are null.'],
    [[1], 'TypeError: f: options must be an object with a, b, c, d, but they are [1].'],
    [{ a: '1' }, 'TypeError: f: a must be a number, but it is "1".'],
    [{ a: Infinity }, 'RangeError: f: a must be finite, but it is Infinity.'],
    [{ b: 0 }, 'RangeError: f: b must be finite and > 0, but it is 0.'],
    [{ c: -1 }, 'RangeError: f: c must be finite and >= 0, but it is -1.'],
    [{ d: 1 }, 'RangeError: f: d must be >= 0 and < 1, but it is 1.'],
    [{ e: 1 }, "RangeError: f: there is no option 'e'. Did you mean 'a'? The options are a, b, c, d."],
  ])('%j', (given, message) => {
    expect(messageOf(() => numberOptions('f', table, given))).toBe(message);
  });
});

describe('refuseUnknownOptions', () => {
  it.each<[string[], string]>([
    [[], "RangeError: f: there is no option 'seed'; it takes none."],
    [['epochs'], "RangeError: f: there is no option 'seed'. The options are epochs."],
    [['speed'], "RangeError: f: there is no option 'seed'. Did you mean 'speed'? The options are speed."],
  ])('%j', (names, message) => {
    expect(
      messageOf(() => {
        refuseUnknownOptions('f', { seed: 1 }, names);
      }),
    ).toBe(message);
  });

  it('offers what another library calls otherwise', () => {
    const aliases = { lr: 'learningRate', seed: 'rng' };
    const of = (options: object) =>
      messageOf(() => {
        refuseUnknownOptions('f', options, ['l2', 'learningRate'], aliases);
      });
    expect(of({ lr: 1 })).toBe(
      "RangeError: f: there is no option 'lr'. Did you mean 'learningRate'? The options are l2, learningRate.",
    );
    // An alias of what isn't there either.
    expect(of({ seed: 1 })).toBe("RangeError: f: there is no option 'seed'. The options are l2, learningRate.");
    expect(messageOf(() => numberOptions('f', table, { z: 1 }, { z: 'd' }))).toBe(
      "RangeError: f: there is no option 'z'. Did you mean 'd'? The options are a, b, c, d.",
    );
  });
});

describe('definitionByName', () => {
  it('offers the nearest name and lists all', () => {
    const of = (name: string) => definitionByName('lossByName', 'loss', { huber: 1, hinge: 2 }, name);
    expect(of('hinge')).toBe(2);
    expect(messageOf(() => of('hubert'))).toBe(
      "RangeError: lossByName: there is no loss 'hubert'. Did you mean 'huber'? The names are huber, hinge.",
    );
    expect(messageOf(() => of('squares'))).toBe(
      "RangeError: lossByName: there is no loss 'squares'. The names are huber, hinge.",
    );
  });
});
