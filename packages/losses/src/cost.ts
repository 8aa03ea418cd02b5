import type { Floats } from '@keepdims/kernels';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { CostAndGradient } from './loss.js';
import { requireExamples } from './requireExamples.js';

/** The formulas of a loss that is a sum of one term an output. */
export interface ElementFormulas {
  /** What one output costs, given the output p and its target y. */
  readonly value: (p: number, y: number) => number;
  /** Its derivative in p. */
  readonly derivative: (p: number, y: number) => number;
}

/** What one example costs, given its logits z and its targets y: for a loss whose outputs depend on each other. */
export type ColumnValue = (z: Float64Array, y: Float64Array) => number;

/** The gradient of a cost, into `gradient`: of each example's own cost divided by `divisor`. All are [outputs, m], of one type. */
export type GradientLoop = (p: Floats, y: Floats, divisor: number, gradient: Floats, outputs: number) => void;

/** A cost's functions; shapes are checked. */
export interface CostFunctions {
  readonly cost: (outputs: NDArray, targets: NDArray) => number;
  readonly perExample: (outputs: NDArray, targets: NDArray) => NDArray;
  readonly gradient: (outputs: NDArray, targets: NDArray) => NDArray;
  readonly perExampleGradient: (outputs: NDArray, targets: NDArray) => NDArray;
}

/** The cost functions of a loss that is a sum of one term an output; the gradient is the formulas' unless another is given. */
export function elementwiseCost(
  name: string,
  argument: string,
  { value }: Pick<ElementFormulas, 'value'>,
  gradient: GradientLoop,
): CostFunctions {
  return costFunctions(name, argument, requireExamples, {
    perExample: (p, y, outputs, costs) => {
      const m = costs.length;
      for (let i = 0; i < outputs; i++) {
        for (let j = 0; j < m; j++) costs[j] = at(costs, j) + value(at(p, i * m + j), at(y, i * m + j));
      }
    },
    gradient,
  });
}

/** The gradient of a loss that is a sum of one term an output. */
export function elementwiseGradient({ derivative }: Pick<ElementFormulas, 'derivative'>): GradientLoop {
  return (p, y, divisor, gradient) => {
    for (let k = 0; k < gradient.length; k++) gradient[k] = derivative(at(p, k), at(y, k)) / divisor;
  };
}

/** The cost and its gradient at once, for a loss that is a sum of one term an output. */
export function costAndGradientOf({ value, derivative }: ElementFormulas): CostAndGradient {
  return (rows, m, outputs, targets, gradient) => {
    let cost = 0;
    for (let k = 0; k < rows * m; k++) {
      const [p, y] = [at(outputs, k), at(targets, k)];
      cost += value(p, y);
      gradient[k] = derivative(p, y) / m;
    }
    return cost / m;
  };
}

/** The cost functions of a loss whose outputs depend on each other. */
export function columnwiseCost(
  name: string,
  argument: string,
  value: ColumnValue,
  gradient: GradientLoop,
): CostFunctions {
  return costFunctions(name, argument, requireExamples, {
    perExample: (p, y, outputs, costs) => {
      const m = costs.length;
      const [z, target] = [new Float64Array(outputs), new Float64Array(outputs)];
      for (let j = 0; j < m; j++) {
        copyColumn(p, j, m, z);
        copyColumn(y, j, m, target);
        costs[j] = value(z, target);
      }
    },
    gradient,
  });
}

export type Numbers = ArrayLike<number>;

/** The loops over row-major numbers [outputs, m]. They write into `costs`, which has m numbers, all 0 at first, and into `gradient`. */
export interface CostLoops {
  readonly perExample: (p: Numbers, y: Numbers, outputs: number, costs: Float64Array) => void;
  readonly gradient: GradientLoop;
}

/** The cost functions over these loops; `require` refuses what they can't take. */
export function costFunctions(
  name: string,
  argument: string,
  require: typeof requireExamples,
  loops: CostLoops,
): CostFunctions {
  const perExample = (operation: string, outputs: NDArray, targets: NDArray): NDArray<[1, number], 'float64'> => {
    require(operation, argument, outputs, targets);
    const [rows, m] = outputs.shape as readonly [number, number]; // rank 2: just checked
    const costs = new Float64Array(m);
    loops.perExample(np.contiguousData(outputs), np.contiguousData(targets), rows, costs);
    return np.asArray(costs, { shape: [1, m] });
  };
  const gradientOf = (method: string, outputs: NDArray, targets: NDArray, divideByM: boolean): NDArray => {
    require(`${name}.${method}(${argument}, targets)`, argument, outputs, targets);
    const [rows, m] = outputs.shape as readonly [number, number]; // rank 2: just checked
    const dtype = outputs.dtype === 'float32' ? 'float32' : 'float64';
    const numbers = (a: NDArray): Floats => np.contiguousData(a.dtype === dtype ? a : a.astype(dtype)) as Floats; // of dtype
    const gradient = np.empty([rows, m], { dtype });
    loops.gradient(numbers(outputs), numbers(targets), divideByM ? m : 1, numbers(gradient), rows);
    return gradient;
  };
  return {
    cost: (outputs, targets) => np.mean(perExample(`${name}(${argument}, targets)`, outputs, targets)),
    perExample: (outputs, targets) => perExample(`${name}.perExample(${argument}, targets)`, outputs, targets),
    gradient: (outputs, targets) => gradientOf('gradient', outputs, targets, true),
    perExampleGradient: (outputs, targets) => gradientOf('perExampleGradient', outputs, targets, false),
  };
}

function copyColumn(from: Numbers, column: number, columns: number, to: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = at(from, i * columns + column);
}

/** One number; the loops stay inside their arrays, so that it is never the NaN. */
export function at(numbers: Numbers, index: number): number {
  return numbers[index] ?? NaN;
}
