import { kernels } from '@keepdims/kernels';
import type { ActivationName, Floats } from '@keepdims/kernels';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { ElementwiseActivation } from './activation.js';
import { floats } from './floats.js';
import { requireSameShapes } from './requireSameShapes.js';

/** What makes an element-wise activation: everything that is known about it, in one place. */
export interface ActivationDefinition {
  readonly name: string;
  /** f(z) of one number, in the form that doesn't overflow. NaN gives NaN. */
  readonly value: (z: number) => number;
  /** f′(z) of one number. */
  readonly derivative: (z: number) => number;
  /** f′(z) in terms of a = f(z), where that is cheaper: the backward pass knows A. */
  readonly derivativeFromValue?: (a: number) => number;
  /** The smallest and largest value, where known: losses that need probabilities ask for it. */
  readonly range?: readonly [low: number, high: number];
  readonly kinks: ElementwiseActivation['kinks'];
  readonly knownValues: ElementwiseActivation['knownValues'];
  readonly reference: string;
  readonly options?: Readonly<Record<string, number>>;
  /** The kernel of these formulas, and the number that it takes. */
  readonly kernel?: { readonly name: ActivationName; readonly parameter?: number };
}

/**
 * Make an element-wise activation from its formulas.
 *
 * @param definition - Value, derivative, kinks, known values and reference.
 * @returns The activation, applied to arrays of any shape.
 * @example
 * const square = defineActivation({
 *   name: 'square', value: (z) => z * z, derivative: (z) => 2 * z, kinks: [], knownValues: [[3, 9]], reference: 'elementary',
 * });
 * square(np.array([[1, 2]])) // [[1, 4]]
 */
export function defineActivation(definition: ActivationDefinition): ElementwiseActivation {
  const {
    name,
    value,
    derivative,
    derivativeFromValue,
    range,
    kinks,
    knownValues,
    reference,
    options = {},
  } = definition;
  const kernel = definition.kernel && { name: definition.kernel.name, parameter: definition.kernel.parameter ?? 0 };
  const apply = (Z: NDArray): NDArray => {
    np.requireArray(`${name}(Z)`, 'Z', Z);
    if (kernel === undefined) return np.map(Z, value);
    const source = floats(Z);
    const A = np.empty(Z.shape, { dtype: source.dtype });
    const out = np.contiguousData(A);
    kernels().activate(kernel.name, kernel.parameter, out.length, np.contiguousData(source), out);
    return A;
  };
  const facts = {
    kind: 'elementwise',
    options,
    kernel,
    range,
    kinks,
    knownValues,
    reference,
    derivative: (Z: NDArray): NDArray => {
      np.requireArray(`${name}.derivative(Z)`, 'Z', Z);
      return np.map(Z, derivative);
    },
    vjp: (Z: NDArray, A: NDArray, dA: NDArray): NDArray => {
      requireSameShapes(`${name}.vjp(Z, A, dA)`, { Z, A, dA });
      if (kernel !== undefined) return kernelVjp(kernel.name, kernel.parameter, Z, A, dA);
      const slopes = derivativeFromValue === undefined ? np.map(Z, derivative) : np.map(A, derivativeFromValue);
      const dZ = np.multiply(dA, slopes);
      return dZ.dtype === slopes.dtype ? dZ : dZ.astype(slopes.dtype);
    },
  };
  Object.defineProperty(apply, 'name', { value: name, enumerable: true });
  // The interface says in types what these functions keep at run time: shape and float dtype.
  return Object.freeze(Object.assign(apply, facts)) as unknown as ElementwiseActivation;
}

/** The backward pass by the kernel, in the dtype that f(Z) has. */
function kernelVjp(name: ActivationName, parameter: number, Z: NDArray, A: NDArray, dA: NDArray): NDArray {
  const source = floats(Z);
  const like = (x: NDArray) => np.contiguousData(x.dtype === source.dtype ? x : x.astype(source.dtype)) as Floats;
  const dZ = np.empty(Z.shape, { dtype: source.dtype });
  const out = np.contiguousData(dZ);
  kernels().activateBackward(name, parameter, out.length, like(source), like(A), like(dA), out);
  return dZ;
}
