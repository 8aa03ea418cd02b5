// Assertions: an activation keeps shapes and gives floats, as its own types say.
import type { Activation, ElementwiseActivation } from '@keepdims/activations';
import { sigmoid } from '@keepdims/activations';
import * as np from '@keepdims/ndarray';
import type { FloatOf, NDArray } from '@keepdims/ndarray';
import { where } from './choose.js';
import { add, exp, multiply, square, subtract } from './elementwise.js';
import { Node } from './node.js';
import type { DTypeOf, Operand, ShapeOf } from './operand.js';
import { arrayValue, kindOf } from './operand.js';
import type { Derivative, Rule } from './operation.js';
import { factor, operation, record, through } from './operation.js';
import { sum } from './reduce.js';
import { constant } from './variable.js';

/** f′ written with differentiable functions, given Z, A = f(Z) and f itself: what a second derivative needs. */
type Slope = (Z: Node, A: Node, f: ElementwiseActivation) => Node;

const sigmoidOf = (Z: Node): Node => activate<Node>(sigmoid, Z);

/** Numbers right and left of 0, by a function that doesn't depend on Z: its derivative is 0. */
const sides = (Z: Node, right: number, left: number | Node): Node =>
  where<NDArray, Node, Node | number>(
    np.greater<NDArray, number>(Z.value, 0),
    constant(np.full(Z.shape, right, { dtype: Z.dtype })),
    left,
  );

// The two constants of selu.
const [seluScale, seluAlpha] = [1.0507009873554805, 1.6732632423543772];

/**
 * By name. First derivatives don't need this: they use the activation's own. Nor is a formula trusted: one that doesn't give the
 * activation's own f′ at hand isn't used.
 */
const slopes: Readonly<Record<string, Slope>> = {
  identity: (Z) => sides(Z, 1, 1),
  relu: (Z) => sides(Z, 1, 0),
  leakyRelu: (Z, _, f) => sides(Z, 1, f.options.negativeSlope ?? NaN),
  sigmoid: (_, A) => multiply<Node, Node>(A, subtract<number, Node>(1, A)),
  tanh: (_, A) => subtract<number, Node>(1, square(A)),
  softplus: (Z) => sigmoidOf(Z),
  silu: (Z) => {
    const S = sigmoidOf(Z);
    return multiply<Node, Node>(S, add<number, Node>(1, multiply<Node, Node>(Z, subtract<number, Node>(1, S))));
  },
  gelu: (Z, A) => add<Node, Node>(normalBelow(Z, A), multiply<Node, Node>(Z, normalDensity(Z))),
  // Left of 0 both are A = bound (e^Z - 1), whose derivative is A + bound; right of it lines.
  elu: (Z, A, f) => sides(Z, 1, add<Node, number>(A, f.options.alpha ?? NaN)),
  selu: (Z, A) => sides(Z, seluScale, add<Node, number>(A, seluScale * seluAlpha)),
};

/** The standard normal density. */
const normalDensity = (Z: Node): Node =>
  multiply<Node, number>(exp(multiply<Node, number>(square(Z), -0.5)), 1 / Math.sqrt(2 * Math.PI));

/** The standard normal distribution, of which gelu is Z times. */
function normalBelow(Z: Node, A: Node): Node {
  const isZero = np.equal<NDArray, number>(Z.value, 0);
  const divisor = np.where<NDArray, number, NDArray>(isZero, 1, Z.value);
  const value = np.where<NDArray, number, NDArray>(isZero, 0.5, np.divide<NDArray, NDArray>(A.value, divisor));
  const density = factor('normal density({0})', (d, _, [z = d]) => multiply<Node, Node>(d, normalDensity(z)));
  return record(value, operation('normalBelow', [density]), [Z]);
}

const vjp = (f: Activation, Z: Node, A: Node, d: Node): NDArray =>
  f.vjp<NDArray, NDArray, NDArray>(Z.value, A.value, d.value);

/** The backward pass of an activation: dZ from dA. */
function rule(f: Activation): Rule {
  return (d, A, inputs) => {
    const Z = inputs[0] as Node;
    if (!Z.needsGradient) return new Node(vjp(f, Z, A, d), false); // a first derivative
    return f.kind === 'elementwise' ? elementwiseAgain(f, d, Z, A) : columnwiseAgain(f, d, Z, A);
  };
}

/** dZ as a node that can be differentiated again. */
function elementwiseAgain(f: ElementwiseActivation, d: Node, Z: Node, A: Node): Node {
  const slope = slopes[f.name]?.(Z, A, f);
  if (slope !== undefined && close(slope.value, f.derivative(Z.value))) return multiply<Node, Node>(d, slope);
  // Linear in d; in Z nothing is known.
  const again: Derivative = factor(`${f.name}'`, (e) => elementwiseAgain(f, e, Z, A));
  return record(vjp(f, Z, A, d), operation(`${f.name}.vjp`, [again, refusal(f)]), [d, Z]);
}

function columnwiseAgain(f: Activation, d: Node, Z: Node, A: Node): Node {
  const value = vjp(f, Z, A, d);
  if (f.name === 'softmax') {
    const inner = sum<Node, 0, true>(multiply<Node, Node>(d, A), { axis: 0, keepDims: true });
    const dZ: Node = multiply<Node, Node>(A, subtract<Node, Node>(d, inner));
    if (close(dZ.value, value)) return dZ;
  }
  return record(value, operation(`${f.name}.vjp`, [refusal(f), refusal(f)]), [d, Z]);
}

/** Rounding apart, and without a say where both are NaN. */
const close = (a: NDArray, b: NDArray): boolean =>
  np.allClose(
    a,
    b,
    a.dtype === 'float32' ? { rtol: 1e-4, atol: 1e-5, equalNaN: true } : { rtol: 1e-7, atol: 1e-10, equalNaN: true },
  );

function refusal(f: Activation): Derivative {
  return through('unknown', () => {
    throw new Error(
      `activate(${f.name}, Z): its second derivative isn't known. To differentiate twice, write it with this package's functions, ` +
        `as multiply(Z, activate(sigmoid, Z)) for silu.`,
    );
  });
}

/**
 * Apply an activation: any of `@keepdims/activations`, or one that you have defined, by its own definition.
 *
 * @param f - The activation. @param Z - A node, an array or a number: any shape for element-wise ones, [n, m] for softmax.
 * @returns A = f(Z), a node of Z's shape. At a kink the derivative is the one that the activation chooses (0 for relu at 0).
 * @throws TypeError if f is no activation, or Z no node, array or number. Error when differentiated twice, if its second derivative isn't
 *   known: it is for those of `@keepdims/activations`.
 * @example activate(relu, variable(np.array([-2, 3]))).value // [0, 3]
 */
export function activate<X extends Operand>(f: Activation, Z: X): Node<ShapeOf<X>, FloatOf<DTypeOf<X>>> {
  const given: unknown = f;
  if (typeof given !== 'function' || !('vjp' in given)) {
    throw new TypeError(`activate(f, Z): f must be an activation, such as relu, but it is ${kindOf(given)}.`);
  }
  const array = arrayValue('activate', 'Z', Z);
  const derivative =
    f.kind === 'elementwise' ? factor(`${f.name}'({0})`, rule(f)) : through(`${f.name}.vjp({0}, {out}, {d})`, rule(f));
  return record(f(array), operation(f.name, [derivative]), [Z]) as never;
}
