import * as np from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { AnswersDiffer, relativeDifference } from './answers.js';

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
