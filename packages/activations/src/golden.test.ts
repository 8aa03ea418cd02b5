/** Values and gradients against PyTorch's, from scripts/golden.py. */
import * as np from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import golden from '../scripts/golden.json' with { type: 'json' };
import { activationByName, activations, softmax } from './index.js';

/** Off by rounding only, relative to numbers around 1: PyTorch's gelu cancels on the far left, and its silu' on the far right. */
function expectClose(got: readonly number[], want: readonly number[]): void {
  expect(got).toHaveLength(want.length);
  want.forEach((w, i) => {
    expect(Math.abs((got[i] ?? NaN) - w), `[${i}] is ${got[i]}, not ${w}`).toBeLessThan(
      1e-14 * Math.max(1, Math.abs(w)),
    );
  });
}

test('every activation is compared', () => {
  const compared = new Set([...golden.elementwise.map(({ name }) => name), 'softmax']);
  expect([...compared].sort()).toEqual(Object.keys(activations));
});

test.each(golden.elementwise.map((given) => [`${given.name} ${JSON.stringify(given.options)}`, given] as const))(
  '%s',
  (_title, { name, options, value, gradient }) => {
    const f = activationByName(name, options);
    if (f.kind !== 'elementwise') throw new Error(`${name} is not element-wise`);
    const Z = np.array(golden.Z);
    expectClose(f(Z).toArray(), value);
    expectClose(f.derivative(Z).toArray(), gradient);
    expectClose(f.vjp(Z, f(Z), np.onesLike(Z)).toArray(), gradient);
  },
);

test('softmax', () => {
  const [Z, dA] = [np.array(golden.softmax.Z), np.array(golden.softmax.dA)];
  expectClose(softmax(Z).toArray().flat(), golden.softmax.value.flat());
  expectClose(softmax.derivative(Z, dA).toArray().flat(), golden.softmax.gradient.flat());
});
