/** Number of 32-bit words in the state. */
export const stateWords = 624;

/** Distance between a word and the one it is mixed with. */
const middle = 397;

// `as number` below: every index is kept within the key.

/**
 * The 32-bit Mersenne Twister, with the same words in the same order as NumPy's `MT19937`.
 *
 * `key` holds 624 words; the words from `pos` on have not been handed out yet. Arguments are trusted: `RandomState` checks them.
 *
 * @see Matsumoto and Nishimura (1998), ACM Trans. Model. Comput. Simul. 8(1), 3–30.
 */
export class MT19937 {
  readonly key = new Uint32Array(stateWords);
  pos = stateWords;

  /** Start the stream of one 32-bit integer, as `np.random.seed(k)`. */
  seed(seed: number): void {
    const key = this.key;
    let word = seed >>> 0;
    for (let i = 0; i < stateWords; i++) {
      key[i] = word;
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) >>> 0;
    }
    this.pos = stateWords;
  }

  /** Start the stream of several 32-bit integers, as `np.random.seed([k, …])`. `seed([k])` and `seed(k)` are different streams. */
  seedByArray(seeds: ArrayLike<number>): void {
    this.seed(19650218);
    const key = this.key;
    const n = seeds.length;
    let i = 1;
    let j = 0;
    let previous = key[0] as number;
    for (let k = Math.max(stateWords, n); k > 0; k--) {
      const mixed = (key[i] as number) ^ Math.imul(previous ^ (previous >>> 30), 1664525);
      previous = (mixed + (seeds[j] as number) + j) >>> 0;
      key[i] = previous;
      if (++i === stateWords) {
        key[0] = previous;
        i = 1;
      }
      if (++j === n) j = 0;
    }
    for (let k = stateWords - 1; k > 0; k--) {
      const mixed = (key[i] as number) ^ Math.imul(previous ^ (previous >>> 30), 1566083941);
      previous = (mixed - i) >>> 0;
      key[i] = previous;
      if (++i === stateWords) {
        key[0] = previous;
        i = 1;
      }
    }
    // A set top bit keeps the state away from the all-zero fixed point, whatever the seeds.
    key[0] = 0x80000000;
    this.pos = stateWords;
  }

  /** The next word, an integer in [0, 2^32). */
  nextUint32(): number {
    if (this.pos === stateWords) this.refill();
    let y = this.key[this.pos++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** The next double in [0, 1): 27 bits of one word and 26 of the following, a multiple of 2^-53. */
  nextDouble(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /**
   * A uniform integer in [0, max] by masked rejection: words are cut to the bits of `max` until one is small enough. For `max` = 0
   * nothing is drawn.
   *
   * @param max - Integer in [0, 2^32).
   */
  nextAtMost(max: number): number {
    if (max === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(max);
    let value = (this.nextUint32() & mask) >>> 0;
    while (value > max) value = (this.nextUint32() & mask) >>> 0;
    return value;
  }

  private refill(): void {
    const key = this.key;
    for (let i = 0; i < stateWords; i++) {
      const next = key[i + 1 < stateWords ? i + 1 : 0] as number;
      const y = ((key[i] as number) & 0x80000000) | (next & 0x7fffffff);
      const mixed = (key[i + middle < stateWords ? i + middle : i + middle - stateWords] as number) ^ (y >>> 1);
      key[i] = y & 1 ? mixed ^ 0x9908b0df : mixed;
    }
    this.pos = 0;
  }
}
