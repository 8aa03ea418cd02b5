import { activationByName } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { array, contiguousData } from '@keepdims/ndarray';
import { numberLiteral } from './numberLiteral.js';

/** An activation in another program: the functions it needs, and how it is applied. */
export interface ActivationCode {
  /** Function definitions, each after those it calls. */
  readonly functions: readonly string[];
  /** The activation of the variable z: a list of one example in TypeScript, an array (units, m) in NumPy. */
  readonly apply: (z: string) => string;
}

/** The languages there is code for. */
export type Language = 'typescript' | 'numpy';

type Options = Readonly<Record<string, number>>;
type Codes = Readonly<Record<string, (options: Options) => ActivationCode>>;

/**
 * An activation's code.
 *
 * @param operation - The call as messages show it.
 * @param layer - Whose activation it is, counted from 1.
 * @throws RangeError for an activation that is none of ours.
 */
export function activationCode(
  operation: string,
  language: Language,
  layer: number,
  activation: Activation,
): ActivationCode {
  const { name, options } = activation;
  const code = Object.hasOwn(codes[language], name) ? codes[language][name] : undefined;
  if (code !== undefined && isOurs(activation)) return code(options);
  throw new RangeError(
    `${operation}: layer ${layer}'s activation '${name}' is none of @keepdims/activations, so its formula can't be written. ` +
      `There is code for ${Object.keys(codes[language]).join(', ')}.`,
  );
}

/** Whether it computes what the activation of its name does: somebody may have called another function so. */
function isOurs(activation: Activation): boolean {
  const probe = array([[-30], [-1.5], [-0.25], [0], [0.25], [1.5], [30]]);
  const [own, ours] = [activation(probe), activationByName(activation.name, activation.options)(probe)];
  const values = contiguousData(ours);
  return contiguousData(own).every((value, k) => value === values[k]);
}

const [sigmoidTs, normalBelowTs] = [
  `/** 1 / (1 + e^−z): the exponential never overflows. */
function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}`,
  `/** The probability that a standard normal number is below z, by Marsaglia's series (2004, J. Stat. Softw. 11(4)). */
function normalBelow(z: number): number {
  if (Math.abs(z) > 8) return z > 0 ? 1 : 0; // to 1e-15
  let [sum, term] = [z, z];
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}`,
];

/** On every number of a list. */
function each(name: string, ...functions: string[]): () => ActivationCode {
  return () => ({ functions, apply: (z) => `${z}.map(${name})` });
}

const typescript: Codes = {
  identity: () => ({ functions: [], apply: (z) => z }),
  sigmoid: each('sigmoid', sigmoidTs),
  tanh: each('Math.tanh'),
  relu: each(
    'relu',
    `/** Negative numbers become 0. */
function relu(z: number): number {
  return Math.max(0, z);
}`,
  ),
  leakyRelu: ({ negativeSlope = NaN }) => ({
    functions: [
      `/** Negative numbers shrink. */
function leakyRelu(z: number, negativeSlope: number): number {
  return z > 0 ? z : negativeSlope * z;
}`,
    ],
    apply: (z) => `${z}.map((z) => leakyRelu(z, ${numberLiteral(negativeSlope)}))`,
  }),
  elu: ({ alpha = NaN }) => ({
    functions: [
      `/** Negative numbers bend towards −alpha. */
function elu(z: number, alpha: number): number {
  return z > 0 ? z : alpha * Math.expm1(z);
}`,
    ],
    apply: (z) => `${z}.map((z) => elu(z, ${numberLiteral(alpha)}))`,
  }),
  selu: each(
    'selu',
    `/** An elu that keeps mean 0 and variance 1. */
function selu(z: number): number {
  return 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z));
}`,
  ),
  softplus: each(
    'softplus',
    `/** log(1 + e^z): the exponential never overflows. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}`,
  ),
  gelu: each(
    'gelu',
    normalBelowTs,
    `/** A number times the probability that a standard normal one is below it. */
function gelu(z: number): number {
  return z * normalBelow(z);
}`,
  ),
  silu: each(
    'silu',
    sigmoidTs,
    `/** A number times its sigmoid. */
function silu(z: number): number {
  return z * sigmoid(z);
}`,
  ),
  softmax: () => ({
    functions: [
      `/** e^z over their sum: the largest is subtracted first, so that nothing overflows. */
function softmax(z: readonly number[]): number[] {
  const largest = z.reduce((a, b) => Math.max(a, b));
  const e = z.map((score) => Math.exp(score - largest));
  const total = e.reduce((a, b) => a + b);
  return e.map((part) => part / total);
}`,
    ],
    apply: (z) => `softmax(${z})`,
  }),
};

const [sigmoidPy, normalBelowPy] = [
  `def sigmoid(Z):
    """1 / (1 + e^-Z): the exponential never overflows."""
    E = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1, E) / (1 + E)`,
  `def normal_below(Z):
    """The probability that a standard normal number is below Z."""
    below = np.vectorize(lambda z: math.erfc(-z / math.sqrt(2)) / 2, otypes=[Z.dtype])
    return below(Z)`,
];

/** On a whole array. */
function whole(name: string, ...functions: string[]): () => ActivationCode {
  return () => ({ functions, apply: (z) => `${name}(${z})` });
}

const numpy: Codes = {
  identity: () => ({ functions: [], apply: (z) => z }),
  sigmoid: whole('sigmoid', sigmoidPy),
  tanh: whole('np.tanh'),
  relu: whole(
    'relu',
    `def relu(Z):
    """Negative numbers become 0."""
    return np.maximum(0, Z)`,
  ),
  leakyRelu: ({ negativeSlope = NaN }) => ({
    functions: [
      `def leaky_relu(Z, negative_slope):
    """Negative numbers shrink."""
    return np.where(Z > 0, Z, negative_slope * Z)`,
    ],
    apply: (z) => `leaky_relu(${z}, ${numberLiteral(negativeSlope)})`,
  }),
  elu: ({ alpha = NaN }) => ({
    functions: [
      `def elu(Z, alpha):
    """Negative numbers bend towards -alpha."""
    return np.where(Z > 0, Z, alpha * np.expm1(np.minimum(Z, 0)))`,
    ],
    apply: (z) => `elu(${z}, ${numberLiteral(alpha)})`,
  }),
  selu: whole(
    'selu',
    `def selu(Z):
    """An elu that keeps mean 0 and variance 1."""
    return 1.0507009873554805 * np.where(Z > 0, Z, 1.6732632423543772 * np.expm1(np.minimum(Z, 0)))`,
  ),
  softplus: whole(
    'softplus',
    `def softplus(Z):
    """log(1 + e^Z): the exponential never overflows."""
    return np.maximum(Z, 0) + np.log1p(np.exp(-np.abs(Z)))`,
  ),
  gelu: whole(
    'gelu',
    normalBelowPy,
    `def gelu(Z):
    """A number times the probability that a standard normal one is below it."""
    return Z * normal_below(Z)`,
  ),
  silu: whole(
    'silu',
    sigmoidPy,
    `def silu(Z):
    """A number times its sigmoid."""
    return Z * sigmoid(Z)`,
  ),
  softmax: whole(
    'softmax',
    `def softmax(Z):
    """e^Z over its sum down each column: the largest is subtracted first, so that nothing overflows."""
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)`,
  ),
};

const codes: Readonly<Record<Language, Codes>> = { typescript, numpy };
