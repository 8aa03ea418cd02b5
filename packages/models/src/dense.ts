import type { Activation } from '@keepdims/activations';
import { heNormal, scaledNormal } from '@keepdims/initializers';
import type { Initializer } from '@keepdims/initializers';
import type { DType, NDArray } from '@keepdims/ndarray';
import type { Check, SameShapeR } from '@keepdims/shapes';
import { refuseUnknownOptions, showShape } from '@keepdims/shapes';
import { describeValue } from './describeValue.js';
import type { AnyLayerCache, AnyLayerParams, FloatDType, LayerCache, LayerGradients } from './layer.js';
import { backwardPass, forwardPass } from './passes.js';
import { requireInput, requireLayerParams, requireOutput } from './requireLayer.js';
import type { ComputedDType, Examples, InputR, InputsOf, LayerParamsR } from './rules.js';

/**
 * A dense (fully connected) layer: A = g(W A[l−1] + b). It holds no parameters; they are arguments.
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

  /**
   * The forward pass: Z = W A[l−1] + b, A = g(Z).
   *
   * @param params - `{ W, b }`: W [units, inputs], b [units, 1], float64 or float32.
   * @param APrev - The layer's input A[l−1], shape [inputs, m], one example a column.
   * @returns The cache `{ APrev, Z, A }`: the input itself, and Z and A of shape [units, m].
   * @throws ShapeError if a shape doesn't fit. DTypeError if a parameter isn't of floats. TypeError for anything but arrays.
   * @example
   * const layer = dense(4, tanh);
   * layer.forward({ W: np.zeros([4, 3]), b: np.zeros([4, 1]) }, np.ones([3, 5])).A.shape // [4, 5]
   */
  forward<P extends AnyLayerParams, X extends NDArray>(
    params: Check<LayerParamsR<Units, Inputs, P, 'layer.forward'>, P>,
    APrev: Check<InputR<InputsOf<P['W']['shape']>, X['shape'], 'layer.forward', 'APrev'>, X>,
  ): LayerCache<Units, InputsOf<P['W']['shape']>, Examples<X['shape']>, ComputedDType<P['W'], X>, DTypeOf<X>>;

  /**
   * The backward pass: dZ = dA ∗ g′(Z), dW = dZ A[l−1]ᵀ / m, db = Σ dZ / m, dA[l−1] = Wᵀ dZ.
   *
   * @param params - As `forward` got them.
   * @param dA - The derivative of each example's loss in A, shape [units, m], not divided by m.
   * @param cache - What `forward` returned.
   * @returns `{ dW, db, dZ, dA, dAPrev }`: dW and db, of W's and b's shape, are divided by m; the others are not.
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
 * @returns The layer.
 * @throws RangeError if units or inputs is not an integer >= 1, or an option is unknown. TypeError if the activation or the initializer
 *   is none, or options is no object.
 * @example network(12288, dense(20, relu), dense(7, relu), dense(1, sigmoid)).parameterCount // 245935
 */
export function dense<const Units extends number, const Inputs extends number = number>(
  units: Check<UnitsR<Units, 'units'>, Units>,
  activation: Activation,
  options: DenseOptions<Inputs> = {},
): Dense<Units, Inputs> {
  const size: unknown = units;
  requireSize('units', size);
  requireOptions(size, options);
  if (options.inputs !== undefined) requireSize('inputs', options.inputs);
  const given: unknown = activation;
  if (typeof given !== 'function' || !('vjp' in given)) {
    throw new TypeError(
      `dense(${size}, activation): activation must be an activation such as relu, but is ${describeValue(given)}. ` +
        'activationByName gives one by its name.',
    );
  }
  const { inputs, initializer = defaultInitializer(activation) } = options;
  const drawing: unknown = initializer;
  if (typeof drawing !== 'function' || !('variance' in drawing)) {
    throw new TypeError(
      `dense(${size}, activation, options): initializer must be an initializer such as heNormal, but is ${describeValue(drawing)}. ` +
        'initializerByName gives one by its name.',
    );
  }

  const forward = (params: AnyLayerParams, APrev: NDArray): AnyLayerCache => {
    const operation = 'layer.forward(params, APrev)';
    requireLayerParams(operation, '', params, size, inputs);
    requireInput(operation, 'APrev', APrev, params.W.shape[1] ?? 0, `W has shape ${showShape(params.W.shape)}`);
    return forwardPass(activation, params, APrev);
  };
  const backward = (params: AnyLayerParams, dA: NDArray, cache: AnyLayerCache): object => {
    const operation = 'layer.backward(params, dA, cache)';
    requireLayerParams(operation, '', params, size, inputs);
    requireCache(operation, 'cache', params, cache);
    requireOutput(operation, 'dA', dA, { name: 'cache.Z', shape: cache.Z.shape });
    return backwardPass(activation, params, dA, cache);
  };
  // The interface says in types what the checks above keep at run time.
  return Object.freeze({ units: size, inputs, activation, initializer, forward, backward }) as unknown as Dense<
    Units,
    Inputs
  >;
}

/**
 * Refuse the cache of another layer or of no examples.
 *
 * @param name - What messages call it.
 * @throws TypeError if it holds anything but arrays. ShapeError if its shapes don't fit the parameters. RangeError if m is 0.
 */
export function requireCache(operation: string, name: string, params: AnyLayerParams, cache: AnyLayerCache): void {
  if (typeof cache !== 'object' || cache === null) {
    throw new TypeError(
      `${operation}: ${name} must be what forward returned, { APrev, Z, A }, but is ${describeValue(cache)}.`,
    );
  }
  const { APrev, Z, A } = cache;
  requireInput(operation, `${name}.APrev`, APrev, params.W.shape[1] ?? 0, `W has shape ${showShape(params.W.shape)}`);
  const m = APrev.shape[1] ?? 0;
  const output = { name: 'the output', shape: [params.W.shape[0] ?? 0, m] };
  requireOutput(operation, `${name}.Z`, Z, output);
  requireOutput(operation, `${name}.A`, A, output);
  if (m === 0)
    throw new RangeError(
      `${operation}: the mean over no examples is undefined: ${name}.Z has shape ${showShape(Z.shape)}.`,
    );
}

function requireSize(name: string, size: unknown): asserts size is number {
  if (Number.isSafeInteger(size) && Number(size) >= 1) return;
  throw new RangeError(
    `dense(units, activation): ${name} must be an integer, 1 or more, but is ${describeValue(size)}.`,
  );
}

function requireOptions(units: number, options: unknown): void {
  const names: readonly string[] = ['initializer', 'inputs'];
  const operation = `dense(${units}, activation, options)`;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(
      `${operation}: options must be an object with ${names.join(', ')}, but is ${describeValue(options)}. Leave it out for the defaults.`,
    );
  }
  refuseUnknownOptions(operation, options, names);
}

/** relu and leakyRelu pass half of the signal on, so their weights need twice the variance (He et al., 2015). */
function defaultInitializer(activation: Activation): Initializer {
  return activation.name === 'relu' || activation.name === 'leakyRelu' ? heNormal : scaledNormal;
}
