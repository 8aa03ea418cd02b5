/** Random numbers from a seed (xorshift32): the same mutations at every run. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed || 1;
  }

  /** An integer in [0, below); 0 if there is none. */
  roll(below: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return below === 0 ? 0 : (this.#state >>> 0) % below;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.roll(list.length)] as T; // inside
  }
}
