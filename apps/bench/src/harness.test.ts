import { describe, expect, it } from 'vitest';
import { AnswersDiffer } from './answers.js';
import { runCase } from './harness.js';
import type { BenchCase, Effort, Variant } from './harness.js';

const effort: Effort = { warmUpMs: 30, sampleMs: 12, rounds: 4 };

/** A clock that only moves when a variant runs, and a log of who ran. */
function fakeTime() {
  let now = 1000;
  const log: string[] = [];
  return {
    clock: () => now,
    log,
    variant: (name: string, ms: (call: number) => number, answer: (call: number) => number = () => 1): Variant => {
      let call = 0;
      return {
        name,
        run: () => {
          now += ms(call);
          log.push(name);
          return { a: answer(call++) };
        },
      };
    },
  };
}

function caseOf(...variants: Variant[]): BenchCase {
  return {
    name: 'sum',
    title: 'a sum',
    section: '§0',
    tolerance: 1e-9,
    subject: variants.at(-1)?.name ?? '',
    create: () => variants,
  };
}

describe('runCase', () => {
  it('times one call, with as many calls a sample as fill it', () => {
    const { clock, variant } = fakeTime();
    const result = runCase(
      caseOf(
        variant('slow', () => 6),
        variant('fast', () => 2),
      ),
      effort,
      clock,
    );
    expect(result.variants.map(({ name, calls, time }) => [name, calls, time.median, time.samples])).toEqual([
      ['slow', 2, 6, 4],
      ['fast', 6, 2, 4],
    ]);
    expect(result.difference).toBe(0);
  });

  it('leaves the slow first calls out of the samples', () => {
    const { clock, variant } = fakeTime();
    const result = runCase(caseOf(variant('settles', (call) => (call < 3 ? 20 : 3))), effort, clock);
    expect(result.variants[0]?.time).toEqual({ samples: 4, lowerQuartile: 3, median: 3, upperQuartile: 3 });
  });

  it('takes samples in turns, another variant first in each round', () => {
    const { clock, variant, log } = fakeTime();
    runCase(
      caseOf(
        variant('a', () => 30),
        variant('b', () => 30),
        variant('c', () => 30),
      ),
      effort,
      clock,
    );
    // One call each for the check, one each for the warm-up, then four rounds.
    expect(log.join('')).toBe('abc' + 'abc' + 'abc' + 'bca' + 'cab' + 'abc');
  });

  it('reports the spread', () => {
    const { clock, variant } = fakeTime();
    const times = [0, 12, 20, 12, 16, 12, 20];
    const result = runCase(
      caseOf(variant('x', (call) => times[call] ?? 0)),
      { warmUpMs: 10, sampleMs: 1, rounds: 5 },
      clock,
    );
    expect(result.variants[0]?.time).toEqual({ samples: 5, lowerQuartile: 12, median: 16, upperQuartile: 20 });
  });

  it('gives up before timing anything when the answers differ', () => {
    const { clock, variant, log } = fakeTime();
    const wrong = caseOf(
      variant('loop', () => 1),
      variant(
        'vectors',
        () => 1,
        () => 1.01,
      ),
    );
    expect(() => runCase(wrong, effort, clock)).toThrow(
      new AnswersDiffer(
        'sum: "loop" and "vectors" disagree: the answers differ by 1.0e-2 of their largest number; 1.0e-9 is allowed.',
      ),
    );
    expect(log).toEqual(['loop', 'vectors']);
  });

  it('accepts answers within the tolerance and reports their difference', () => {
    const { clock, variant } = fakeTime();
    const close = caseOf(
      variant('loop', () => 20),
      variant(
        'vectors',
        () => 20,
        () => 1 + 2 ** -40,
      ),
    );
    expect(runCase(close, effort, clock).difference).toBe(2 ** -40);
  });

  it('notices an answer that changes while it is timed', () => {
    const { clock, variant } = fakeTime();
    const fickle = caseOf(
      variant(
        'x',
        () => 20,
        (call) => (call < 5 ? 1 : 2),
      ),
    );
    expect(() => runCase(fickle, effort, clock)).toThrow(
      new AnswersDiffer(
        'sum: "x" and "x, timed" disagree: the answers differ by 1.0e+0 of their largest number; 1.0e-9 is allowed.',
      ),
    );
  });

  it('names the case when the parts of the answers differ', () => {
    const odd: BenchCase = {
      ...caseOf(),
      subject: 'b',
      create: () => [
        { name: 'a', run: () => ({ J: 1 }) },
        { name: 'b', run: () => ({ J: [1, 2] }) },
      ],
    };
    expect(() => runCase(odd, effort)).toThrow(
      new AnswersDiffer('sum: "a" and "b" disagree: J has 1 numbers in one answer and 2 in the other.'),
    );
  });

  it('wants the subject among the variants', () => {
    const { variant } = fakeTime();
    expect(() => runCase({ ...caseOf(variant('a', () => 1)), subject: 'b' }, effort)).toThrow(
      new RangeError('sum: there is no variant named "b" to give a verdict on.'),
    );
  });

  it('measures with the real clock when none is given', () => {
    const [x] = runCase(
      caseOf({
        name: 'x',
        run: () => {
          let a = 0;
          for (let i = 0; i < 1e5; i++) a += Math.sqrt(i);
          return { a };
        },
      }),
      { warmUpMs: 1, sampleMs: 1, rounds: 3 },
    ).variants;
    expect(x?.time.median).toBeGreaterThan(0);
    expect(x?.time.median).toBeLessThan(1000);
  });
});
