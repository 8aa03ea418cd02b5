import { describe, expect, it } from 'vitest';
import { AnswersDiffer } from './answers.js';
import type { BenchCase, Family, Variant } from './cases/benchCase.js';
import type { Contestant } from './contestant.js';
import { runCase } from './harness.js';
import type { Effort, FamilyHistory, Peer } from './harness.js';

const effort: Effort = {
  warmUpMs: 30,
  sampleMs: 12,
  rounds: 4,
  variantMs: 1000,
  fewestRounds: 2,
  longestCallMs: 500,
};

/** A clock that only moves when a variant runs, and a log of who ran. */
function fakeTime() {
  let now = 1000;
  const log: string[] = [];
  return {
    clock: () => now,
    log,
    pass: (ms: number) => (now += ms),
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

const family: Family = { group: 'kernels', name: 'sum', title: 'a sum', rows: 'n', sizes: [], at: () => [] };

function caseOf(...variants: Variant[]): BenchCase {
  return {
    name: 'kernels/sum/f64',
    family,
    label: 'sum',
    dtype: 'float64',
    tolerance: 1e-9,
    subject: variants.at(-1)?.name ?? '',
    create: () => variants,
  };
}

/** A peer in this process, whose calls take `ms`. */
function fakePeer(
  time: ReturnType<typeof fakeTime>,
  name: string,
  ms: number,
  value = 1,
): Peer & { released: boolean } {
  const peer = { name, released: false, prepare: () => Promise.resolve(contestant) };
  const work = (calls: number): void => {
    time.pass(calls * ms);
    time.log.push(name);
  };
  const contestant: Contestant = {
    name,
    kind: 'peer',
    answer: () => Promise.resolve({ a: { size: 1, values: [value] } }),
    warmUp: () => {
      work(1);
      return Promise.resolve(ms);
    },
    sample: (calls) => {
      work(calls);
      return Promise.resolve({ msPerCall: ms, answer: undefined });
    },
    finish: () => {
      peer.released = true;
      return Promise.resolve();
    },
  };
  return peer;
}

describe('runCase', () => {
  it('times one call, with as many calls a sample as fill it', async () => {
    const { clock, variant } = fakeTime();
    const result = await runCase(
      caseOf(
        variant('slow', () => 6),
        variant('fast', () => 2),
      ),
      { effort, clock },
    );
    expect(result.variants.map(({ name, calls, time }) => [name, calls, time.median, time.samples])).toEqual([
      ['slow', 2, 6, 4],
      ['fast', 6, 2, 4],
    ]);
    expect(result.difference).toBe(0);
  });

  it('leaves the slow first calls out of the samples', async () => {
    const { clock, variant } = fakeTime();
    const result = await runCase(caseOf(variant('settles', (call) => (call < 3 ? 20 : 3))), { effort, clock });
    expect(result.variants[0]?.time).toEqual({ samples: 4, lowerQuartile: 3, median: 3, upperQuartile: 3 });
  });

  it('takes samples in turns, another variant first in each round', async () => {
    const { clock, variant, log } = fakeTime();
    await runCase(
      caseOf(
        variant('a', () => 30),
        variant('b', () => 30),
        variant('c', () => 30),
      ),
      { effort, clock },
    );
    // One call each for the check, one each for the warm-up, then four rounds.
    expect(log.join('')).toBe('abc' + 'abc' + 'abc' + 'bca' + 'cab' + 'abc');
  });

  it('reports the spread', async () => {
    const { clock, variant } = fakeTime();
    const times = [0, 12, 20, 12, 16, 12, 20];
    const result = await runCase(caseOf(variant('x', (call) => times[call] ?? 0)), {
      effort: { ...effort, warmUpMs: 10, sampleMs: 1, rounds: 5 },
      clock,
    });
    expect(result.variants[0]?.time).toEqual({ samples: 5, lowerQuartile: 12, median: 16, upperQuartile: 20 });
  });

  it('gives up before timing anything when the answers differ', async () => {
    const { clock, variant, log } = fakeTime();
    const wrong = caseOf(
      variant('loop', () => 1),
      variant(
        'vectors',
        () => 1,
        () => 1.01,
      ),
    );
    await expect(runCase(wrong, { effort, clock })).rejects.toThrow(
      new AnswersDiffer(
        'kernels/sum/f64: "loop" and "vectors" disagree: the answers differ by 1.0e-2 of their largest number; 1.0e-9 is allowed.',
      ),
    );
    expect(log).toEqual(['loop', 'vectors']);
  });

  it('accepts answers within the tolerance and reports their difference', async () => {
    const { clock, variant } = fakeTime();
    const close = caseOf(
      variant('loop', () => 20),
      variant(
        'vectors',
        () => 20,
        () => 1 + 2 ** -40,
      ),
    );
    expect((await runCase(close, { effort, clock })).difference).toBe(2 ** -40);
  });

  it('notices an answer that changes while it is timed', async () => {
    const { clock, variant } = fakeTime();
    const fickle = caseOf(
      variant(
        'x',
        () => 20,
        (call) => (call < 5 ? 1 : 2),
      ),
    );
    await expect(runCase(fickle, { effort, clock })).rejects.toThrow(
      new AnswersDiffer(
        'kernels/sum/f64: "x" and "x, timed" disagree: the answers differ by 1.0e+0 of their largest number; 1.0e-9 is allowed.',
      ),
    );
  });

  it('names the case when the parts of the answers differ', async () => {
    const odd: BenchCase = {
      ...caseOf(),
      subject: 'b',
      create: () => [
        { name: 'a', run: () => ({ J: 1 }) },
        { name: 'b', run: () => ({ J: [1, 2] }) },
      ],
    };
    await expect(runCase(odd, { effort })).rejects.toThrow(
      new AnswersDiffer('kernels/sum/f64: "a" and "b" disagree: J has 1 numbers in one answer and 2 in the other.'),
    );
  });

  it('wants the subject among the variants', async () => {
    const { variant } = fakeTime();
    await expect(runCase({ ...caseOf(variant('a', () => 1)), subject: 'b' }, { effort })).rejects.toThrow(
      new RangeError('kernels/sum/f64: there is no variant named "b" to give a verdict on.'),
    );
  });

  it('measures with the real clock when none is given', async () => {
    const { variants } = await runCase(
      caseOf({
        name: 'x',
        run: () => {
          let a = 0;
          for (let i = 0; i < 1e5; i++) a += Math.sqrt(i);
          return { a };
        },
      }),
      { effort: { ...effort, warmUpMs: 1, sampleMs: 1, rounds: 3 } },
    );
    const [x] = variants;
    expect(x?.time.median).toBeGreaterThan(0);
    expect(x?.time.median).toBeLessThan(1000);
  });

  it('gives slow variants fewer samples, spread over the rounds', async () => {
    const { clock, variant, log } = fakeTime();
    const result = await runCase(
      caseOf(
        variant('s', () => 60),
        variant('f', () => 12),
      ),
      { effort: { ...effort, variantMs: 120 }, clock },
    );
    expect(result.variants.map(({ time }) => time.samples)).toEqual([2, 4]);
    // After a call each for the check, and one and three for the warm-up: rounds 1 and 3 for the slow one.
    expect(log.join('').slice(6)).toBe('sf' + 'f' + 'sf' + 'f');
  });

  it('leaves out what would take too long, judging by the case before', async () => {
    const { clock, variant, log } = fakeTime();
    const history: FamilyHistory = new Map([['loops', { ms: 100, work: 10 }]]);
    const loops = variant('loops', () => 1);
    const subject = variant('np', () => 20);
    const large = { ...caseOf(loops, subject), size: 100, work: { flops: 100 } };
    const result = await runCase(large, { effort, clock, history });
    expect(result.leftOut).toEqual([{ name: 'loops', reason: 'a call would take about 1.00 s' }]);
    expect(log).not.toContain('loops');
    expect(history.get('np')).toEqual({ ms: 20, work: 100 });
  });

  it('lets a variant time itself and prepare', async () => {
    const { clock, pass } = fakeTime();
    const log: string[] = [];
    const own: Variant = {
      name: 'own',
      run: () => ({ a: 1 }),
      elapsed: (calls, now) => {
        pass(1000); // set-up
        const start = now();
        pass(3 * calls);
        return now() - start;
      },
      prepare: () => void log.push('prepare'),
      finish: () => void log.push('finish'),
    };
    const result = await runCase(caseOf(own), { effort, clock });
    expect(result.variants[0]).toMatchObject({ calls: 4, time: { median: 3, samples: 4 } });
    expect(log.slice(-3)).toEqual(['prepare', 'finish', 'finish']);
  });

  it('times peers in the same rounds, and gives them back', async () => {
    const time = fakeTime();
    const peer = fakePeer(time, 'p', 30);
    const benchCase: BenchCase = {
      ...caseOf(time.variant('a', () => 30)),
      job: { kind: 'dot', dtype: 'float64', n: 3 },
    };
    const result = await runCase(benchCase, { effort, clock: time.clock, peers: [peer] });
    expect(result.variants.map(({ name, kind, time: { median } }) => [name, kind, median])).toEqual([
      ['a', 'keepdims', 30],
      ['p', 'peer', 30],
    ]);
    expect(time.log.join('')).toBe('a' + 'ap' + 'ap' + 'pa' + 'ap' + 'pa');
    expect(peer.released).toBe(true);
  });

  it('asks no peer where there is no job for them', async () => {
    const time = fakeTime();
    const peer = fakePeer(time, 'p', 30);
    const result = await runCase(caseOf(time.variant('a', () => 30)), { effort, clock: time.clock, peers: [peer] });
    expect(result.variants).toHaveLength(1);
    expect(time.log).not.toContain('p');
  });

  it("leaves out a peer whose answer is wrong, that can't, or that breaks, with the reason", async () => {
    const time = fakeTime();
    const broken: Peer = {
      name: 'broken',
      prepare: async () => ({
        ...((await fakePeer(time, 'broken', 1).prepare({ kind: 'dot', dtype: 'float64', n: 3 })) as Contestant),
        warmUp: () => Promise.reject(new Error('it has died')),
      }),
    };
    const benchCase: BenchCase = {
      ...caseOf(time.variant('a', () => 30)),
      job: { kind: 'dot', dtype: 'float64', n: 3 },
    };
    const result = await runCase(benchCase, {
      effort,
      clock: time.clock,
      peers: [
        fakePeer(time, 'wrong', 1, 2),
        { name: 'unable', prepare: () => Promise.resolve('it has no float64') },
        broken,
      ],
    });
    expect(result.variants.map(({ name }) => name)).toEqual(['a']);
    expect(result.leftOut).toEqual([
      { name: 'wrong', reason: 'its answer is off by 1.0e+0 of the largest number' },
      { name: 'unable', reason: 'it has no float64' },
      { name: 'broken', reason: 'it has died' },
    ]);
  });
});
