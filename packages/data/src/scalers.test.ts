import * as np from '@keepdims/ndarray';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scalerFromJSON } from './affineScaler.js';
import { FormatError } from '@keepdims/shapes';
import { minMaxScaler } from './minMaxScaler.js';
import { standardScaler } from './standardScaler.js';

describe('standardScaler', () => {
  it('measures each row over the examples, with divisor m', () => {
    const scaler = standardScaler().fit(
      np.array([
        [1, 3, 5, 7],
        [10, 10, 20, 20],
      ]),
    );
    expect(scaler.shift).toEqual([4, 15]);
    expect(scaler.scale[0]).toBeCloseTo(Math.sqrt(5), 15);
    expect(scaler.scale[1]).toBe(5);
    const scaled = scaler.transform(np.array([[4], [25]]));
    expect(scaled.toArray()).toEqual([[0], [2]]);
  });

  it('gives mean 0 and deviation 1', () => {
    const X = np.array([
      [0.1, 5, -3, 8.5],
      [1e6, 1e6 + 1, 1e6 + 2, 1e6 + 7],
    ]);
    const scaled = standardScaler().fit(X).transform(X);
    for (const mean of np.mean(scaled, { axis: 1 }).toArray()) expect(mean).toBeCloseTo(0, 12);
    for (const deviation of np.std(scaled, { axis: 1 }).toArray()) expect(deviation).toBeCloseTo(1, 12);
  });

  it('leaves constant features finite, also those whose mean rounds', () => {
    const X = np.array([
      [0.1, 0.1, 0.1],
      [1e-200, 0, 0],
    ]);
    const scaler = standardScaler().fit(X);
    expect(scaler.scale).toEqual([1, 1]);
    expect(scaler.transform(np.array([[0.1], [0]])).at(0, 0)).toBe(0);
  });
});

it('refuses numbers whose squares overflow', () => {
  expect(() =>
    standardScaler().fit(
      np.array([
        [0, 1],
        [0, 1e200],
      ]),
    ),
  ).toThrow(
    new RangeError(
      'standardScaler.fit(X): feature 1: the values are too large to standardise: their squares overflow.',
    ),
  );
});

describe('minMaxScaler', () => {
  it('spans 0 to 1 on the fitted examples and goes beyond on others', () => {
    const scaler = minMaxScaler().fit(
      np.array([
        [2, 4, 6],
        [7, 7, 7],
      ]),
    );
    expect(
      scaler
        .transform(
          np.array([
            [2, 4, 8],
            [7, 7, 9],
          ]),
        )
        .toArray(),
    ).toEqual([
      [0, 0.5, 1.5],
      [0, 0, 2],
    ]);
  });

  it('refuses a range that overflows', () => {
    expect(() => minMaxScaler().fit(np.array([[-1e308, 1e308]]))).toThrow(
      'minMaxScaler.fit(X): feature 0: the range from -1e+308 to 1e+308 overflows.',
    );
  });
});

describe.each([
  ['standard', standardScaler],
  ['minMax', minMaxScaler],
] as const)('%s scaler', (kind, make) => {
  it('is undone by inverse', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 }), (examples) => {
        const X = np.array(examples).T();
        const scaler = make().fit(X);
        const back = scaler.inverse(scaler.transform(X));
        expect(np.allClose(back, X, { rtol: 1e-12, atol: 1e-9 })).toBe(true);
      }),
    );
  });

  it('keeps float32, reads views, and leaves NaN alone', () => {
    const rows = np.array(
      [
        [1, 2],
        [3, 4],
      ],
      { dtype: 'float32' },
    );
    const scaler = make().fit(rows.T());
    expect(scaler.transform(rows.T()).dtype).toBe('float32');
    expect(scaler.transform(rows.T()).toArray()).toEqual(
      kind === 'standard'
        ? [
            [-1, 1],
            [-1, 1],
          ]
        : [
            [0, 1],
            [0, 1],
          ],
    );
    expect(scaler.transform(np.array([[Number.NaN], [2]])).at(0, 0)).toBeNaN();
    expect(
      make()
        .fit(np.array([[1, 2]], { dtype: 'int32' }))
        .transform(np.array([[1]], { dtype: 'int32' })).dtype,
    ).toBe('float64');
  });

  it('survives JSON', () => {
    const scaler = make().fit(
      np.array([
        [1, 2, 4],
        [0, 0, 1],
      ]),
    );
    const copy = scalerFromJSON(JSON.parse(JSON.stringify(scaler)));
    expect(copy).toEqual(scaler);
    expect(copy.kind).toBe(kind);
  });

  it('refuses what it cannot measure', () => {
    expect(() =>
      make().fit(
        np.array([
          [1, 2],
          [3, Number.NaN],
        ]),
      ),
    ).toThrow(
      new RangeError(`${kind}Scaler.fit(X): feature 1 is NaN for example 1; replace or remove such values first.`),
    );
    expect(() => make().fit(np.array([[Number.NEGATIVE_INFINITY]]))).toThrow('feature 0 is -Infinity for example 0');
    expect(() => make().fit(np.zeros([2, 0]))).toThrow(
      `${kind}Scaler.fit(X): X has shape [2, 0]: there are no examples.`,
    );
    expect(() => make().fit(np.array([1, 2]))).toThrow(
      new np.ShapeError(
        `${kind}Scaler.fit(X): expected two axes, [features, examples], got shape [2]; np.asRow or np.asColumn makes one of a rank-1 array.`,
      ),
    );
    expect(() =>
      make()
        .fit(
          np.array([
            [1, 2],
            [3, 4],
          ]),
        )
        .inverse(np.array([[1]])),
    ).toThrow('scaler.inverse(X): X has shape [1, 1]: 1 features (rows), but the scaler was fitted on 2.');
  });
});

describe('scalerFromJSON', () => {
  it.each([
    [null],
    ['standard'],
    [{ kind: 'robust', shift: [0], scale: [1] }],
    [{ kind: 'standard', shift: [0], scale: [0] }],
    [{ kind: 'standard', shift: [0, 1], scale: [1] }],
    [{ kind: 'standard', shift: [null], scale: [1] }],
    [{ kind: 'standard', shift: [0] }],
  ])('refuses %j', (json) => {
    expect(() => scalerFromJSON(json)).toThrow(
      new FormatError(
        "a saved scaler needs kind 'standard' or 'minMax', and shift and scale: lists of finite numbers, equally long, scales above 0.",
        { expected: 'a saved scaler' },
      ),
    );
  });
});
