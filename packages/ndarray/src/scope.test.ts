import { describe, expect, it } from 'vitest';
import * as np from './index.js';

const large = (value: number) => np.full([100, 100], value);

describe('scope', () => {
  it('keeps what is returned, however deep, and the memory of views', () => {
    const kept = np.scope(() => {
      const a = large(2);
      return { list: [np.multiply(a, 3)], map: new Map([['view', np.slice(large(5), 0)]]), number: np.sum(a) };
    });
    expect(kept.list.map((a) => np.sum(a))).toEqual([60_000]);
    expect(kept.map.get('view')?.toArray()).toEqual(new Array(100).fill(5));
    expect(kept.number).toBe(20_000);
  });

  it('releases the rest: using it says what to do', () => {
    let leaked: np.NDArray | undefined;
    np.scope(() => {
      leaked = large(1);
      return 1;
    });
    expect(() => np.sum(leaked as np.NDArray)).toThrow(
      new Error(
        'This array was made inside a scope that has ended, and its memory was released. Return it from the scope to keep it.',
      ),
    );
  });

  it('leaves arrays from outside alone, and writes to them', () => {
    const outside = large(1);
    np.scope(() => np.add(outside, 1, { out: outside }));
    expect(np.sum(outside)).toBe(20_000);
  });

  it('nests: what an inner scope returns belongs to the outer one', () => {
    let inner: np.NDArray | undefined;
    np.scope(() => {
      inner = np.scope(() => large(3));
      expect(np.sum(inner)).toBe(30_000);
      return 0;
    });
    expect(() => np.sum(inner as np.NDArray)).toThrow('scope that has ended');
  });

  it('releases everything when the function throws', () => {
    let inner: np.NDArray | undefined;
    expect(() =>
      np.scope(() => {
        inner = large(3);
        throw new RangeError('mine');
      }),
    ).toThrow('mine');
    expect(() => np.sum(inner as np.NDArray)).toThrow('scope that has ended');
  });

  it('refuses a promise', () => {
    expect(() => np.scope(async () => Promise.resolve(large(1)))).toThrow(
      new TypeError('scope(f): f returned a promise. Await outside, and put only the synchronous part in a scope.'),
    );
  });

  it('reuses memory: data that was asked for is never overwritten', () => {
    const data = np.scope(() => large(7).data);
    for (let i = 0; i < 50; i++) np.scope(() => large(i));
    expect(data.every((x) => x === 7)).toBe(true);
  });
});

describe('overlap', () => {
  it('is seen between views of other element types on one buffer', () => {
    const buffer = new ArrayBuffer(64);
    const ints = np.asArray(new Int32Array(buffer, 0, 8));
    const out = np.asArray(new Float64Array(buffer));
    np.assign(ints, 4);
    expect(np.sqrt(ints, { out }).toArray()).toEqual(new Array(8).fill(2));
  });
});

describe('data', () => {
  it('is an ordinary typed array, shared by all views, in step with the array', () => {
    const a = large(1);
    const view = np.slice(a, 0);
    const data = a.data;
    expect(data.buffer).toBeInstanceOf(ArrayBuffer);
    expect(data.buffer.byteLength).toBe(80_000);
    expect(view.data).toBe(data);
    data[3] = 9;
    expect(view.at(3)).toBe(9);
    np.assign(view, 4);
    expect(data[3]).toBe(4);
    expect(structuredClone(data)).toEqual(data);
  });
});
