/** Two parallel lists: what a chart draws. */
export interface CostSeries {
  readonly epochs: readonly number[];
  readonly costs: readonly number[];
}

/**
 * The cost at every epoch, thinned so that it never holds more than `capacity` points however long the run: when it is full, every
 * second point goes and from then on only every second epoch is kept, and so on. The first point always stays.
 */
export class CostHistory {
  #epochs: number[] = [];
  #costs: number[] = [];
  #stride = 1;
  #last: readonly [epoch: number, cost: number] | undefined;

  constructor(readonly capacity = 1000) {}

  /** @param epoch - A whole number, larger by 1 each time, from 0. */
  add(epoch: number, cost: number): void {
    this.#last = [epoch, cost];
    if (epoch % this.#stride !== 0) return;
    this.#epochs.push(epoch);
    this.#costs.push(cost);
    if (this.#epochs.length <= this.capacity) return;
    this.#stride *= 2;
    this.#costs = this.#costs.filter((_, i) => (this.#epochs[i] ?? 0) % this.#stride === 0);
    this.#epochs = this.#epochs.filter((at) => at % this.#stride === 0);
  }

  /** The points kept, and the newest one. */
  series(): CostSeries {
    const epochs = [...this.#epochs];
    const costs = [...this.#costs];
    if (this.#last !== undefined && epochs.at(-1) !== this.#last[0]) {
      epochs.push(this.#last[0]);
      costs.push(this.#last[1]);
    }
    return { epochs, costs };
  }
}
