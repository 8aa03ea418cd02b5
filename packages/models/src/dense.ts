import type { Activation } from '@keepdims/activations';
import { heNormal, scaledNormal } from '@keepdims/initializers';
import type { Initializer } from '@keepdims/initializers';
import type { DType, NDArray } from '@keepdims/ndarray';
import type { Check, SameShapeR } from '@keepdims/shapes';
import { fraction, numberOptions, positive, showShape } from '@keepdims/shapes';
import type { BatchNorm } from './batchNorm.js';
import { describeValue } from './describeValue.js';
import type { AnyLayerCache, AnyLayerParams, FloatDType, ForwardOptions, LayerCache, LayerGradients } from './layer.js';
import { backwardPass, forwardPass } from './passes.js';
import { requireCache, requireInput, requireLayerParams, requireOutput } from './requireLayer.js';
import { requireMode, requireOptions } from './requireMode.js';
import type { ComputedDType, Examples, InputR, InputsOf, LayerParamsR } from './rules.js';

/**
 * A dense (fully connected) layer: A = g(W A[l−1] + b). It holds no parameters; they are arguments.
 *
 * With batch normalisation A = g(gamma ∗ x̂ + b), where x̂ is W A[l−1] less its mean, over its standard deviation.
 *
 * @typeParam Units - How many units, n[l].
 * @typeParam Inputs - How many inputs, n[l−1], if stated; `number` otherwise.
 */
export interface Dense<Units extends number = number, Inputs extends number = number> {
  readonly units: Units;
  /** The inputs that the layer was said to have; undefined if that was left open. */
  readonly inputs: Inputs | undefined;
  readonly activation: Activation;
  readonly initializer: Initializer;
  /** The fraction of its units that training drops out, >= 0 and < 1; 0 for none. */
  readonly dropout: number;
  /** How it normalises; undefined if it doesn't. */
  readonly batchNorm: BatchNorm | undefined;

  /**
   * The forward pass: Z = W A[l−1] + b, A = g(Z).
   *
   * @param params - `{ W, b }`: W [units, inputs], b [units, 1], float64 or float32. With batch normalisation also gamma, runningMean and
   *   runningVariance, [units, 1].
   * @param APrev - The layer's input A[l−1], shape [inputs, m], one example a column.
   * @param options.training - Whether to drop units out and to normalise by the batch's mean and variance. Default false: inference.
   * @param options.rng - Where dropout draws its mask from: `rng.random([units, m])`, a unit being dropped where that is below the rate.
   * @returns The cache `{ APrev, Z, A }`: the input itself, and Z and A of shape [units, m]; with what dropout and batch normalisation
   *   did, where the layer has them.
   * @throws ShapeError if a shape doesn't fit. DTypeError if a parameter isn't of floats. TypeError for anything but arrays, or if rng is
   *   missing. RangeError for an unknown option, or training batch normalisation on fewer than 2 examples.
   * @example
   * const layer = dense(4, tanh);
   * layer.forward({ W: np.zeros([4, 3]), b: np.zeros([4, 1]) }, np.ones([3, 5])).A.shape // [4, 5]
   */
  forward<P extends AnyLayerParams, X extends NDArray>(
    params: Check<LayerParamsR<Units, Inputs, P, 'layer.forward'>, P>,
    APrev: Check<InputR<InputsOf<P['W']['shape']>, X['shape'], 'layer.forward', 'APrev'>, X>,
    options?: ForwardOptions,
  ): LayerCache<Units, InputsOf<P['W']['shape']>, Examples<X['shape']>, ComputedDType<P['W'], X>, DTypeOf<X>>;

  /**
   * The backward pass: dZ = dA ∗ g′(Z), dW = dZ A[l−1]ᵀ / m, db = Σ dZ / m, dA[l−1] = Wᵀ dZ; through the mask and the statistics that
   * `forward` used.
   *
   * @param params - As `forward` got them.
   * @param dA - The derivative of each example's loss in A, shape [units, m], not divided by m.
   * @param cache - What `forward` returned.
   * @returns `{ dW, db, dZ, dA, dAPrev }`: dW and db, of W's and b's shape, are divided by m; the others are not. With batch normalisation
   *   also dGamma, divided by m.
   * @throws ShapeError if a shape doesn't fit. RangeError if m is 0. TypeError for anything but arrays.
   */
  backward<P extends AnyLayerParams, G extends NDArray, C extends AnyLayerCache>(
    params: Check<LayerParamsR<Units, Inputs, P, 'layer.backward'>, P>,
    dA: Check<SameShapeR<C['Z']['shape'], G['shape'], 'layer.backward: Z and dA'>, G>,
    cache: C,
  ): LayerGradients<Units, InputsOf<P['W']['shape']>, Examples<C['Z']['shape']>, FloatOfArray<C['Z']>>;
}

type DTypeOf<X extends NDArray> = X['dtype'] extends infer D extends DType ? D : never;
type FloatOfArray<X extends NDArray> = X['dtype'] extends infer D extends FloatDType ? D : FloatDType;

/** Options of `dense`. */
export interface DenseOptions<Inputs extends number> {
  /** How the weights begin. Default: heNormal for relu and leakyRelu, scaledNormal (randn / √inputs) for all others. */
  readonly initializer?: Initializer;
  /** How many inputs the layer expects. Default: as many as the layer before has units; stating it lets a network check it. */
  readonly inputs?: Inputs;
  /** The fraction of the layer's outputs that training drops out, >= 0 and < 1. Default 0. */
  readonly dropout?: number;
  /** Batch normalisation between W A[l−1] and the activation: true, or with options. Default: none. */
  readonly batchNorm?: true | Partial<BatchNorm>;
}

/** A size that isn't a positive integer, as a rule; an unknown size passes. */
type UnitsR<N extends number, Name extends string> = number extends N
  ? []
  : `${N}` extends '0' | `-${string}` | `${string}.${string}`
    ? `dense: ${Name} must be an integer, 1 or more, not ${N}`
    : [];

/**
 * A dense layer of a network.
 *
 * @param units - How many units, an integer >= 1.
 * @param activation - Its activation function g, such as relu.
 * @param options.initializer - How the weights begin. Default: heNormal (variance 2 / inputs) for relu and leakyRelu, which pass half of
 *   the signal on; scaledNormal (randn / √inputs) for all others. Biases begin at 0.
 * @param options.inputs - How many inputs it expects, an integer >= 1. Default: whatever the layer before gives.
 * @param options.dropout - The fraction of its outputs that training sets to 0, each with this probability; the others are divided by
 *   1 − dropout, so that inference needs no scale. >= 0 and < 1. Default 0.
 * @param options.batchNorm - Batch normalisation: each row of W A[l−1] is normalised over the batch before it goes, scaled by gamma and
 *   shifted by b, into the activation; in inference by running statistics. `true`, or `{ momentum, epsilon }`: how much of the running
 *   statistics a step keeps (>= 0 and < 1, default 0.9), and what is added to the variance (> 0, default 1e-5). Default: none.
 * @returns The layer.
 * @throws RangeError if units or inputs is not an integer >= 1, another number is out of range, or an option is unknown. TypeError if the
 *   activation or the initializer is none, or options is no object.
 * @example network(12288, dense(20, relu), dense(7, relu), dense(1, sigmoid)).parameterCount // 245935
 * @see Srivastava et al. (2014), JMLR 15, 1929–1958 (dropout). Ioffe and Szegedy (2015), ICML 37, 448–456 (batch normalisation).
 */
export function dense<const Units extends number, const Inputs extends number = number>(
  units: Check<UnitsR<Units, 'units'>, Units>,
  activation: Activation,
  options: DenseOptions<Inputs> = {},
): Dense<Units, Inputs> {
  const size: unknown = units;
  requireSize('units', size);
  const call = `dense(${size}, activation, options)`;
  requireOptions(call, ['initializer', 'inputs', 'dropout', 'batchNorm'], options);
  if (options.inputs !== undefined) requireSize('inputs', options.inputs);
  const given: unknown = activation;
  if (typeof given !== 'function' || !('vjp' in given)) {
    throw new TypeError(
      `dense(${size}, activation): activation must be an activation such as relu, but is ${describeValue(given)}. ` +
        'For a linear output: identity. activationByName gives one by its name.',
    );
  }
  const { inputs, initializer = defaultInitializer(activation) } = options;
  const drawing: unknown = initializer;
  if (typeof drawing !== 'function' || !('variance' in drawing)) {
    throw new TypeError(
      `${call}: initializer must be an initializer such as heNormal, but is ${describeValue(drawing)}. ` +
        'initializerByName gives one by its name.',
    );
  }

  const layer = {
    units: size,
    inputs,
    activation,
    initializer,
    dropout: numberOptions(call, dropoutOption, { dropout: options.dropout }).dropout,
    batchNorm: batchNormOf(call, options.batchNorm),
  };

  const forward = (params: AnyLayerParams, APrev: NDArray, options: ForwardOptions = {}): AnyLayerCache => {
    const operation = 'layer.forward(params, APrev)';
    requireLayerParams(operation, '', params, layer, inputs);
    requireInput(operation, 'APrev', APrev, params.W.shape[1] ?? 0, `W has shape ${showShape(params.W.shape)}`);
    const mode = requireMode('layer.forward(params, APrev, options)', [layer], options, APrev.shape[1] ?? 0);
    return forwardPass(layer, params, APrev, mode);
  };
  const backward = (params: AnyLayerParams, dA: NDArray, cache: AnyLayerCache): object => {
    const operation = 'layer.backward(params, dA, cache)';
    requireLayerParams(operation, '', params, layer, inputs);
    requireCache(operation, 'cache', layer, params, cache);
    requireOutput(operation, 'dA', dA, { name: 'cache.Z', shape: cache.Z.shape });
    return backwardPass(layer, params, dA, cache);
  };
  // The interface says in types what the checks above keep at run time.
  return Object.freeze({ ...layer, forward, backward }) as unknown as Dense<Units, Inputs>;
}

const dropoutOption = { dropout: { default: 0, rule: fraction } } as const;

/** Ioffe and Szegedy leave both open; these are PyTorch's, whose momentum is what a step takes of the batch, 0.1. */
const batchNormOptions = {
  momentum: { default: 0.9, rule: fraction },
  epsilon: { default: 1e-5, rule: positive },
} as const;

function batchNormOf(call: string, given: unknown): BatchNorm | undefined {
  if (given === undefined) return undefined;
  if (given !== true && (typeof given !== 'object' || given === null || Array.isArray(given))) {
    throw new TypeError(
      `${call}: batchNorm must be true or an object with momentum, epsilon, but is ${describeValue(given)}. Leave it out for none.`,
    );
  }
  return numberOptions(`${call}: batchNorm`, batchNormOptions, given === true ? {} : given);
}

function requireSize(name: string, size: unknown): asserts size is number {
  if (Number.isSafeInteger(size) && Number(size) >= 1) return;
  throw new RangeError(
    `dense(units, activation): ${name} must be an integer, 1 or more, but is ${describeValue(size)}.`,
  );
}

/** relu and leakyRelu pass half of the signal on, so their weights need twice the variance (He et al., 2015). */
function defaultInitializer(activation: Activation): Initializer {
  return activation.name === 'relu' || activation.name === 'leakyRelu' ? heNormal : scaledNormal;
}
