import { describe, expect, it } from 'vitest';
import { collectGarbage } from './engineFlags.js';

describe('collectGarbage', () => {
  it('lets finalizers run', async () => {
    let finalized = false;
    const registry = new FinalizationRegistry(() => (finalized = true));
    (() => registry.register(new Float64Array(1000), 'gone'))();
    await collectGarbage();
    await collectGarbage();
    expect(finalized).toBe(true);
  });
});
