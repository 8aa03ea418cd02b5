import { readFileSync } from 'node:fs';
import { compileErrors } from '@keepdims/tooling-testing';
import { expect, test } from 'vitest';

const prologue = `
  import { binaryCrossEntropy, sparseCategoricalCrossEntropy } from '@keepdims/losses';
  import * as np from '@keepdims/ndarray';
  import * as ag from './index.js';
  const W = ag.variable(np.zeros([4, 3]));
  const v = ag.variable(np.zeros([4]));
`;

test.each([
  ['ag.matmul(W, W);', 'matmul: [4, 3] x [4, 3]: inner sizes 3 and 4 differ'],
  ['W.matmul(W);', 'matmul: [4, 3] x [4, 3]: inner sizes 3 and 4 differ'],
  ['ag.add(W, v);', 'add: cannot broadcast [4, 3] with [4]: sizes 3 and 4 clash'],
  ['W.add(v);', 'add: cannot broadcast [4, 3] with [4]: sizes 3 and 4 clash'],
  [
    'ag.subtract(ag.variable(np.zeros([4, 1])), v);',
    'subtract: [4, 1] with [4] would broadcast to a square; use asColumn(x) or asRow(x)',
  ],
  ['ag.sum(W, { axis: 2 });', 'sum: axis 2 is out of range for [4, 3] (rank 2)'],
  ['ag.reshape(W, [5, 2]);', "reshape: [4, 3] to [5, 2]: 12 elements don't fill 10"],
  ['v.T();', 'T: [4] has rank 1, so transposing does nothing: use asColumn(x) for [4, 1] or asRow(x) for [1, 4]'],
  [
    'ag.cost(binaryCrossEntropy, W, np.zeros([3, 4]));',
    'loss: [4, 3] and [3, 4] must be the same shape: sizes 4 and 3 differ',
  ],
  [
    'ag.cost(sparseCategoricalCrossEntropy, W, np.zeros([4, 3]));',
    'loss: predictions are [classes, m] and class indices [1, m], one a column, but they are [4, 3] and [4, 3]',
  ],
])('%s', (code, message) => {
  const errors = compileErrors(prologue + code);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(message);
});

test('a mistake inside a function of parameters is found where it is', () => {
  const errors = compileErrors(`${prologue}
    ag.grad((p) => ag.sum(ag.matmul(p.W, p.b)), { W: np.zeros([4, 3]), b: np.zeros([4, 1]) });
  `);
  expect(errors.join(' ')).toContain('matmul: [4, 3] x [4, 1]: inner sizes 3 and 4 differ');
});

test('parameters of another shape do not compile', () => {
  const errors = compileErrors(`${prologue}
    const f = (p: { W: ag.Node<[4, 3], 'float64'> }) => ag.sum(p.W);
    ag.grad(f)({ W: np.zeros([3, 4]) });
  `);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('Type \'NDArray<[3, 4], "float64">\' is not assignable');
});

test("the README's code compiles as it is, and with a function of its own", () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  expect(blocks).toHaveLength(1);
  const named = `
    import type { Variables } from '@keepdims/autograd';
    const own = (p: Variables<typeof params>) => cost(binaryCrossEntropy, activate(sigmoid, add(matmul(p.w, X), p.b)), Y);
    checkGradient(own, params).agrees satisfies boolean;
    grad(own, params).w.shape satisfies [1, 2];
  `;
  for (const block of blocks)
    expect(compileErrors((block + named).replaceAll('@keepdims/autograd', './index.js'))).toEqual([]);
});
