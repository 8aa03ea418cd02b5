/** Wrong shapes don't compile, and say why in one line. The whole message is what a user reads, so the whole message is asserted. */
import { compileErrors } from '@keepdims/tooling-testing';
import { expect, it } from 'vitest';

const of = (code: string) => compileErrors(`import * as np from './index.js';\n${code}`);
const argument = (type: string, message: string) => [
  `Argument of type '${type}' is not assignable to parameter of type '"${message}"'.`,
];
const value = (type: string, message: string) => [`Type '${type}' is not assignable to type '"${message}"'.`];

const plain = (type: string) => [
  `Argument of type '${type}' is not assignable to parameter of type 'Operand | PlainArray'. Property ''a plain array: np.array(x) would fit'' is missing in type '${type}' but required in type 'PlainArray'.`,
];

const cases: Record<string, string[]> = {
  'np.matmul(np.zeros([2, 3]), np.zeros([4, 5]));': argument(
    'NDArray<[4, 5], "float64">',
    'matmul: [2, 3] x [4, 5]: inner sizes 3 and 4 differ',
  ),
  'np.zeros([2, 3]).matmul(np.zeros([4, 5]));': argument(
    'NDArray<[4, 5], "float64">',
    'matmul: [2, 3] x [4, 5]: inner sizes 3 and 4 differ',
  ),
  'np.matmul(np.zeros([2, 3]), np.zeros([3]));': argument(
    'NDArray<[3], "float64">',
    'matmul: right operand [3] has rank 1; make it a matrix with asColumn(b), or use dot(a, b)',
  ),
  'np.add(np.zeros([2, 3]), np.zeros([4, 3]));': argument(
    'NDArray<[4, 3], "float64">',
    'add: cannot broadcast [2, 3] with [4, 3]: sizes 2 and 4 clash',
  ),
  'np.add(np.zeros([5, 1]), np.zeros([5]));': argument(
    'NDArray<[5], "float64">',
    'add: [5, 1] with [5] would broadcast to a square; use asColumn(x) or asRow(x)',
  ),
  'np.zeros([5]).T();': [
    `The 'this' context of type 'NDArray<[5], "float64">' is not assignable to method's 'this' of type '"T: [5] has rank 1, so transposing does nothing: use asColumn(x) for [5, 1] or asRow(x) for [1, 5]"'.`,
  ],
  'np.sum(np.zeros([2, 3]), { axis: 2 });': value('number', 'sum: axis 2 is out of range for [2, 3] (rank 2)'),
  'np.zeros([2, 3]).mean({ axis: -3 });': value('number', 'mean: axis -3 is out of range for [2, 3] (rank 2)'),
  'np.reshape(np.zeros([2, 3]), [4, 2]);': argument('number[]', "reshape: [2, 3] to [4, 2]: 6 elements don't fill 8"),
  'np.slice(np.zeros([2, 3]), 2);': argument('2', 'slice: index 2 is out of range for size 2 of [2, 3]'),
  "np.slice(np.zeros([2, 3]), '::2');": argument(
    '"::2"',
    "slice: an item is an index, ':', [start, stop], [start, stop, step], 'newaxis' or '...', but one is '::2'",
  ),
  "np.zeros([2, 3]).slice(':', 'a', 'b');": argument(
    '":"',
    "slice: an item is an index, ':', [start, stop], [start, stop, step], 'newaxis' or '...', but one is 'a'",
  ),
  'np.take(np.zeros([2, 3]), [0, 3, -4], { axis: 1 });': argument(
    'number[]',
    'take: index 3 is out of range for axis 1 of [2, 3] (size 3)',
  ),
  'np.compress([true, false], np.zeros([3]));': argument(
    'boolean[]',
    "compress: the mask has shape [2] but must have shape [3], a's own; give an axis to choose rows or columns",
  ),
  'np.compress(np.zeros([3]), np.zeros([3]));': argument(
    'NDArray<[3], "float64">',
    'compress: the mask must be bool, but is float64; compare first: greater(mask, 0)',
  ),
  'np.reshape(np.zeros([2, 3]), [4, -1]);': argument(
    'number[]',
    "reshape: [2, 3] to [4, -1]: 6 elements don't divide into groups of 4",
  ),
  'np.reshape(np.zeros([np.dim("m", 2), 3]), [np.dim("m", 2), 2, 2]);': argument(
    'number[]',
    "reshape: [m, 3] to [m, 2, 2]: 3 elements don't fill 4",
  ),
  'np.clip(np.zeros([2, 3]), np.zeros([2]), 1);': argument(
    'NDArray<[2], "float64">',
    'clip: cannot broadcast [2, 3] with [2]: sizes 3 and 2 clash',
  ),
  'np.clip(np.zeros([2, 3]), 0, np.zeros([2]));': argument(
    'NDArray<[2], "float64">',
    'clip: cannot broadcast [2, 3] with [2]: sizes 3 and 2 clash',
  ),
  'np.add(np.zeros([3]), [1, 2, 3]);': plain('number[]'),
  'np.add([[1, 2]], np.zeros([1, 2]));': plain('number[][]'),
  'np.zeros([3]).multiply([1, 2, 3]);': plain('number[]'),
  'np.where(np.ones([3]), [1, 2, 3], 0);': plain('number[]'),
  'np.assign(np.zeros([3]), [1, 2, 3]);': plain('number[]'),
  'np.clip(np.zeros([3]), [1, 2, 3], 4);': plain('number[]'),
  'np.concatenate([np.zeros([2, 3]), np.zeros([3, 4])], { axis: 1 });': argument(
    '(NDArray<[2, 3], "float64"> | NDArray<[3, 4], "float64">)[]',
    'concatenate: [2, 3] and [3, 4]: sizes 2 and 3 differ on axis 0',
  ),
  'np.dot(np.zeros([3]), np.zeros([4]));': argument(
    'NDArray<[4], "float64">',
    'dot: [3] and [4]: lengths 3 and 4 differ',
  ),
  'np.expandDims(np.zeros([2, 3]), 3);': argument('3', 'expandDims: axis 3 is out of range for [2, 3, 1] (rank 3)'),
};

it.each(Object.entries(cases))('%s', (code, messages) => {
  expect(of(code)).toEqual(messages);
});

it('ragged rows', () => {
  expect(of('np.array([[1, 2], [3]]);')[0]).toContain(
    `not assignable to parameter of type 'ShapeMistake<"array: rows differ in length">'`,
  );
});

it('sizes of different names, and named against literal', () => {
  const named = `const X = np.zeros([3, np.dim('m', 9)]); const Y = np.zeros([3, np.dim('n', 9)]);`;
  expect(of(`${named} np.add(X, Y);`)).toEqual(
    argument('NDArray<[3, Dim<"n">], "float64">', 'add: cannot broadcast [3, m] with [3, n]: sizes m and n clash'),
  );
  expect(of(`${named} np.add(X, np.zeros([3, 5]));`)).toEqual(
    argument('NDArray<[3, 5], "float64">', 'add: cannot broadcast [3, m] with [3, 5]: sizes m and 5 clash'),
  );
});

it('one mistake is reported once, however the result is used', () => {
  expect(of('np.exp(np.add(np.matmul(np.zeros([2, 3]), np.zeros([4, 5])), 1)).sum({ axis: 0 });')).toHaveLength(1);
});

it('inside generic functions', () => {
  expect(
    of(`export function f<I extends number, O extends number, B extends number>(W: np.NDArray<[O, I]>, A: np.NDArray<[O, B]>) {
      return np.matmul(W, A);
    }`),
  ).toHaveLength(1);
});

it('what may be right at run time compiles', () => {
  expect(
    of(`
      declare const some: number[], flags: boolean[], size: number, either: 0 | 5, axis: number, rows: np.NDArray<[number, 3]>;
      np.take(np.zeros([2, 3]), some, { axis: 1 });
      np.take(np.zeros([2, 3]), [size, either], { axis: 1 });
      np.take(np.zeros([2, 3]), [1], { axis });
      np.take(rows, [99], { axis: 0 });
      np.take(rows, [99]);
      np.take(np.zeros([2, np.dim('m', 9)]), [8], { axis: 1 });
      np.compress(flags, np.zeros([2, 3]), { axis: 0 });
      np.compress([true, false], rows, { axis: 0 });
      np.compress([true, false], np.zeros([2, 3]), { axis });
      np.compress(np.zeros([2]) as np.NDArray, np.zeros([2]));
      np.reshape(rows, [4, -1]);
      np.reshape(np.zeros([2, 3]), [size, -1]);
      np.reshape(np.zeros([0, 3]), [4, -1]);
      rows.slice(99, -4 + size);
    `),
  ).toEqual([]);
});
