// Assertions: a loss gives a number, and a gradient of its predictions' shape, as its own types say.
import { sigmoid, softmax } from '@keepdims/activations';
import type { ClassIndicesR, Cost, CostFromLogits, ElementwiseCost, LossR, SparseCost } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { FloatOf, NDArray, Shape } from '@keepdims/ndarray';
import type { Check } from '@keepdims/shapes';
import { activate } from './activate.js';
import { clip, where } from './choose.js';
import { divide, multiply, negative, sign, subtract } from './elementwise.js';
import { isNode, Node } from './node.js';
import type { ArrayOperand, DTypeOf } from './operand.js';
import { arrayValue, kindOf, scalar } from './operand.js';
import type { Derivative } from './operation.js';
import { operation, record, through } from './operation.js';

// The loss's own rule for the shapes of predictions and targets; none where it isn't known which loss it is.
type CostR<L, P extends Shape, Y extends Shape> = L extends ElementwiseCost
  ? LossR<P, Y>
  : L extends SparseCost
    ? ClassIndicesR<P, Y>
    : [];

/** The gradient of an example's own cost written with differentiable functions: what a second derivative needs. */
type Gradient = (P: Node, Y: NDArray, loss: Cost) => Node;

const difference: Gradient = (P, Y) => subtract<Node, NDArray>(P, Y);
/** By name, as the formulas of `activate`: not needed for first derivatives, and not trusted. */
const gradients: Readonly<Record<string, Gradient>> = {
  meanSquaredError: (P, Y, loss) => multiply<Node, number>(difference(P, Y, loss), 2),
  halfSquaredError: difference,
  meanAbsoluteError: (P, Y, loss) => sign(difference(P, Y, loss)),
  hinge: (P, Y) =>
    where<NDArray, NDArray, number>(
      np.less<NDArray, number>(np.multiply<NDArray, NDArray>(P.value, Y), 1),
      np.negative(Y),
      0,
    ),
  huber: (P, Y, loss) => {
    const delta = optionOf(loss, 'delta');
    return clip<Node, number, number>(difference(P, Y, loss), -delta, delta);
  },
  binaryCrossEntropy: (P, Y) =>
    subtract<Node, Node>(
      divide<NDArray, Node>(np.subtract<number, NDArray>(1, Y), subtract<number, Node>(1, P)),
      divide<NDArray, Node>(Y, P),
    ),
  categoricalCrossEntropy: (P, Y) => negative(divide<NDArray, Node>(Y, P)),
  sparseCategoricalCrossEntropy: (P, Y) => negative(divide<NDArray, Node>(oneHot(P, Y), P)),
};

/** The activation less the targets: the gradient of both forms from logits. */
const fromLogits: Readonly<Record<CostFromLogits['activation'], Gradient>> = {
  sigmoid: (Z, Y) => subtract<Node, NDArray>(activate<Node>(sigmoid, Z), Y),
  softmax: (Z, targets) => {
    const Y = targets.shape[0] === Z.shape[0] ? targets : oneHot(Z, targets);
    const total = np.sum<NDArray, 0, true>(Y, { axis: 0, keepDims: true });
    return subtract<Node, NDArray>(multiply<Node, NDArray>(activate<Node>(softmax, Z), total), Y);
  },
};

function optionOf(loss: Cost, name: string): number {
  return 'options' in loss ? ((loss.options as Readonly<Record<string, number>>)[name] ?? NaN) : NaN;
}

/** Columns of class indices [1, m], as those of P are. */
function oneHot(P: Node, indices: NDArray): NDArray {
  const classes = np.asColumn(np.arange(P.shape[0] ?? 0)) as NDArray;
  return np.equal<NDArray, NDArray>(classes, indices).astype(P.dtype);
}

function gradientAgain(loss: Cost, P: Node, Y: NDArray): Node {
  const known = 'activation' in loss ? fromLogits[(loss as CostFromLogits).activation] : gradients[loss.name];
  const value = loss.gradient(P.value, Y);
  if (known !== undefined) {
    const formula: Node = divide<Node, number>(known(P, Y, loss), P.shape[1] ?? 1);
    const tolerance = P.dtype === 'float32' ? { rtol: 1e-4, atol: 1e-6 } : { rtol: 1e-9, atol: 1e-12 };
    if (np.allClose(formula.value, value, tolerance)) return formula;
  }
  const refused: Derivative = through('unknown', () => {
    throw new Error(
      `cost(${loss.name}, predictions, targets): its second derivative isn't known here. To differentiate twice, write it with this ` +
        `package's functions, as mean(square(subtract(P, Y))).`,
    );
  });
  return record(value, operation(`${loss.name}.gradient`, [refused]), [P]);
}

/**
 * The cost by a loss: any of `@keepdims/losses`, or one that you have defined, by its own definition.
 *
 * @param loss - The loss, or its form on logits: `cost(binaryCrossEntropy.fromLogits, Z, Y)`.
 * @param predictions - A node or an array, shape [outputs, m], one example a column.
 * @param targets - An array, or a node without variables, of the same shape ([1, m] for class indices). It isn't differentiated, and
 *   nothing is broadcast.
 * @returns J, the mean over the examples: a node of rank 0.
 * @throws ShapeError if the shapes differ or are not [outputs, m]. RangeError if m is 0. TypeError if `loss` is no loss, or the targets
 *   depend on a variable. Error when differentiated twice, if the second derivative isn't known.
 * @example cost(meanSquaredError, variable(np.array([[1, 4]])), np.array([[0, 1]])).item() // 5
 */
export function cost<L extends Cost, P extends ArrayOperand, Y extends ArrayOperand>(
  loss: L,
  predictions: P,
  targets: Check<CostR<L, P['shape'], Y['shape']>, Y>,
): Node<[], FloatOf<DTypeOf<P>>> {
  const given: unknown = loss;
  if (typeof given !== 'function' || !('perExampleGradient' in given)) {
    throw new TypeError(
      `cost(loss, predictions, targets): loss must be a loss, such as meanSquaredError, but it is ${kindOf(given)}.`,
    );
  }
  const call = `cost(${loss.name}, predictions, targets)`;
  const outputs = arrayValue(call, 'predictions', predictions);
  const Y = arrayValue(call, 'targets', targets);
  if (isNode(targets) && targets.needsGradient) {
    throw new TypeError(
      `${call}: losses aren't differentiated in the targets, but these depend on a variable. Pass constant(targets).`,
    );
  }
  const derivative = through(`{d} * ${loss.name}.gradient({0}, {1})`, (d, _, [P = d]) => {
    const gradient = P.needsGradient ? gradientAgain(loss, P, Y) : new Node(loss.gradient(P.value, Y), false);
    return multiply<Node, Node>(d, gradient);
  });
  const value = scalar(loss(outputs, Y), outputs.dtype === 'float32' ? 'float32' : 'float64');
  return record(value, operation(loss.name, [derivative]), [predictions, targets as ArrayOperand]) as never;
}
