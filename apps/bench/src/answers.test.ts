import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { AnswersDiffer, digestDifference, digestIndices, digestOf, relativeDifference } from './answers.js';

describe('relativeDifference', () => {
  it('is 0 for equal answers, NaN and infinities included', () => {
    expect(relativeDifference({ a: [1, NaN, Infinity, -0] }, { a: [1, NaN, Infinity, 0] })).toBe(0);
  });

  it('is relative to the largest magnitude of the part, and the largest over the parts', () => {
    expect(relativeDifference({ a: [0, -100] }, { a: [1, -100] })).toBeCloseTo(0.01, 15);
    expect(relativeDifference({ a: [0, 100], b: 2 }, { a: [1, 100], b: 1 })).toBe(0.5);
  });

  it('compares a typed array with an array of the library, strided or not', () => {
    const column = np.transpose(np.array([[1, 2, 4]]));
    expect(relativeDifference({ a: new Float64Array([1, 2, 4]) }, { a: column })).toBe(0);
    expect(relativeDifference({ a: new Float64Array([1, 2, 5]) }, { a: column })).toBeCloseTo(0.2, 15);
  });

  it('counts NaN, or an infinity, beside a number as infinitely different', () => {
    expect(relativeDifference({ a: [1, 2, 3] }, { a: [1, NaN, 3] })).toBe(Infinity);
    expect(relativeDifference({ a: NaN }, { a: 1 })).toBe(Infinity);
    expect(relativeDifference({ a: [Infinity, 1] }, { a: [Infinity, 2] })).toBe(1);
    expect(relativeDifference({ a: [Infinity, 1] }, { a: [5, 1] })).toBe(Infinity);
  });

  it('insists on the same parts and sizes', () => {
    expect(() => relativeDifference({ a: 1, J: 2 }, { a: 1 })).toThrow(
      new AnswersDiffer('only one of the two answers has a part named J'),
    );
    expect(() => relativeDifference({ a: 1 }, { a: 1, J: 2 })).toThrow(
      new AnswersDiffer('only one of the two answers has a part named J'),
    );
    expect(() => relativeDifference({ dw: [1, 2] }, { dw: [1] })).toThrow(
      new AnswersDiffer('dw has 2 numbers in one answer and 1 in the other'),
    );
  });
});

describe('digestOf', () => {
  it('takes all of a small part, and 64 numbers spread over a large one', () => {
    expect(digestOf({ J: 3, y: [1, 2], t: new Float32Array([0.5]) })).toEqual({
      J: { size: 1, values: [3] },
      y: { size: 2, values: [1, 2] },
      t: { size: 1, values: [0.5] },
    });
    const indices = digestIndices(1000);
    expect(indices).toHaveLength(64);
    expect(indices.slice(0, 3)).toEqual([0, 15, 31]);
    expect(indices.at(-1)).toBe(984);
    expect(digestIndices(0)).toEqual([]);
  });

  it('reads arrays in row order, views too', () => {
    const view = np.transpose(np.array([[1, 2], [3, 4], [5, 6]])); // prettier-ignore
    expect(digestOf({ a: view }).a).toEqual({ size: 6, values: [1, 3, 5, 2, 4, 6] });
    expect(digestOf({ a: np.array([true, false]) }).a?.values).toEqual([1, 0]);
  });
});

describe('digestDifference', () => {
  it('is relative to the largest number, and infinite beside NaN', () => {
    expect(digestDifference(digestOf({ a: [0, 10] }), digestOf({ a: [1, 10] }))).toBe(0.1);
    expect(digestDifference(digestOf({ a: [1] }), digestOf({ a: [NaN] }))).toBe(Infinity);
  });

  it('insists on the same parts and sizes, although a digest holds fewer numbers', () => {
    const of = (size: number) => digestOf({ a: new Float64Array(size) });
    expect(() => digestDifference(of(1000), of(2000))).toThrow(
      new AnswersDiffer('a has 1000 numbers in one answer and 2000 in the other'),
    );
    expect(() => digestDifference(digestOf({ a: 1 }), digestOf({ b: 1 }))).toThrow(
      new AnswersDiffer('only one of the two answers has a part named a'),
    );
  });
});
