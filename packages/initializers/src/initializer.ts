import type { NDArray } from '@keepdims/ndarray';
import type { Rng } from '@keepdims/random';

/** The sizes of a layer's weights: how many units they lead to and how many inputs they come from. */
export interface Fans {
  readonly fanOut: number;
  readonly fanIn: number;
}

/** How a layer's weights begin: `initializer([fanOut, fanIn], rng)` draws them. */
export interface Initializer {
  /**
   * Draw the weights of a layer.
   *
   * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1.
   * @param rng - Where the numbers come from; it advances. Values are drawn in row-major order.
   * @returns Weights W, shape [fanOut, fanIn], float64.
   * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing.
   */
  <const Out extends number, const In extends number>(
    shape: readonly [Out, In],
    rng: Rng,
  ): NDArray<[Out, In], 'float64'>;

  /** The name by which `initializerByName` finds it. */
  readonly name: string;

  /** The options' values, as plain JSON; empty when there are none. */
  readonly options: Readonly<Record<string, number>>;

  /** What one weight is drawn from: its mean and its variance. The tests compare large samples with them. */
  readonly mean: number;
  readonly variance: (fans: Fans) => number;

  /** Where the distribution was introduced. */
  readonly reference: string;
}

/** An initializer with options: itself one with the defaults; `initializer(options)` gives one with others. */
export interface ConfigurableInitializer<K extends string> extends Initializer {
  <const Out extends number, const In extends number>(
    shape: readonly [Out, In],
    rng: Rng,
  ): NDArray<[Out, In], 'float64'>;
  (options: Readonly<Partial<Record<K, number>>>): Initializer;
}
