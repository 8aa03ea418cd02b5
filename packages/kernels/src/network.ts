import type { DataByDType } from './dtype.js';
import type { Strided } from './kernels.js';

/** Contiguous floats. All arguments of one call have the same type. */
export type Floats = DataByDType['float32' | 'float64'];

/** The element-wise activations of networks; `parameter` is leakyRelu's slope or elu's alpha, ignored by the others. */
export type ActivationName =
  'identity' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'elu' | 'selu' | 'softplus' | 'gelu' | 'silu';

/**
 * The steps that training a dense network is made of, on contiguous arrays. Everything is written where the caller says: nothing is
 * allocated. Shapes are as in the course: one example a column.
 */
export interface NetworkKernels {
  /** out = f(z), n elements; out may be z. */
  activate(f: ActivationName, parameter: number, n: number, z: Floats, out: Floats): void;

  /** out = da * f'(z), n elements, where a = f(z); out may be da. */
  activateBackward(
    f: ActivationName,
    parameter: number,
    n: number,
    z: Floats,
    a: Floats,
    da: Floats,
    out: Floats,
  ): void;

  /**
   * A layer forward: z (m, n) = w (m, k) times x (k, n) plus b (m, 1), a = f(z). x may lie in any order (a batch has its examples as rows);
   * the others are contiguous. z and a may be the same array: then only f(z) is kept.
   */
  dense(
    f: ActivationName, parameter: number, m: number, n: number, k: number,
    w: Floats, x: Strided, b: Floats, z: Floats, a: Floats,
  ): void; // prettier-ignore

  /** Softmax down the columns of z (rows, columns). out may be z. */
  softmaxColumns(rows: number, columns: number, z: Floats, out: Floats): void;

  /**
   * Sigmoid and binary cross-entropy at once: a = sigmoid(z), dz = scale * (a - y); returns the sum over n elements of
   * y softplus(-z) + (1 - y) softplus(z), where a term with coefficient 0 is 0. dz may be a.
   */
  sigmoidCrossEntropy(n: number, scale: number, z: Floats, y: Floats, a: Floats, dz: Floats): number;

  /**
   * Softmax down the columns and cross-entropy at once: a = softmax(z), dz = scale * (a * sum(y) - y) a column; returns the sum over columns
   * of -sum(y * log softmax(z)).
   */
  softmaxCrossEntropy(
    rows: number,
    columns: number,
    scale: number,
    z: Floats,
    y: Floats,
    a: Floats,
    dz: Floats,
  ): number;

  /** w -= learningRate * g. */
  gradientDescent(n: number, w: Floats, g: Floats, learningRate: number): void;

  /** v = beta v + g; w -= learningRate * v, as `@keepdims/optimizers` defines momentum. */
  momentum(n: number, w: Floats, g: Floats, v: Floats, learningRate: number, beta: number): void;

  /** v = beta v + g; w -= learningRate * (g + beta v). */
  nesterov(n: number, w: Floats, g: Floats, v: Floats, learningRate: number, beta: number): void;

  /** s += g²; w -= learningRate * g / (sqrt(initial + s) + epsilon). */
  adagrad(n: number, w: Floats, g: Floats, s: Floats, learningRate: number, initial: number, epsilon: number): void;

  /** s = beta s + (1 - beta) g²; w -= learningRate * g / (sqrt(s) + epsilon). */
  rmsprop(n: number, w: Floats, g: Floats, s: Floats, learningRate: number, beta: number, epsilon: number): void;

  /**
   * Adam: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; w -= learningRate * (m / correction1) / (sqrt(v / correction2) + epsilon),
   * after w -= learningRate * decay * w (AdamW; decay 0 for Adam).
   */
  adam(
    n: number, w: Floats, g: Floats, m: Floats, v: Floats,
    learningRate: number, beta1: number, beta2: number, epsilon: number, correction1: number, correction2: number, decay: number,
  ): void; // prettier-ignore
}
