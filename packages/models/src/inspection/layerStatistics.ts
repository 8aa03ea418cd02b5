import type { Activation } from '@keepdims/activations';
import { contiguousData, mean, std } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import type { AnyLayerParams } from '../layer.js';

/** Mean and standard deviation of all numbers of an array; NaN of none. */
export interface Spread {
  readonly mean: number;
  readonly std: number;
}

export function spreadOf(array: NDArray): Spread {
  return array.size === 0 ? { mean: NaN, std: NaN } : { mean: mean(array), std: std(array) };
}

/**
 * The units whose slope g′(z) is 0 for every example: a relu that is never active, say. Of activations with two limits `saturatedShare` tells.
 */
export function deadUnits(activation: Activation, Z: NDArray): number[] {
  const [units = 0, m = 0] = Z.shape;
  if (activation.kind !== 'elementwise' || m === 0 || hasLimits(activation)) return [];
  const slopes = contiguousData(activation.derivative(Z));
  const dead: number[] = [];
  for (let i = 0; i < units; i++) {
    if (slopes.subarray(i * m, (i + 1) * m).every((slope) => slope === 0)) dead.push(i);
  }
  return dead;
}

/** How near a limit counts as saturated, as a part of the range between the limits. */
const edge = 0.01;

/** Whether the values have a finite limit at both ends, as sigmoid's and tanh's have. */
function hasLimits<A extends Activation>(
  activation: A,
): activation is A & Required<Pick<A, 'range'>> & { range: readonly [number, number] } {
  return activation.range?.every((limit) => Number.isFinite(limit)) === true;
}

/**
 * The share of outputs that are within 1 % of the range from one of the two limits.
 *
 * @returns From 0 to 1; undefined for activations that don't have two finite limits, for softmax, whose outputs belong at its limits, and
 *   where there are no examples.
 */
export function saturatedShare(activation: Activation, A: NDArray): number | undefined {
  if (activation.kind !== 'elementwise' || A.size === 0 || !hasLimits(activation)) return undefined;
  const [low, high] = activation.range;
  const margin = edge * (high - low);
  let count = 0;
  for (const a of contiguousData(A)) if (a < low + margin || a > high - margin) count++;
  return count / A.size;
}

/**
 * How many units are copies of an earlier one of their layer, by what goes in and what goes out: they get the same gradient, and stay copies
 * for ever (§3.11).
 */
export function copiedUnits({ W, b, gamma }: AnyLayerParams, next: AnyLayerParams): number {
  const [units = 0, inputs = 0] = W.shape;
  const [nextUnits = 0] = next.W.shape;
  const [into, biases, out] = [contiguousData(W), contiguousData(b), contiguousData(next.W)];
  const scales = gamma === undefined ? undefined : contiguousData(gamma);
  const same = (i: number, j: number): boolean => {
    if (biases[i] !== biases[j] || scales?.[i] !== scales?.[j]) return false;
    for (let k = 0; k < inputs; k++) if (into[i * inputs + k] !== into[j * inputs + k]) return false;
    for (let k = 0; k < nextUnits; k++) if (out[k * units + i] !== out[k * units + j]) return false;
    return true;
  };
  // Units that begin with different weights are different: only the others are compared in full.
  const originals = new Map<number | undefined, number[]>();
  let copies = 0;
  for (let i = 0; i < units; i++) {
    const alike = originals.get(into[i * inputs]) ?? [];
    if (alike.some((j) => same(i, j))) copies++;
    else originals.set(into[i * inputs], [...alike, i]);
  }
  return copies;
}
