/** What must compile, and what must not. */
import { relu, softmax } from '@keepdims/activations';
import {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
} from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { Dim, NDArray } from '@keepdims/ndarray';
import * as ag from './index.js';
import type { Gradients, Node, Variables } from './index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<Expected>() {
  return <Actual>(_value: Actual, ..._equal: Equal<Actual, Expected> extends true ? [] : [never]): void => undefined;
}

declare const W: Node<[4, 3], 'float64'>;
declare const X: NDArray<[3, Dim<'m'>], 'float64'>;
declare const b: Node<[4, 1], 'float64'>;
declare const v: Node<[4], 'float64'>;
declare const half: Node<[4, 3], 'float32'>;
declare const unknown: Node;

// Variables and constants.
is<Node<[], 'float64'>>()(ag.variable(5, 'a'));
is<Node<[2], 'float64'>>()(ag.variable(np.array([1, 2])));
is<Node<[3, Dim<'m'>], 'float64'>>()(ag.constant(X));
// @ts-expect-error derivatives need floats
ag.variable(np.zeros([2], { dtype: 'int32' }));
// @ts-expect-error a plain array
ag.variable([1, 2]);

// Shapes are carried through.
is<Node<[4, Dim<'m'>], 'float64'>>()(ag.add(ag.matmul(W, X), b));
is<Node<[4, Dim<'m'>], 'float64'>>()(W.matmul(X).add(b));
is<Node<[4, Dim<'m'>], 'float64'>>()(ag.activate(relu, ag.add(ag.matmul(W, X), b)));
is<Node<[4, 3], 'float32'>>()(ag.multiply(2, half));
is<Node<[4, 3], 'float64'>>()(ag.multiply(half, W));
is<Node<[], 'float64'>>()(ag.sum(W));
is<Node<[4, 1], 'float64'>>()(ag.mean(W, { axis: 1, keepDims: true }));
is<Node<[3], 'float64'>>()(W.sum({ axis: 0 }));
is<Node<[3, 4], 'float64'>>()(W.T());
is<Node<[12], 'float64'>>()(ag.reshape(W, [-1]));
is<Node<[4, 2], 'float64'>>()(ag.slice(W, ':', [0, 2]));
is<Node<[], 'float64'>>()(ag.dot(v, v));
is<Node<[8, 3], 'float64'>>()(ag.concatenate([W, W]));
is<Node<[4, 3], 'float64'>>()(ag.where(np.zeros([4, 3], { dtype: 'bool' }), W, 0));
is<Node<[], 'float64'>>()(ag.multiply(3, ag.add(ag.variable(5), ag.multiply(ag.variable(3), ag.variable(2)))));
ag.add(unknown, W);
ag.sum(unknown, { axis: 7 });

// @ts-expect-error inner sizes differ
ag.matmul(W, W);
// @ts-expect-error the shapes don't broadcast
ag.add(W, v);
// @ts-expect-error there is no axis 2
ag.sum(W, { axis: 2 });
// @ts-expect-error the numbers of elements differ
ag.reshape(W, [5, 2]);
// @ts-expect-error a vector has no transpose
v.T();
// @ts-expect-error not a node, an array or a number
ag.log('x');

// Losses by their own rules.
declare const P: Node<[4, 5], 'float64'>;
declare const loss: Loss;
is<Node<[], 'float64'>>()(ag.cost(meanSquaredError, P, np.zeros([4, 5])));
ag.cost(loss, P, np.zeros([4, 5]));
ag.cost(categoricalCrossEntropy.fromLogits, P, np.zeros([4, 5]));
ag.cost(sparseCategoricalCrossEntropy, P, np.zeros([1, 5]));
ag.cost(sparseCategoricalCrossEntropy.fromLogits, P, np.zeros([1, 5]));
ag.activate(softmax, P);
// @ts-expect-error the shapes differ
ag.cost(binaryCrossEntropy, P, np.zeros([5, 4]));
// @ts-expect-error the shapes differ
ag.cost(binaryCrossEntropy.fromLogits, P, np.zeros([5, 4]));
// @ts-expect-error one index a column
ag.cost(sparseCategoricalCrossEntropy, P, np.zeros([4, 5]));

// Derivatives have the shape of what they are taken in.
is<NDArray<[4, 3], 'float64'>>()(ag.backward(ag.sum(W)).of(W));
ag.backward(W, np.ones([4, 3]));
// @ts-expect-error the seed has another shape
ag.backward(W, np.ones([3, 4]));

// Gradients have the structure and shapes of the parameters.
const params = [
  { W: np.zeros([4, 3]), b: np.zeros([4, 1]) },
  { W: np.zeros([1, 4]), b: np.zeros([1, 1]), scale: 2 },
] as const;
const gradient = ag.grad(([first, second]) => {
  is<Node<[4, 3], 'float64'>>()(first.W);
  is<Node<[], 'float64'>>()(second.scale);
  return ag.sum(ag.multiply(ag.matmul(second.W, ag.matmul(first.W, X)), second.scale));
}, params);
is<NDArray<[4, 3], 'float64'>>()(gradient[0].W);
is<NDArray<[1, 1], 'float64'>>()(gradient[1].b);
is<number>()(gradient[1].scale);
const atThree = ag.grad((x) => ag.square(x), 3);
is<number>()(atThree);
is<number>()(ag.valueAndGrad((x) => ag.square(x), 3).value);
is<number>()(ag.numericGradient((x) => ag.square(x), 3));
is<NDArray<[2], 'float64'>>()(ag.checkGradient((x) => ag.sum(x), np.zeros([2])).gradient);

const J = (p: { w: Node<[1, 3], 'float64'>; b: Node<[], 'float64'> }, scale: number) =>
  ag.multiply(scale, ag.add(ag.sum(p.w), p.b));
const slope = ag.grad(J)({ w: np.zeros([1, 3]), b: 0 }, 2);
is<NDArray<[1, 3], 'float64'>>()(slope.w);
is<number>()(slope.b);
is<Node<[1, 3], 'float64'>>()(ag.grad(J)({ w: ag.variable(np.zeros([1, 3])), b: ag.variable(0) }, 2).w);
// @ts-expect-error w has another shape
ag.grad(J)({ w: np.zeros([3, 1]), b: 0 }, 2);
// @ts-expect-error f returns a number
ag.grad((x) => x.item(), 3);

const cube = (x: Node<[], 'float64'>) => ag.power(x, 3);
is<number>()(ag.grad((x: Node<[], 'float64'>) => ag.grad(cube)(x))(2));
const second = ag.grad((x) => ag.grad(cube)(x), 2);
is<number>()(second);

is<Variables<{ W: NDArray<[2], 'float32'>; list: readonly number[] }>>()(
  {} as { W: Node<[2], 'float32'>; list: readonly Node<[], 'float64'>[] }, // a type is all that is asked
);
is<Gradients<{ W: NDArray<[2], 'float32'>; c: 3 }>>()({} as { W: NDArray<[2], 'float32'>; c: number }); // likewise

/** In generic code shapes resolve. */
export function layer<N extends number, M extends number>(
  weights: Node<[N, M], 'float64'>,
  inputs: NDArray<[M, Dim<'m'>], 'float64'>,
): Node<[N, Dim<'m'>], 'float64'> {
  return ag.activate(relu, ag.matmul(weights, inputs));
}
