import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  constant,
  cosineDecay,
  exponentialDecay,
  scheduleByName,
  schedules,
  stepDecay,
  warmup,
  type Schedule,
} from './index.js';

const some: readonly (readonly [string, Schedule])[] = Object.entries({
  constant: constant(),
  stairs: stepDecay({ every: 2.5, factor: 0.3 }),
  exponential: exponentialDecay({ rate: 0.9 }),
  cosine: cosineDecay({ epochs: 10 }),
  floored: cosineDecay({ epochs: 7, floor: 0.2 }),
  warm: warmup({ epochs: 3 }),
  warmCosine: warmup({ epochs: 2.5, then: cosineDecay({ epochs: 5, floor: 0.1 }) }),
  warmTwice: warmup({ epochs: 2, then: warmup({ epochs: 3, then: stepDecay({ every: 1, factor: 0.5 }) }) }),
});

test('file, export and name agree, and every file is listed', () => {
  const files = readdirSync(new URL('./schedules', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  expect(files.filter((file) => file !== 'index').sort()).toEqual(Object.keys(schedules));
  for (const [name, make] of Object.entries(schedules)) expect(make.name).toBe(name);
  expect(new Set(some.map(([, { name }]) => name))).toEqual(new Set(Object.keys(schedules)));
});

describe.each(some)('%s', (_, schedule) => {
  it('goes through JSON', () => {
    const json = JSON.stringify({ ...schedule });
    expect(json).toBe(JSON.stringify({ name: schedule.name, options: schedule.options }));
    const { name, options } = JSON.parse(json) as { name: string; options: typeof schedule.options }; // written above
    const again = scheduleByName(name, options);
    expect({ ...again }).toEqual({ ...schedule });
    for (let t = 0; t < 20; t += 0.125) expect(again(t)).toBe(schedule(t));
  });

  it('is a part of the learning rate at any time', () => {
    const time = fc.oneof(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0, max: 1e300, noNaN: true }));
    fc.assert(
      fc.property(time, (t) => {
        const factor = schedule(t);
        return factor >= 0 && factor <= 1;
      }),
    );
  });

  it('refuses times that there are not', () => {
    for (const t of [-0.5, NaN, Infinity]) {
      expect(() => schedule(t)).toThrow(
        new RangeError(`${schedule.name}(t): t, in epochs, must be finite and >= 0, but it is ${t}.`),
      );
    }
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(schedule)).toBe(true);
    expect(Object.isFrozen(schedule.options)).toBe(true);
  });
});

describe('by hand', () => {
  const at = (schedule: Schedule, times: readonly number[]): number[] => times.map(schedule);

  it('constant', () => {
    expect(at(constant(), [0, 0.5, 1e9])).toEqual([1, 1, 1]);
    expect(constant().options).toEqual({});
  });

  it('stepDecay', () => {
    expect(at(stepDecay({ every: 2, factor: 0.5 }), [0, 1.99, 2, 3.99, 4, 21])).toEqual([
      1,
      1,
      0.5,
      0.5,
      0.25,
      2 ** -10,
    ]);
    expect(at(stepDecay({ every: 0.5, factor: 0.25 }), [0, 0.49, 0.5, 1])).toEqual([1, 1, 0.25, 0.0625]);
    expect(at(stepDecay({ every: 0.1, factor: 0.5 }), [0.3, 0.6, 0.7])).toEqual([1 / 8, 1 / 64, 1 / 128]); // 0.3 / 0.1 < 3
  });

  it('exponentialDecay', () => {
    expect(at(exponentialDecay({ rate: 0.25 }), [0, 0.5, 1, 2])).toEqual([1, 0.5, 0.25, 0.0625]);
    expect(at(exponentialDecay({ rate: 1 }), [0, 7])).toEqual([1, 1]);
  });

  it('cosineDecay', () => {
    const third = cosineDecay({ epochs: 6, floor: 0.2 });
    expect(third.options).toEqual({ epochs: 6, floor: 0.2 });
    // cos 60° = ½ and cos 120° = −½.
    expect(third(2)).toBeCloseTo(0.2 + 0.8 * 0.75, 15);
    expect(third(4)).toBeCloseTo(0.2 + 0.8 * 0.25, 15);
    expect(at(third, [0, 6, 6.5, 1e9])).toEqual([1, 0.2, 0.2, 0.2]);
    expect(cosineDecay({ epochs: 6 }).options).toEqual({ epochs: 6, floor: 0 });
    expect(at(cosineDecay({ epochs: 4, floor: 1 }), [0, 1, 5])).toEqual([1, 1, 1]);
  });

  it('warmup', () => {
    expect(at(warmup({ epochs: 4 }), [0, 1, 3, 4, 100])).toEqual([0, 0.25, 0.75, 1, 1]);
    const stairs = warmup({ epochs: 2, then: stepDecay({ every: 3, factor: 0.5 }) });
    expect(at(stairs, [1, 2, 4.9, 5, 8])).toEqual([0.5, 1, 1, 0.5, 0.25]);
    expect(stairs.options).toEqual({ epochs: 2, then: { name: 'stepDecay', options: { every: 3, factor: 0.5 } } });
    // It rises to where the next one begins, so that there is no jump.
    const half: Schedule = Object.assign((t: number) => 0.5 + t, { options: {} });
    expect(at(warmup({ epochs: 2, then: half }), [1, 2, 3])).toEqual([0.25, 0.5, 1.5]);
  });
});

describe('errors', () => {
  const anything = schedules as unknown as Record<string, (options?: unknown) => unknown>; // as JavaScript calls them
  const make = (name: string, options?: unknown) => (): unknown => anything[name]?.(options);

  it.each<[string, unknown, Error]>([
    ['constant', { value: 1 }, new RangeError("constant: there is no option 'value'; it takes none.")],
    ['constant', 1, new TypeError('constant: options must be an object without entries, but they are 1.')],
    ['stepDecay', { factor: 0.5 }, new TypeError('stepDecay: the option every is missing; it must be finite and > 0.')],
    ['stepDecay', { every: 0, factor: 0.5 }, new RangeError('stepDecay: every must be finite and > 0, but it is 0.')],
    ['stepDecay', { every: 1, factor: 0 }, new RangeError('stepDecay: factor must be > 0 and <= 1, but it is 0.')],
    ['stepDecay', { every: 1, factor: 1.5 }, new RangeError('stepDecay: factor must be > 0 and <= 1, but it is 1.5.')],
    ['stepDecay', undefined, new TypeError('stepDecay: options must be an object with every, factor, but they are undefined.')],
    ['stepDecay', { every: 1, gamma: 0.5 }, new RangeError("stepDecay: there is no option 'gamma'. The options are every, factor.")],
    ['exponentialDecay', { rate: -1 }, new RangeError('exponentialDecay: rate must be > 0 and <= 1, but it is -1.')],
    ['exponentialDecay', { rate: '1' }, new TypeError('exponentialDecay: rate must be a number, but it is "1".')],
    ['exponentialDecay', null, new TypeError('exponentialDecay: options must be an object with rate, but they are null.')],
    ['cosineDecay', {}, new TypeError('cosineDecay: the option epochs is missing; it must be finite and > 0.')],
    ['cosineDecay', { epochs: Infinity }, new RangeError('cosineDecay: epochs must be finite and > 0, but it is Infinity.')],
    ['cosineDecay', { epochs: 1, floor: 2 }, new RangeError('cosineDecay: floor must be >= 0 and <= 1, but it is 2.')],
    ['warmup', { epochs: -1 }, new RangeError('warmup: epochs must be finite and > 0, but it is -1.')],
    ['warmup', { epoch: 1 }, new RangeError("warmup: there is no option 'epoch'. Did you mean 'epochs'? The options are epochs, then.")],
    [
      'warmup',
      { epochs: 1, then: Math.sqrt },
      new TypeError(
        'warmup: then must be a schedule, but it is a function without name and options. One is cosineDecay({ epochs: 10 }); ' +
          'scheduleByName makes one from JSON.',
      ),
    ],
    [
      'warmup',
      { epochs: 1, then: { name: 'constant', options: {} } },
      new TypeError(
        'warmup: then must be a schedule, but it is {"name":"constant","options":{}}. One is cosineDecay({ epochs: 10 }); ' +
          'scheduleByName makes one from JSON.',
      ),
    ],
  ])('%s(%j)', (name, options, error) => {
    expect(make(name, options)).toThrow(error);
  }); // prettier-ignore

  it('scheduleByName offers the nearest name, inside options too', () => {
    const names = 'The names are constant, cosineDecay, exponentialDecay, stepDecay, warmup.';
    expect(() => scheduleByName('warmUp')).toThrow(
      new RangeError(`scheduleByName('warmUp'): there is no schedule 'warmUp'. Did you mean 'warmup'? ${names}`),
    );
    expect(() => scheduleByName('warmup', { epochs: 1, then: { name: 'linear', options: {} } })).toThrow(
      new RangeError(`scheduleByName('linear'): there is no schedule 'linear'. ${names}`),
    );
    expect(() => scheduleByName('cosineDecay')).toThrow(
      new TypeError('cosineDecay: the option epochs is missing; it must be finite and > 0.'),
    );
  });
});
