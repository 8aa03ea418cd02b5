/** What is told of many numbers. Minimum, maximum, mean and standard deviation are of the finite ones; null if there are none. */
export interface NumberStatistics {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Of the population, as np.std gives it. */
  readonly std: number | null;
  readonly nan: number;
  /** Positive and negative infinities. */
  readonly infinite: number;
  readonly zeros: number;
}

/**
 * Measures numbers part by part, so that they need not all be in memory. Mean and variance of the parts are joined as Chan, Golub and LeVeque
 * (1979, STAN-CS-79-773) do.
 */
export class NumberMeter {
  #count = 0;
  #finite = 0;
  #nan = 0;
  #zeros = 0;
  #min = Infinity;
  #max = -Infinity;
  #mean = 0;
  /** Sum of the squared deviations from the mean. */
  #deviation = 0;

  /** Measure more numbers; bigints, of 64-bit integers, count as the nearest float64. */
  add(values: ArrayLike<number | bigint>): this {
    const { length } = values;
    let [n, sum] = [0, 0];
    for (let i = 0; i < length; i++) {
      const value = Number(values[i]);
      if (!Number.isFinite(value)) {
        if (Number.isNaN(value)) this.#nan++;
        continue;
      }
      n++;
      sum += value;
      if (value === 0) this.#zeros++;
      if (value < this.#min) this.#min = value;
      if (value > this.#max) this.#max = value;
    }
    this.#count += length;
    if (n === 0) return this;
    const mean = sum / n;
    let deviation = 0;
    for (let i = 0; i < length; i++) {
      const value = Number(values[i]);
      if (Number.isFinite(value)) deviation += (value - mean) ** 2;
    }
    const total = this.#finite + n;
    const apart = mean - this.#mean;
    this.#deviation += deviation + (apart * apart * this.#finite * n) / total;
    this.#mean += (apart * n) / total;
    this.#finite = total;
    return this;
  }

  statistics(): NumberStatistics {
    const some = this.#finite > 0;
    return {
      count: this.#count,
      min: some ? this.#min : null,
      max: some ? this.#max : null,
      mean: some ? this.#mean : null,
      std: some ? Math.sqrt(this.#deviation / this.#finite) : null,
      nan: this.#nan,
      infinite: this.#count - this.#finite - this.#nan,
      zeros: this.#zeros,
    };
  }
}
