import { describe, expect, it } from 'vitest';
import { defineSchedule, scheduleByName, warmup } from './index.js';

describe('defineSchedule', () => {
  const halving = defineSchedule('halving', (t) => 0.5 ** (t / 2), { every: 2 });

  it('is a schedule', () => {
    expect([halving(0), halving(2), halving(3)]).toEqual([1, 0.5, 0.5 ** 1.5]);
    expect({ ...halving }).toEqual({ name: 'halving', options: { every: 2 } });
    expect(Object.isFrozen(halving)).toBe(true);
    expect({ ...defineSchedule('always', () => 1) }).toEqual({ name: 'always', options: {} });
    expect(warmup({ epochs: 2, then: halving })(4)).toBe(0.5);
  });

  it('is checked when it is called', () => {
    expect(() => halving(-1)).toThrow(
      new RangeError('halving(t): t, in epochs, must be finite and >= 0, but it is -1.'),
    );
    for (const [value, shown] of [
      [NaN, 'NaN'],
      [-0.5, '-0.5'],
      ['1', '"1"'],
      [undefined, 'undefined'],
      [Math.sqrt, 'a function'],
    ]) {
      const wrong = defineSchedule('mine', () => value as never);
      expect(() => wrong(3)).toThrow(
        new RangeError(`mine(t): the factor must be finite and >= 0, but at t = 3 the formula gives ${String(shown)}.`),
      );
    }
  });

  it('refuses what is none', () => {
    const untyped = defineSchedule as (...values: unknown[]) => unknown;
    const call = 'defineSchedule(name, factorAt): ';
    expect(() => untyped(() => 1)).toThrow(
      new TypeError(`${call}name must be a text such as 'halving', but it is a function.`),
    );
    expect(() => untyped('')).toThrow(new TypeError(`${call}name must be a text such as 'halving', but it is "".`));
    expect(() => untyped('mine', 0.5)).toThrow(
      new TypeError(`${call}factorAt must be a function such as (t) => 0.5 ** t, but it is 0.5.`),
    );
    expect(() => untyped('mine', () => 1, [2])).toThrow(
      new TypeError(`${call}options must be an object such as { every: 2 }, but they are [2].`),
    );
  });

  it("isn't found by name", () => {
    expect(() => scheduleByName(halving.name, halving.options)).toThrow(
      "scheduleByName('halving'): there is no schedule 'halving'.",
    );
  });
});
