/** The element types that are timed. */
export type FloatDType = 'float32' | 'float64';

/**
 * What a peer is asked to compute: plain JSON, the same for every library. `peers/README.md` says what each kind means, which numbers it
 * works on and what its answer is.
 */
export type Job =
  | {
      readonly kind: 'matmul';
      readonly dtype: FloatDType;
      readonly m: number;
      readonly k: number;
      readonly n: number;
      /** The operand is stored the other way round and handed over as a transposed view. */
      readonly transposeA?: boolean;
      readonly transposeB?: boolean;
    }
  | { readonly kind: 'dot'; readonly dtype: FloatDType; readonly n: number }
  | {
      readonly kind: 'unary';
      readonly dtype: FloatDType;
      readonly name: string;
      readonly n: number;
      readonly low: number;
      readonly high: number;
    }
  | {
      readonly kind: 'reduce';
      readonly dtype: FloatDType;
      readonly name: 'sum' | 'mean' | 'max' | 'argmax' | 'std';
      readonly rows: number;
      readonly columns: number;
      /** null: over both. */
      readonly axis: 0 | 1 | null;
    }
  | {
      readonly kind: 'binary';
      readonly dtype: FloatDType;
      readonly name: 'add' | 'multiply';
      readonly a: readonly number[];
      /** The other operand's shape, which broadcasts; [] is the number 0.5. */
      readonly b: readonly number[];
      /** Write into an array that exists. */
      readonly out: boolean;
    }
  | TrainJob;

/** One step of training a dense network on all its examples. */
export interface TrainJob {
  readonly kind: 'train';
  readonly dtype: FloatDType;
  /** Inputs, then the units of each layer. */
  readonly layers: readonly number[];
  readonly hidden: 'relu' | 'tanh';
  readonly output: 'sigmoid' | 'softmax';
  readonly examples: number;
  readonly optimizer: 'gradientDescent' | 'adam';
  readonly learningRate: number;
}
