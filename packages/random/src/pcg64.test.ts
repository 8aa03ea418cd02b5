import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PCG64 } from './pcg64.js';
import { SeedSequence } from './seedSequence.js';

const multiplier = 0x2360ed051fc65da44385df649fccf645n;
const end = 1n << 128n;

function seeded(seed: number): PCG64 {
  const engine = new PCG64();
  engine.seed(new SeedSequence(seed).generateState(8));
  return engine;
}

function words(value: bigint): Uint32Array {
  return Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number((value >> shift) & 0xffffffffn));
}

function output(engine: PCG64): bigint {
  engine.next();
  return (BigInt(engine.high) << 32n) | BigInt(engine.low);
}

/** An engine about to be in that state. */
function before(state: bigint): PCG64 {
  // Newton's iteration for the multiplier's inverse modulo 2^128.
  let inverse = multiplier;
  for (let i = 0; i < 7; i++) inverse = (inverse * (2n - multiplier * inverse)) % end;
  const engine = seeded(0);
  const increment = engine.increment.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  engine.state = words(((((state - increment) * inverse) % end) + end) % end);
  return engine;
}

describe('PCG64', () => {
  it("gives the words of NumPy's own test sets", () => {
    const engine = seeded(0xdeadbeaf);
    expect([output(engine), output(engine)]).toEqual([0x60d24054e17a0698n, 0xd5e79d89856e4f12n]);
    const other = seeded(0);
    expect([output(other), output(other)]).toEqual([0xa30febcfd9c2825fn, 0x4510bdf882d9d721n]);
  });

  it('steps as 128-bit arithmetic does, from any state and with any increment', () => {
    const word = fc.oneof(
      fc.constantFrom(0n, 1n, 0xffffffffn, 0x80000000n, 0xfffffffen),
      fc.bigInt({ min: 0n, max: 0xffffffffn }),
    );
    const value = fc.tuple(word, word, word, word).map(([a, b, c, d]) => (((((a << 32n) | b) << 32n) | c) << 32n) | d);
    fc.assert(
      fc.property(value, value, (state, increment) => {
        const engine = new PCG64();
        engine.state = words(state);
        engine.increment = words(increment);
        const next = (state * multiplier + increment) % end;
        const folded = (next >> 64n) ^ (next & 0xffffffffffffffffn);
        const turn = next >> 122n;
        const expected = ((folded >> turn) | (folded << (64n - turn))) & 0xffffffffffffffffn;
        expect(output(engine)).toBe(expected);
        expect(engine.state).toEqual(words(next));
        expect(engine.increment).toEqual(words(increment));
      }),
      { numRuns: 5000 },
    );
  });

  it('turns by 0, 31, 32 and 63 places', () => {
    const folded = 0x0123456789abcdefn;
    for (const turn of [0n, 1n, 31n, 32n, 33n, 63n]) {
      const high = (turn << 58n) | 5n;
      const engine = before((high << 64n) | (high ^ folded));
      expect(output(engine)).toBe(((folded >> turn) | (folded << (64n - turn))) & 0xffffffffffffffffn);
    }
  });

  it('makes doubles of the top 53 bits', () => {
    expect(seeded(0).nextDouble()).toBe(Number(0xa30febcfd9c2825fn >> 11n) / 2 ** 53);
    const top = before(0xffffffffffffffffn); // turn 0, so all bits are 1
    expect(top.nextDouble()).toBe(1 - 2 ** -53);
  });

  it('hands out the low half of an output, then the high one', () => {
    const engine = seeded(0);
    expect([engine.nextUint32(), engine.nextUint32(), engine.nextUint32()]).toEqual([
      0xd9c2825f, 0xa30febcf, 0x82d9d721,
    ]);
    expect([engine.hasUint32, engine.uinteger]).toEqual([true, 0x4510bdf8]);
  });

  it('draws bounded integers: at most max, nothing for 0, all 32 bits for the largest', () => {
    for (const draw of ['nextAtMost', 'nextMasked'] as const) {
      const engine = seeded(3);
      const state = engine.state;
      expect(engine[draw](0)).toBe(0);
      expect(engine.state).toEqual(state);
      const seen = new Set(Array.from({ length: 200 }, () => engine[draw](4)));
      expect([...seen].sort()).toEqual([0, 1, 2, 3, 4]);
      expect(seeded(0)[draw](0xffffffff)).toBe(0xd9c2825f);
    }
  });

  it('draws again where the product would favour some values', () => {
    // 2^32 = 1 · (2^31 + 1) + (2^31 − 1): of a product's low words, those below 2^31 − 1 are drawn again.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 2 ** 32 - 2 }), (seed, max) => {
        const halves = seeded(seed);
        let expected: bigint;
        do expected = BigInt(halves.nextUint32()) * BigInt(max + 1);
        while (expected % 2n ** 32n < 2n ** 32n % BigInt(max + 1));
        const engine = seeded(seed);
        expect(engine.nextAtMost(max)).toBe(Number(expected >> 32n));
        expect([engine.state, engine.hasUint32]).toEqual([halves.state, halves.hasUint32]);
      }),
      { numRuns: 1000 },
    );
  });
});
