import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRun, SavedRunError, saveRun } from './savedRuns.js';
import { familyOf, runOf } from './testing/fakeRun.js';

const folder = mkdtempSync(join(tmpdir(), 'keepdims-runs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('saved runs', () => {
  const run = runOf([familyOf('np', [{ size: 1, times: { np: 1 } }])]);

  it('come back as they were', () => {
    expect(() => loadRun('a', folder)).toThrow(
      new SavedRunError('no run is kept under the name a. None are: keep one with --save NAME.'),
    );
    expect(saveRun('first', run, folder)).toBe(join(folder, 'first.json'));
    expect(loadRun('first', folder)).toEqual(run);
    expect(() => loadRun('a', folder)).toThrow(new SavedRunError('no run is kept under the name a. There are: first.'));
  });

  it('are refused when another program wrote them', () => {
    const path = join(folder, 'other.json');
    writeFileSync(path, '{"format": 99}');
    expect(() => loadRun('other', folder)).toThrow(
      new SavedRunError(`${path} has format 99, but this program reads 1: keep it anew.`),
    );
    writeFileSync(path, '{');
    expect(() => loadRun('other', folder)).toThrow(SavedRunError);
  });
});
