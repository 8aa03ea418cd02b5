import * as np from '@keepdims/ndarray';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneHot } from './oneHot.js';

describe('oneHot', () => {
  it('puts a 1 in the row of the label', () => {
    expect(oneHot([0, 2, 1, 2]).toArray()).toEqual([
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 1, 0, 1],
    ]);
    expect(oneHot([1], { classes: 3 }).toArray()).toEqual([[0], [1], [0]]);
  });

  it('takes [m] and [1, m] of any dtype, and views', () => {
    const wanted = [
      [1, 0],
      [0, 1],
    ];
    expect(oneHot(np.array([0, 1])).toArray()).toEqual(wanted);
    expect(oneHot(np.array([[0, 1]], { dtype: 'int32' })).toArray()).toEqual(wanted);
    expect(oneHot(np.array([[false, true]])).toArray()).toEqual(wanted);
    expect(
      oneHot(
        np.slice(
          np.array([
            [1, 0],
            [0, 1],
          ]),
          ':',
          0,
        ),
      ).toArray(),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('is undone by argmax', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 30 }), (labels) => {
        expect(np.argmax(oneHot(labels, { classes: 10 }), { axis: 0 }).toArray()).toEqual(labels);
      }),
    );
  });

  it('refuses labels out of range', () => {
    expect(() => oneHot([0, 3], { classes: 3 })).toThrow(
      new RangeError('oneHot: label 1 is 3; labels are whole numbers, 0 to 2 (classes: 3).'),
    );
    for (const label of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => oneHot([label])).toThrow(`oneHot: label 0 is ${label}; labels are whole numbers, 0 or more.`);
    }
    expect(() => oneHot([0], { classes: 0 })).toThrow('oneHot: classes must be a whole number, 1 or more, got 0.');
    expect(() => oneHot(np.array([[0], [1]]))).toThrow(
      new np.ShapeError('oneHot(labels): expected shape [m] or [1, m], got [2, 1].'),
    );
  });
});
