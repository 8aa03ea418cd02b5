import { afterEach, describe, expect, it } from 'vitest';
import { backend, useThreads } from './backend.js';
import { onThreads } from './onThreads.js';

const before = backend().threads;
afterEach(() => {
  useThreads(before);
});

describe('onThreads', () => {
  let calls = 0;
  const variant = { name: 'product', run: () => ({ a: ++calls }) };

  it('is the variant under another name, and calls nothing where the number is right already', async () => {
    const [same] = onThreads(variant, before, 'as it is');
    expect(same?.name).toBe('as it is');
    await same?.prepare?.();
    expect(calls).toBe(0);
  });

  it('starts the threads with a call before a sample, and puts the number back after it', async () => {
    const other = before === 1 ? 2 : 1;
    for (const { prepare, finish } of onThreads(variant, other, 'others')) {
      expect(backend().threads).toBe(before);
      await prepare?.();
      expect(backend().threads).toBe(other);
      expect(calls).toBe(1);
      finish?.();
      expect(backend().threads).toBe(before);
    }
  });

  it('is none where so many threads are impossible', () => {
    expect(onThreads(variant, 100_000, 'too many')).toEqual([]);
    expect(backend().threads).toBe(before);
  });
});
