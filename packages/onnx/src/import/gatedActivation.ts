import { gelu, silu } from '@keepdims/activations';
import type { Step } from './flow.js';

/** A step and what was done to it: base · mul + add. */
interface Scaled {
  readonly base: Step;
  readonly mul: number;
  readonly add: number;
}

/** Steps further back than any way of writing an activation goes. */
const longest = 8;

/**
 * The step that value · gate is, where the gate depends on the same x as the value: silu(x) = x · sigmoid(x), and
 * gelu(x) = x · (1 + erf(x / √2)) / 2, with factors wherever an exporter has put them.
 *
 * @returns A multiple of an activation's step; undefined if it is neither.
 */
export function gatedActivation(node: string, value: Step, gate: Step): Step | undefined {
  // The gate is base · mul + add, with base a function of x · inner.
  const { base, mul, add } = scaledBy(gate).at(-1) ?? { base: gate, mul: 1, add: 0 };
  const isSilu = base.kind === 'activation' && base.activation.name === 'sigmoid' && add === 0;
  const isGelu = base.kind === 'erf' && near(add, mul);
  if (!isSilu && !isGelu) return undefined;
  const inner = isSilu ? 1 : Math.SQRT1_2;
  const activation = isSilu ? silu : gelu;
  const arguments_ = scaledBy(base.of);
  for (const { base: x, mul: factor, add: shift } of scaledBy(value)) {
    const sameX = arguments_.some((other) => other.base === x && other.add === 0 && near(other.mul, inner));
    if (shift !== 0 || !sameX) continue;
    const multiple = factor * mul * (isSilu ? 1 : 2);
    const step: Step = { kind: 'activation', of: x, node, activation };
    // Factors like 0.5 and √½ come rounded to float32: their product is 1 but for that.
    return near(multiple, 1) ? step : { kind: 'affine', of: step, node, mul: multiple, add: 0 };
  }
  return undefined;
}

/** A step as a multiple of itself, of the step before it, and so on, as long as each only scales all features alike. */
function scaledBy(step: Step): Scaled[] {
  const all: Scaled[] = [{ base: step, mul: 1, add: 0 }];
  let [base, mul, add] = [step, 1, 0];
  while (base.kind === 'affine' && typeof base.mul === 'number' && typeof base.add === 'number') {
    if (all.length === longest) break;
    add += mul * base.add;
    mul *= base.mul;
    base = base.of;
    all.push({ base, mul, add });
  }
  return all;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.abs(b);
}
