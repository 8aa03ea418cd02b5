// Assertions: both gradients have the parameters' structure.
import type { NDArray } from '@keepdims/ndarray';
import { contiguousData } from '@keepdims/ndarray';
import { grad } from './grad.js';
import { isNode } from './node.js';
import type { Node } from './node.js';
import { numericGradient } from './numericGradient.js';
import { mapTree } from './tree.js';
import type { Gradients, Variables } from './tree.js';

/** What `checkGradient` finds. */
export interface GradientCheck<P> {
  /** ‖a − n‖ / (‖a‖ + ‖n‖) over all parameters together; 0 if both are 0. */
  readonly relativeDifference: number;
  /** By the chain rule. */
  readonly gradient: Gradients<P>;
  /** By changing one number at a time. */
  readonly numeric: Gradients<P>;
  /** Where they differ most, such as `[1].W[0, 2]`; undefined if there are no numbers at all. */
  readonly worst: { readonly path: string; readonly gradient: number; readonly numeric: number } | undefined;
}

/**
 * Compare the gradient by the chain rule with the numeric one.
 *
 * In float64 a relative difference below 1e-7 is right, and above 1e-5 there is a mistake, unless a kink lies within the step.
 *
 * @param f - From variables to a node of one element, as `grad` takes it.
 * @param params - Arrays of floats and numbers, structured as f takes them.
 * @param options.step - As `numericGradient`'s.
 * @returns The relative difference, both gradients, and the element where they differ most.
 * @throws As `grad` and `numericGradient` do.
 * @example checkGradient((w) => square(w), 3).relativeDifference < 1e-9 // true
 */
export function checkGradient<const P>(
  f: (variables: Variables<P>) => Node,
  params: P,
  options: { readonly step?: number } = {},
): GradientCheck<P> {
  const gradient = grad<P>(f, params);
  const numeric = numericGradient<P>(f, params, options);
  const [own, other] = [entries(gradient), entries(numeric)];
  let [difference, ownSquares, otherSquares, largest] = [0, 0, 0, -1];
  let worst: GradientCheck<P>['worst'];
  own.forEach(({ path, value: a }, i) => {
    const n = other[i]?.value ?? NaN;
    const distance = Math.abs(a - n);
    difference += distance * distance;
    ownSquares += a * a;
    otherSquares += n * n;
    if (!(distance > largest) && !Number.isNaN(distance)) return;
    if (Number.isNaN(largest)) return; // the first NaN is the worst
    largest = distance;
    worst = { path, gradient: a, numeric: n };
  });
  const scale = Math.sqrt(ownSquares) + Math.sqrt(otherSquares);
  return { relativeDifference: scale === 0 ? 0 : Math.sqrt(difference) / scale, gradient, numeric, worst };
}

/** All numbers of a tree with their places. */
function entries(tree: unknown): { path: string; value: number }[] {
  const found: { path: string; value: number }[] = [];
  mapTree('checkGradient(f, params)', tree, ({ value, path }) => {
    if (typeof value === 'number') return found.push({ path: path.replace(/^\./, ''), value });
    const array = isNode(value) ? value.value : value;
    contiguousData(array).forEach((x, i) => {
      found.push({ path: `${path.replace(/^\./, '')}[${indices(array, i).join(', ')}]`, value: x });
    });
    return found.length;
  });
  return found;
}

/** The indices of the i-th element in row order. */
function indices(array: NDArray, i: number): number[] {
  let rest = i;
  return array.shape
    .toReversed()
    .map((size) => {
      const index = rest % size;
      rest = Math.floor(rest / size);
      return index;
    })
    .reverse();
}
