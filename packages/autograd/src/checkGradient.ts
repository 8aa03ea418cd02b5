// Assertions: both gradients have the parameters' structure.
import type { NDArray } from '@keepdims/ndarray';
import { contiguousData } from '@keepdims/ndarray';
import { valueAndGrad } from './grad.js';
import { isNode } from './node.js';
import type { Node } from './node.js';
import { numericGradient, steps } from './numericGradient.js';
import { mapTree } from './tree.js';
import type { Gradients, Variables } from './tree.js';

/** What `checkGradient` finds. `String(check)` says it in words. */
export interface CheckedGradient<P> {
  /** ‖a − n‖ / (‖a‖ + ‖n‖) over all parameters together; 0 if both are 0. */
  readonly relativeDifference: number;
  /** Whether that is within the tolerance, or the difference is no more than the rounding of J explains; false if there are no numbers. */
  readonly agrees: boolean;
  /** The largest relative difference that passed. */
  readonly tolerance: number;
  /** How many numbers were compared. */
  readonly compared: number;
  /** By the chain rule. */
  readonly gradient: Gradients<P>;
  /** By changing one number at a time. */
  readonly numeric: Gradients<P>;
  /** Where they differ most, such as `[1].W[0, 2]`; undefined if there are no numbers at all. */
  readonly worst: { readonly path: string; readonly gradient: number; readonly numeric: number } | undefined;
  toString(): string;
}

/** What passes by default, and the relative precision of a value J, its last bits being wrong. */
const byDType = {
  float64: { tolerance: 1e-6, precision: 2 ** -49 },
  float32: { tolerance: 1e-2, precision: 2 ** -20 },
} as const;

/**
 * Compare the gradient by the chain rule with the numeric one.
 *
 * In float64 a relative difference below 1e-7 is right, and above 1e-5 there is a mistake, unless a kink lies within the step.
 *
 * @param f - From variables to a node of one element, as `grad` takes it.
 * @param params - Arrays of floats and numbers, structured as f takes them.
 * @param options.step - As `numericGradient`'s.
 * @param options.tolerance - The largest relative difference that agrees, finite and > 0. Default 1e-6; 1e-2 if a parameter is float32, since
 *   a float32 J has too few digits for a difference.
 * @returns `{ relativeDifference, agrees, worst, … }` and both gradients; `String(check)` says it in words.
 * @throws As `grad` and `numericGradient` do. RangeError if the tolerance is not finite and positive.
 * @example checkGradient((w) => square(w), 3).agrees // true
 */
export function checkGradient<const P>(
  f: (variables: Variables<P>) => Node,
  params: P,
  options: { readonly step?: number; readonly tolerance?: number } = {},
): CheckedGradient<P> {
  const { tolerance: given, ...ofSteps } = options;
  if (given !== undefined && !(given > 0 && given < Infinity)) {
    throw new RangeError(
      `checkGradient(f, params): the tolerance must be finite and greater than 0, but it is ${given}.`,
    );
  }
  const { value, gradient } = valueAndGrad<P>(f, params);
  const numeric = numericGradient<P>(f, params, ofSteps);
  const dtype = dtypeOf(params);
  const { precision } = byDType[dtype];
  const tolerance = given ?? byDType[dtype].tolerance;
  const [own, other] = [entries(gradient), entries(numeric)];
  let [difference, ownSquares, otherSquares, largest] = [0, 0, 0, -1];
  let worst: CheckedGradient<P>['worst'];
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
  const relativeDifference = scale === 0 ? 0 : Math.sqrt(difference) / scale;
  // What a J that is wrong in its last bits makes of a difference quotient: of gradients that are 0 there is nothing else.
  const noise = (precision * Math.abs(Number(value))) / (options.step ?? steps[dtype]);
  const agrees = relativeDifference <= tolerance || Math.sqrt(difference) <= noise * Math.sqrt(own.length);
  const check = {
    relativeDifference,
    agrees: own.length > 0 && agrees,
    tolerance,
    compared: own.length,
    gradient,
    numeric,
    worst,
  };
  // Not enumerable, so that copies, comparisons and JSON see the fields alone.
  return Object.defineProperty(check, 'toString', { value: () => textOf(check) });
}

/** The check in words: the verdict and the worst number. */
function textOf({
  relativeDifference,
  agrees,
  tolerance,
  compared,
  worst,
}: Omit<CheckedGradient<unknown>, 'toString'>): string {
  if (worst === undefined) return 'Nothing was compared: there are no numbers.';
  const { path, gradient, numeric } = worst;
  const exponential = (x: number): string => (x === 0 ? '0' : x.toExponential(1));
  const [a, n] = [gradient, numeric].map((x) => String(Number(x.toPrecision(9))));
  const found = `relative difference ${exponential(relativeDifference)} over ${compared} number${compared === 1 ? '' : 's'}`;
  return [
    agrees
      ? `The gradients agree: ${found}.`
      : `The gradients disagree: ${found}, more than ${exponential(tolerance)}.`,
    `Largest difference: ${exponential(Math.abs(gradient - numeric))}${path === '' ? '' : ` in ${path}`}, ` +
      `which is ${a} by the chain rule${agrees ? ' and' : ', but'} ${n} by differences.`,
  ].join('\n');
}

/** The element type that limits the check: float32 if any parameter has it. */
function dtypeOf(params: unknown): keyof typeof byDType {
  let dtype: keyof typeof byDType = 'float64';
  mapTree('checkGradient(f, params)', params, ({ value }) => {
    if (typeof value !== 'number' && value.dtype === 'float32') dtype = 'float32';
  });
  return dtype;
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
