// Assertions: the trees that are built have the parameters' structure and shapes.
import * as np from '@keepdims/ndarray';
import { DTypeError } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { ShapeError, showShape } from '@keepdims/shapes';
import { isNode } from './node.js';
import { kindOf, scalar } from './operand.js';
import { mapTree } from './tree.js';
import type { Gradients, Leaf, Variables } from './tree.js';
import { constant } from './variable.js';

/** Half the distance of the two values: where rounding and curvature cost equally much, the cube root of the element type's precision. */
export const steps = { float64: Math.cbrt(Number.EPSILON), float32: Math.cbrt(2 ** -23) } as const;

const call = 'numericGradient(f, params)';

/**
 * The gradient of a function by changing one number at a time: (f(x + h) − f(x − h)) / 2h. Slow, and independent of every derivative rule;
 * it checks them.
 *
 * @param f - From nodes to a node of one element (or a number), as `grad` takes it. It gets constants, so nothing is recorded.
 * @param params - Arrays of floats and numbers, structured as f takes them; nodes count as their values. They are left alone.
 * @param options.step - h for numbers up to 1, relative to larger ones. Default: the cube root of the element type's precision, 6e-6 for
 *   float64 and 5e-3 for float32.
 * @returns The gradient: arrays and numbers in the parameters' structure and shapes.
 * @throws TypeError if f returns neither, or a parameter is something else. ShapeError if f's node has several elements. DTypeError if a
 *   parameter is of integers. RangeError if the step is not finite and positive.
 * @example Math.round(numericGradient((w) => square(w), 3)) // 6
 */
export function numericGradient<const P>(
  f: (variables: Variables<P>) => unknown,
  params: P,
  options: { readonly step?: number } = {},
): Gradients<P> {
  const { step } = options;
  if (step !== undefined && !(step > 0 && step < Infinity)) {
    throw new RangeError(`${call}: the step must be finite and greater than 0, but it is ${step}.`);
  }
  const moving = mapTree(call, params, copyOf);
  const evaluate = (): number => {
    // Copies, since f may keep what it gets.
    const constants = mapTree(call, moving, ({ value }) => constant(np.copy(value as NDArray)));
    return scalarOf(f(constants as Variables<P>));
  };
  const gradient = mapTree(call, moving, ({ value }) => differences(value as NDArray, evaluate, step));
  return likeParameters(params, gradient) as Gradients<P>;
}

/** An array to write into. */
function copyOf({ value, path }: Leaf): NDArray {
  const array = isNode(value) ? value.value : typeof value === 'number' ? (scalar(value, 'float64') as NDArray) : value;
  if (array.dtype === 'float64' || array.dtype === 'float32') return np.copy(array);
  throw new DTypeError(
    `${call}: derivatives need floats, but params${path} is ${array.dtype}. Convert first: astype('float64').`,
  );
}

/** The differences quotients in the elements of one array, which is changed and changed back. */
function differences(array: NDArray, evaluate: () => number, step: number | undefined): NDArray {
  const gradient = np.zerosLike<NDArray>(array);
  const [x, quotients] = [array.data, gradient.data];
  for (let i = 0; i < x.length; i++) {
    const own = x[i] as number;
    const h = (step ?? steps[array.dtype as 'float64' | 'float32']) * Math.max(1, Math.abs(own));
    x[i] = own + h;
    const [above, high] = [x[i] as number, evaluate()]; // float32 rounds what is written
    x[i] = own - h;
    const [below, low] = [x[i] as number, evaluate()];
    x[i] = own;
    quotients[i] = (high - low) / (above - below);
  }
  return gradient;
}

function scalarOf(result: unknown): number {
  if (typeof result === 'number') return result;
  if (!isNode(result)) {
    throw new TypeError(
      `${call}: f must return a node of one element or a number, but it returned ${np.isNDArray(result) ? 'an NDArray' : kindOf(result)}.`,
    );
  }
  if (result.value.size === 1) return result.item();
  throw new ShapeError(
    `${call}: f must return a node of one element, but it returned shape ${showShape(result.shape)}. Sum it or take its mean.`,
  );
}

/** Numbers where the parameters are numbers. */
function likeParameters(params: unknown, gradient: unknown): unknown {
  const arrays: NDArray[] = [];
  mapTree(call, gradient, ({ value }) => arrays.push(value as NDArray));
  let next = 0;
  return mapTree(call, params, ({ value }) => {
    const array = arrays[next++] as NDArray<[]>;
    return typeof value === 'number' ? array.item() : array;
  });
}
