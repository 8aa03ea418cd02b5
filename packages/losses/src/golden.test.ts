/** Costs and gradients against PyTorch's, from scripts/golden.py. */
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import golden from '../scripts/golden.json' with { type: 'json' };
import { lossByName, losses } from './index.js';

const matrix = (rows: readonly (readonly number[])[]): NDArray => np.array(rows.map((row) => [...row]));
const targets: Readonly<Record<string, NDArray>> = Object.fromEntries(
  Object.entries(golden.targets).map(([kind, rows]) => [kind, matrix(rows)]),
);
const outputs: Readonly<Record<string, NDArray>> = { P: matrix(golden.P), Z: matrix(golden.Z) };

function expectClose(got: number, want: number): void {
  expect(Math.abs(got - want), `${got}, not ${want}`).toBeLessThan(1e-14 * Math.max(1, Math.abs(want)));
}

test('every loss is compared, and every form on logits', () => {
  const compared = (form: string): string[] =>
    [...new Set(golden.cases.filter((given) => given.form === form).map(({ name }) => name))].sort();
  expect(compared('plain')).toEqual(Object.keys(losses));
  const names = Object.keys(losses).filter((name) => lossByName(name).fromLogits !== undefined);
  expect(compared('fromLogits')).toEqual(names);
});

test.each(
  golden.cases.map((given) => [`${given.name} ${JSON.stringify(given.options)} ${given.form}`, given] as const),
)('%s', (_title, given) => {
  const loss = lossByName(given.name, given.options);
  const cost = given.form === 'fromLogits' ? loss.fromLogits : loss;
  const [p, y] = [outputs[given.outputs], targets[given.targets]];
  if (cost === undefined || p === undefined || y === undefined) throw new Error('the script and this test differ');
  expectClose(cost(p, y), given.cost);
  const gradient = np.contiguousData(cost.gradient(p, y));
  given.gradient.flat().forEach((want, i) => expectClose(Number(gradient[i]), want));
});
