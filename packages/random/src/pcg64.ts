/** The multiplier 0x2360ed051fc65da44385df649fccf645, low word first. */
const m0 = 0x9fccf645;
const m1 = 0x4385df64;
const m2 = 0x1fc65da4;
const m3 = 0x2360ed05;

const perWord = 2 ** -32;

/**
 * PCG64: a 128-bit linear congruence whose halves are xored and rotated into 64 bits, with the same bits as NumPy's `PCG64`.
 *
 * 128-bit numbers are four 32-bit words, low word first; products are taken in doubles, whose rounding is repaired from the exact low word, so
 * that no BigInt is made. Arguments are trusted: `Generator` checks them.
 *
 * @see O'Neill (2014), Harvey Mudd College HMC-CS-2014-0905 (PCG XSL RR 128/64).
 */
export class PCG64 {
  /** Words 0 to 3: the state. 4 to 7: the increment, odd. 8 and 9: low and high word of the latest output. */
  private readonly words = new Uint32Array(10);
  /** Is the high word of an earlier output waiting for `nextUint32`? */
  hasUint32 = false;
  /** That word; keeps its value when it was handed out, as NumPy's does. */
  uinteger = 0;

  /** Start from eight 32-bit words: two 128-bit numbers, each as high and low 64 bits, these low word first (`SeedSequence` gives them so). */
  seed(entropy: Uint32Array): void {
    const [s2 = 0, s3 = 0, s0 = 0, s1 = 0, i2 = 0, i3 = 0, i0 = 0, i1 = 0] = entropy;
    const words = this.words;
    const increment = [i0 << 1, (i1 << 1) | (i0 >>> 31), (i2 << 1) | (i1 >>> 31), (i3 << 1) | (i2 >>> 31)];
    increment[0] = (i0 << 1) | 1;
    words.fill(0);
    words.set(increment, 4);
    this.step();
    let carry = 0;
    for (const [i, word] of [s0, s1, s2, s3].entries()) {
      const sum = (words[i] as number) + word + carry;
      words[i] = sum;
      carry = sum > 0xffffffff ? 1 : 0;
    }
    this.step();
    this.hasUint32 = false;
    this.uinteger = 0;
  }

  /** The state, four words, low word first. A copy; assigning restores it. */
  get state(): Uint32Array {
    return this.words.slice(0, 4);
  }

  set state(words: Uint32Array) {
    this.words.set(words, 0);
  }

  /** The increment, four words, low word first. A copy; assigning restores it. */
  get increment(): Uint32Array {
    return this.words.slice(4, 8);
  }

  set increment(words: Uint32Array) {
    this.words.set(words, 4);
  }

  /** Low word of the latest output. */
  get low(): number {
    return this.words[8] as number;
  }

  /** High word of the latest output. */
  get high(): number {
    return this.words[9] as number;
  }

  /** Make the next 64 bits; `low` and `high` are their halves. */
  next(): void {
    this.step();
    const words = this.words;
    const s3 = words[3] as number;
    const turn = s3 >>> 26;
    let low = (words[2] as number) ^ (words[0] as number);
    let high = s3 ^ (words[1] as number);
    if (turn >= 32) {
      const kept = low;
      low = high;
      high = kept;
    }
    // Shifts count modulo 32. Two shifts to the left, so that a turn by 0 (which would ask for 32) gives 0.
    words[8] = (low >>> turn) | ((high << 1) << (31 - turn));
    words[9] = (high >>> turn) | ((low << 1) << (31 - turn));
  }

  /** The next double in [0, 1): the top 53 of 64 bits, a multiple of 2^-53. */
  nextDouble(): number {
    this.next();
    return ((this.words[9] as number) * 2097152 + ((this.words[8] as number) >>> 11)) / 9007199254740992;
  }

  /** The next 32 bits: the low half of an output, then its high half. */
  nextUint32(): number {
    if (this.hasUint32) {
      this.hasUint32 = false;
      return this.uinteger;
    }
    this.next();
    this.hasUint32 = true;
    this.uinteger = this.high;
    return this.low;
  }

  /**
   * A uniform integer in [0, max]: the high word of 32 bits times max + 1, drawn again in the few cases that would favour some values. For `max` = 0
   * nothing is drawn.
   *
   * @param max - Integer in [0, 2^32).
   * @see Lemire (2019), ACM Trans. Model. Comput. Simul. 29(1), 3.
   */
  nextAtMost(max: number): number {
    if (max === 0) return 0;
    const values = max + 1;
    let word = this.nextUint32();
    let low = Math.imul(word, values) >>> 0; // for 2^32 values it is 0, and all words are taken
    if (low < values) {
      const rejected = (0xffffffff - max) % values;
      while (low < rejected) {
        word = this.nextUint32();
        low = Math.imul(word, values) >>> 0;
      }
    }
    return Math.round((word * values - low) * perWord);
  }

  /**
   * A uniform integer in [0, max] by masked rejection, as NumPy's shuffles draw it: 32 bits are cut to the bits of `max` until they are small
   * enough. For `max` = 0 nothing is drawn.
   *
   * @param max - Integer in [0, 2^32).
   */
  nextMasked(max: number): number {
    if (max === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(max);
    let value = (this.nextUint32() & mask) >>> 0;
    while (value > max) value = (this.nextUint32() & mask) >>> 0;
    return value;
  }

  /**
   * state = state · multiplier + increment, modulo 2^128.
   *
   * Column by column: the low word of a sum of products is exact in 32-bit arithmetic; the same sum in doubles is off by less than 2^16, so
   * that (sum − low word) / 2^32, an integer, is found by rounding: the carry into the next column.
   */
  private step(): void {
    const words = this.words;
    const s0 = words[0] as number;
    const s1 = words[1] as number;
    const s2 = words[2] as number;
    const s3 = words[3] as number;
    const i0 = words[4] as number;
    const n0 = (Math.imul(s0, m0) + i0) >>> 0;
    const i1 = (words[5] as number) + Math.floor((s0 * m0 + i0 - n0) * perWord + 0.5);
    const n1 = (Math.imul(s0, m1) + Math.imul(s1, m0) + i1) >>> 0;
    const i2 = (words[6] as number) + Math.floor((s0 * m1 + s1 * m0 + i1 - n1) * perWord + 0.5);
    const n2 = (Math.imul(s0, m2) + Math.imul(s1, m1) + Math.imul(s2, m0) + i2) >>> 0;
    const i3 = (words[7] as number) + Math.floor((s0 * m2 + s1 * m1 + s2 * m0 + i2 - n2) * perWord + 0.5);
    words[0] = n0;
    words[1] = n1;
    words[2] = n2;
    words[3] = Math.imul(s0, m3) + Math.imul(s1, m2) + Math.imul(s2, m1) + Math.imul(s3, m0) + i3;
  }
}
