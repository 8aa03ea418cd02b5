/** What is wrong is said in full, as JavaScript callers see it, who have no compiler; docs/errors.md explains each message. */
import { describe, expect, it } from 'vitest';
import * as np from './index.js';

function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  throw new Error('nothing was thrown');
}

const loose = np as unknown as Record<string, (...args: unknown[]) => unknown>;
const call = (name: string, ...args: unknown[]): unknown => loose[name]?.(...args);

const a23 = () => np.array([
  [1, 2, 3],
  [4, 5, 6],
]); // prettier-ignore

describe('errors say what to do', () => {
  it.each<[string, () => unknown]>([
    [
      "ShapeError: matmul(a, b): inner sizes differ: a has shape [2, 3], b has shape [4, 5]; a's axis 1 is 3 but b's axis 0 is 4.",
      () => call('matmul', np.zeros([2, 3]), np.zeros([4, 5])),
    ],
    [
      "ShapeError: add(a, b): shapes don't broadcast: a has shape [2, 3], b has shape [3, 2]; a's axis 1 is 3 but b's axis 1 is 2, and neither is 1. b.T() would fit.",
      () => call('add', np.zeros([2, 3]), np.zeros([3, 2])),
    ],
    [
      'ShapeError: T(a): a has shape [5] (rank 1), so transposing does nothing: use asColumn(a) for [5, 1] or asRow(a) for [1, 5].',
      () => call('transpose', np.zeros([5])),
    ],
    [
      'ShapeError: dot(a, b): lengths differ: a has shape [3], b has shape [4].',
      () => call('dot', np.zeros([3]), np.zeros([4])),
    ],
    [
      'ShapeError: at(a, 0): 1 indices for shape [2, 3] (rank 2). Give one an axis; slice(a, …) takes parts.',
      () => call('at', a23(), 0),
    ],
    [
      'ShapeError: item(a): a has shape [2, 3], 6 elements; item() is for exactly one. Use at(…) or toArray().',
      () => call('item', a23()),
    ],
    [
      'ShapeError: max(a): nothing to choose from: a has shape [0, 3] and axis 0 is empty.',
      () => np.max(np.zeros([0, 3]), { axis: 0 }),
    ],
    [
      'ShapeError: take(a, indices): index 3 is out of range for axis 1 of shape [2, 3] (size 3).',
      () => call('take', a23(), [3], { axis: 1 }),
    ],
    [
      "ShapeError: compress(mask, a): the mask has shape [2] but must have shape [3], as long as a's axis 1.",
      () => call('compress', [true, false], a23(), { axis: 1 }),
    ],
    [
      'DTypeError: compress(mask, a): the mask must be bool, but is float64. Compare first: greater(mask, 0).',
      () => call('compress', np.array([1, 0]), np.array([1, 2])),
    ],
    [
      "ShapeError: split(a, 2): axis 1 of shape [2, 3] has size 3, which doesn't divide into 2 equal parts.",
      () => np.split(a23(), 2, { axis: 1 }),
    ],
    [
      'ShapeError: squeeze(a): axis 0 of shape [2, 3] has size 2, not 1. Only axes of size 1 can go.',
      () => call('squeeze', a23(), { axis: 0 }),
    ],
    [
      "ShapeError: broadcastTo(a, shape): a has shape [2, 3], which can't be stretched to [1, 3].",
      () => call('broadcastTo', a23(), [1, 3]),
    ],
    [
      "ShapeError: asColumn(a): a has shape [2, 3], which isn't a vector. Use reshape(a, [-1, 1]) to line up all elements.",
      () => np.asColumn(a23()),
    ],
    [
      "ShapeError: assign(target, values): the values have shape [4, 5], which can't be stretched to the target's shape [2, 3].",
      () => call('assign', a23(), np.zeros([4, 5])),
    ],
    [
      'ShapeError: expectShape(a, [3, m]): a has shape [2, 3]; axis 0 is 2, not 3.',
      () => call('expectShape', a23(), [3, 'm']),
    ],
    [
      'ShapeError: expectShape(a, [m, m]): a has shape [2, 3]; axis 1 is 3, not m = 2.',
      () => np.expectShape(a23(), ['m', 'm']),
    ],
    ['ShapeError: expectShape(a, [6]): a has shape [2, 3]: rank 2, not 1.', () => call('expectShape', a23(), [6])],
    [
      "ShapeError: asArray(values, { shape }): 6 elements don't fill shape [2, 2] (4 elements).",
      () => np.asArray(new Float64Array(6), { shape: [2, 2] }),
    ],
    [
      "DTypeError: asArray(values, { dtype }): float64 memory can't be seen as int32 without a copy. Use array(values, { dtype: 'int32' }).",
      () => np.asArray(new Float64Array(6), { dtype: 'int32' }),
    ],
    [
      'ShapeError: array(values): rows differ in length: on axis 1 one has 2 elements and another 1. Make all rows equally long.',
      () => call('array', [[1, 2], [3]]),
    ],
    [
      'ShapeError: array(values): numbers and rows are mixed at one level. Nest all of them equally deep.',
      () => call('array', [[1], 2]),
    ],
    [
      'DTypeError: array(values): an element is a string; elements are numbers or booleans.',
      () => call('array', ['1']),
    ],
    [
      'TypeError: add: a must be an NDArray or a number, but it is a plain array. np.array(a) would fit.',
      () => call('add', [1], 2),
    ],
    [
      'TypeError: sum: a must be an NDArray, but it is a plain array. np.array(a) would fit.',
      () => call('sum', [1, 2]),
    ],
    [
      "DTypeError: add(a, b): 300 is out of range for uint8 (0 to 255). Convert first: a.astype('float64').",
      () => np.add(np.zeros([1], { dtype: 'uint8' }), 300),
    ],
    [
      "DTypeError: subtract(a, b): bools have no difference. Use notEqual(a, b), or convert: a.astype('int32').",
      () => np.subtract(np.array([true]), np.array([false])),
    ],
    [
      "DTypeError: power(a, b): integers to a negative power aren't integers. Convert first: a.astype('float64').",
      () => np.power(np.array([2], { dtype: 'int32' }), -1),
    ],
    [
      "DTypeError: negative(a): bools have no negative. Use logicalNot(a), or convert: a.astype('int32').",
      () => np.negative(np.array([true])),
    ],
    [
      "DTypeError: sum(a): 4294967294 doesn't fit int32. Convert first: a.astype('float64').",
      () => np.sum(np.full([2], 2147483647, { dtype: 'int32' })),
    ],
    [
      'DTypeError: bincount(a): elements are whole numbers from 0, but one is -1.',
      () => np.bincount(np.array([0, -1])),
    ],
    ['RangeError: arange(0, 1, 0): start, stop and step must be finite, and step not 0.', () => np.arange(0, 1, 0)],
    [
      "DTypeError: zeros: there is no element type 'float16'. The element types are bool, uint8, int32, float32, float64.",
      () => call('zeros', [2], { dtype: 'float16' }),
    ],
    [
      "DTypeError: astype: there is no element type 'double'. The element types are bool, uint8, int32, float32, float64.",
      () => call('astype', a23(), 'double'),
    ],
    ['TypeError: zeros: a shape is a list of sizes such as [3, 4], but it is 2.', () => call('zeros', 2, 3)],
    [
      "TypeError: slice(a, …): an item is an index, ':', [start, stop], [start, stop, step], 'newaxis' or '...', but one is '::2'.",
      () => call('slice', a23(), '::2'),
    ],
    ['RangeError: tile(a, …): a count is an integer, 0 or more, but one is -1.', () => np.tile(a23(), -1)],
    [
      'ShapeError: take(a, indices): indices must have rank 1, but have shape [1, 2]. Use ravel(indices).',
      () => np.take(a23(), np.array([[0, 1]])),
    ],
    [
      "ShapeError: compress(mask, a): the mask has shape [2] but must have shape [2, 3], a's own. Give an axis to choose rows or columns.",
      () => call('compress', [true, false], a23()),
    ],
    [
      'DTypeError: array(values): an element is null; elements are numbers or booleans.',
      () => call('array', [1, null]),
    ],
    [
      'ShapeError: array(values): rows differ in length: on axis 1 one has no elements and another 1. Make all rows equally long.',
      () => call('array', [1, [2]]),
    ],
    ['ShapeError: stack(arrays): needs at least one array.', () => np.stack([])],
    ['ShapeError: concatenate(arrays): needs at least one array.', () => np.concatenate([])],
    ['ShapeError: trace(a): needs a matrix, but a has shape [3].', () => call('trace', np.zeros([3]))],
    ['ShapeError: bincount(a): needs rank 1, but a has shape [2, 3]. Use ravel(a).', () => call('bincount', a23())],
    [
      'RangeError: configure: threads must be a whole number from 1 to 32, but it is 0.',
      () => call('configure', { threads: 0 }),
    ],
    ['TypeError: add: b must be an NDArray or a number, but it is string.', () => call('add', 1, '2')],
    ['TypeError: add: b must be an NDArray or a number, but it is null.', () => call('add', 1, null)],
    ['TypeError: matmul: b must be an NDArray, but it is number.', () => call('matmul', a23(), 2)],
    ['TypeError: sum: a must be an NDArray, but it is null.', () => call('sum', null)],
    ['TypeError: outer: b must be an NDArray, but it is undefined.', () => call('outer', a23())],
    [
      'TypeError: where: condition must be an NDArray, but it is a plain array. np.array(condition) would fit.',
      () => call('where', [true], 1, 2),
    ],
    ['TypeError: assign: target must be an NDArray, but it is number.', () => call('assign', 1, 2)],
    [
      "TypeError: slice(a, …): an item is an index, ':', [start, stop], [start, stop, step], 'newaxis' or '...', but one is null.",
      () => call('slice', a23(), null),
    ],
    [
      "DTypeError: prod(a): 4294967296 doesn't fit int32. Convert first: a.astype('float64').",
      () => np.prod(np.full([2], 65536, { dtype: 'int32' })),
    ],
    [
      "DTypeError: sign(a): bools have no sign. Use logicalNot(a), or convert: a.astype('int32').",
      () => np.sign(np.array([true])),
    ],
    ['RangeError: repeat(a, …): a count is an integer, 0 or more, but one is 0.5.', () => np.repeat(a23(), 0.5)],
    [
      "ShapeError: where(condition, b): shapes don't broadcast: condition has shape [2, 3], b has shape [4, 3]; condition's axis 0 is 2 but b's axis 0 is 4, and neither is 1.",
      () => call('where', np.greater(a23(), 0), 0, np.zeros([4, 3])),
    ],
    [
      "DTypeError: where(condition, a, b): 300 is out of range for uint8 (0 to 255). Convert first: a.astype('float64').",
      () => np.where(np.array([true]), np.zeros([1], { dtype: 'uint8' }), 300),
    ],
    [
      "ShapeError: clip(a, low): shapes don't broadcast: a has shape [2, 3], low has shape [2]; a's axis 1 is 3 but low's axis 0 is 2, and neither is 1. asColumn(low) would fit.",
      () => call('clip', a23(), np.zeros([2]), 1),
    ],
    [
      "ShapeError: clip(a, high): shapes don't broadcast: a has shape [2, 3], high has shape [3, 2]; a's axis 1 is 3 but high's axis 1 is 2, and neither is 1. high.T() would fit.",
      () => call('clip', a23(), 0, np.zeros([3, 2])),
    ],
    [
      "ShapeError: clip(low, high): shapes don't broadcast: low has shape [4, 1, 1], high has shape [5, 1, 1]; low's axis 0 is 4 but high's axis 0 is 5, and neither is 1.",
      () => call('clip', a23(), np.zeros([4, 1, 1]), np.zeros([5, 1, 1])),
    ],
    [
      "DTypeError: clip(a, low, high): -5 is out of range for uint8 (0 to 255). Convert first: a.astype('float64').",
      () => np.clip(np.zeros([1], { dtype: 'uint8' }), -5, 5),
    ],
    [
      'TypeError: clip: a must be an NDArray, but it is a plain array. np.array(a) would fit.',
      () => call('clip', [1], 0, 1),
    ],
    [
      'TypeError: clip: high must be an NDArray or a number, but it is a plain array. np.array(high) would fit.',
      () => call('clip', a23(), 0, [1]),
    ],
    [
      'ShapeError: clip(…, { out }): the result has shape [2, 3] but out has shape [3, 2]. Use out = zeros([2, 3]).',
      () => np.clip(a23(), 0, 1, { out: np.zeros([3, 2]) }),
    ],
  ])('%s', (message, f) => {
    expect(messageOf(f)).toBe(message);
  });
});
