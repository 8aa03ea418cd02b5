/** Every activation and every loss that there is, by its own definition: the folders are walked, so a new one is tested as it is. */
import { activations, defineActivation, leakyRelu, relu, sigmoid, softmax } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { binaryCrossEntropy, defineLoss, huber, losses, meanSquaredError } from '@keepdims/losses';
import type { Cost, Loss } from '@keepdims/losses';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { defaultRng } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import {
  activate,
  add,
  backward,
  checkGradient,
  constant,
  cost,
  grad,
  matmul,
  multiply,
  sum,
  variable,
} from './index.js';
import type { Node } from './index.js';

const Z = np.array([[0.3, -1.2, 2.1], [-0.4, 0.7, -2.5]]); // prettier-ignore
const weights = np.array([[1, -2, 0.5], [3, 0.25, -1]]); // prettier-ignore
const all: Record<string, Activation> = { ...activations, 'leakyRelu 0.2': leakyRelu({ negativeSlope: 0.2 }) };

describe.each(Object.entries(all))('activate(%s)', (_, f) => {
  const J = (z: Node): Node => sum(multiply(activate(f, z), weights));

  it('is the activation, and its own backward pass', () => {
    const z = variable(Z);
    const A = activate(f, z);
    expect(A.value.toArray()).toEqual(f(Z).toArray());
    expect(backward(A, weights).of(z).toArray()).toEqual(f.vjp(Z, f(Z), weights).toArray());
  });

  it('agrees with the numeric gradient, twice', () => {
    expect(checkGradient<NDArray>(J, Z).relativeDifference).toBeLessThan(1e-8);
    const slope = (z: Node): Node => sum(multiply(add(grad<Node>(J, z), z), add(z, 0.5)));
    expect(checkGradient<NDArray>(slope, Z).relativeDifference).toBeLessThan(1e-7);
  });

  it('keeps float32, and its derivative at kinks', () => {
    const z = variable(Z.astype('float32'));
    expect(backward(sum(activate(f, z))).of(z).dtype).toBe('float32');
    if (f.kind !== 'elementwise') return;
    for (const [at, slope] of f.kinks) {
      const x = variable(at);
      expect(backward(activate(f, x)).of(x).item()).toBe(slope);
    }
  });
});

/** Outputs and targets that a loss is made for, away from kinks. */
function examples(loss: Loss): { P: NDArray; Y: NDArray } {
  const rng = defaultRng(3);
  const m = 4;
  const raw = rng.uniform(0.2, 0.8, [3, m]);
  const P = np.divide(raw, np.sum(raw, { axis: 0, keepDims: true })) as NDArray;
  const kinds: Record<Loss['targets'], NDArray> = {
    probabilities: np.greater(rng.random([3, m]), 0.5).astype('float64'),
    distributions: np.take(np.eye(3), [0, 2, 1, 2], { axis: 1 }),
    signs: np.where(np.greater(rng.random([3, m]), 0.5), 1, -1).astype('float64'),
    'class indices': np.array([[0, 2, 1, 2]]),
    any: rng.normal(0, 2, [3, m]),
  };
  return { P, Y: kinds[loss.targets] };
}

const everyCost: [string, Cost, { P: NDArray; Y: NDArray }][] = Object.values<Loss>({
  ...losses,
  tight: huber({ delta: 0.25 }),
}).flatMap((loss) => {
  const given = examples(loss);
  const plain: [string, Cost, typeof given] = [`${loss.name} ${JSON.stringify(loss.options)}`, loss, given];
  if (loss.fromLogits === undefined) return [plain];
  return [plain, [`${loss.name}.fromLogits`, loss.fromLogits, { ...given, P: np.multiply(given.P, 3) }]];
});

describe.each(everyCost)('cost(%s)', (_, loss, { P, Y }) => {
  it('is the loss, and its own gradient', () => {
    const p = variable(P as NDArray<readonly number[], 'float64'>);
    const J = cost(loss, p, Y);
    expect(J.item()).toBe(loss(P, Y));
    expect(J.shape).toEqual([]);
    expect(backward(J).of(p).toArray()).toEqual(loss.gradient(P, Y).toArray());
  });

  it('agrees with the numeric gradient, twice', () => {
    const J = (p: Node): Node => cost(loss, p, Y);
    expect(checkGradient<NDArray>(J, P).relativeDifference).toBeLessThan(1e-7);
    const slope = (p: Node): Node => sum(multiply(add(grad<Node>(J, p), p), add(p, 0.5)));
    expect(checkGradient<NDArray>(slope, P).relativeDifference).toBeLessThan(1e-7);
  });

  it('keeps float32', () => {
    const p = variable(P.astype('float32'));
    const J = cost(loss, p, Y);
    expect([J.dtype, backward(J).of(p).dtype]).toEqual(['float32', 'float32']);
  });
});

describe('a definition of your own', () => {
  const cube = defineActivation({
    name: 'cube', value: (z) => z ** 3, derivative: (z) => 3 * z * z, kinks: [], knownValues: [[2, 8]], reference: 'elementary',
    range: [-Infinity, Infinity],
  }); // prettier-ignore
  // Not what this name stands for elsewhere.
  const sigmoidLike = defineActivation({
    name: 'sigmoid', value: (z) => z ** 3, derivative: (z) => 3 * z * z, kinks: [], knownValues: [[2, 8]], reference: 'elementary',
    range: [-Infinity, Infinity],
  }); // prettier-ignore

  it.each([cube, sigmoidLike])('has its first derivative', (f) => {
    expect(checkGradient<NDArray>((z) => sum(activate(f, z)), Z).relativeDifference).toBeLessThan(1e-8);
  });

  it.each([cube, sigmoidLike])('refuses a second derivative that it does not know', (f) => {
    const twice = () => grad((x: Node<[], 'float64'>) => grad((y: Node<[], 'float64'>) => activate(f, y))(x))(2);
    expect(twice).toThrow(
      `activate(${f.name}, Z): its second derivative isn't known. To differentiate twice, write it with this package's functions, as multiply(Z, activate(sigmoid, Z)) for silu.`,
    );
  });

  it('passes second derivatives that do not go through it', () => {
    // d/dw of d/dz (w cube(z)) is cube'(z): linear in w.
    const f = (w: Node<[], 'float64'>) => grad((z: Node<[], 'float64'>) => multiply(w, activate(cube, z)))(constant(2));
    expect(grad(f)(5)).toBe(12);
  });

  it('a loss likewise', () => {
    const quartic = defineLoss({
      name: 'meanSquaredError', targets: 'any', outputs: 'any', value: (p, y) => (p - y) ** 4, derivative: (p, y) => 4 * (p - y) ** 3,
      knownCosts: [], reference: 'elementary',
    }); // prettier-ignore
    const Y = np.zeros([2, 3]);
    expect(checkGradient<NDArray<[2, 3], 'float64'>>((p) => cost(quartic, p, Y), Z).relativeDifference).toBeLessThan(
      1e-8,
    );
    const twice = () => grad<NDArray<[2, 3], 'float64'>>((p) => sum(grad<typeof p>((q) => cost(quartic, q, Y), p)), Z);
    expect(twice).toThrow(
      "cost(meanSquaredError, predictions, targets): its second derivative isn't known here. To differentiate twice, write it with this package's functions, as mean(square(subtract(P, Y))).",
    );
  });
});

describe('cost', () => {
  it('refuses targets that depend on a variable', () => {
    const Y = variable(np.zeros([2, 3]));
    expect(() => cost(meanSquaredError, variable(Z), Y)).toThrow(
      new TypeError(
        "cost(meanSquaredError, predictions, targets): losses aren't differentiated in the targets, but these depend on a variable. Pass constant(targets).",
      ),
    );
  });

  it('leaves the words about shapes to the loss', () => {
    expect(() => cost(meanSquaredError, variable(Z), np.zeros([3, 2]) as never)).toThrow('targets.T() would fit.');
  });

  it('has a Hessian: that of logistic regression is X diag(a(1 − a)) Xᵀ / m', () => {
    const [X, Y] = [np.array([[1, 2, -1], [0.5, -1, 3]]), np.array([[1, 0, 1]])]; // prettier-ignore
    const w = np.array([[0.3, -0.2]]);
    const J = (at: Node<[1, 2], 'float64'>) => cost(binaryCrossEntropy, activate(sigmoid, matmul(at, X)), Y);
    const A = sigmoid(np.matmul(w, X));
    const hessian = np.divide(np.matmul(np.multiply(X, np.multiply(A, np.subtract(1, A))), X.T()), 3);
    for (const i of [0, 1] as const) {
      const row = grad((at: Node<[1, 2], 'float64'>) => sum(multiply(grad(J)(at), np.slice(np.eye(2), [i, i + 1]))))(w);
      expect(np.allClose(row, np.slice(hessian, [i, i + 1]), { rtol: 1e-12 })).toBe(true);
    }
  });

  it('of softmax and relu compose', () => {
    const Y = np.array([[1, 0, 1], [0, 1, 0]]); // prettier-ignore
    const J = (z: Node): Node => cost(losses.categoricalCrossEntropy, activate(softmax, add(activate(relu, z), z)), Y);
    expect(checkGradient<NDArray>(J, Z).relativeDifference).toBeLessThan(1e-8);
  });
});
