import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { gzippedSize } from './sizes.js';

const folder = mkdtempSync(join(tmpdir(), 'keepdims-sizes-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('gzippedSize', () => {
  it('adds up scripts, in folders too, and nothing else', () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'a.js'), 'a'.repeat(5000));
    writeFileSync(join(folder, 'a.js.map'), 'b'.repeat(5000));
    writeFileSync(join(folder, 'assets', 'c.js'), 'let c');
    const size = (text: string) => gzipSync(text, { level: 9 }).length;
    expect(gzippedSize(folder)).toBe(size('a'.repeat(5000)) + size('let c'));
    expect(gzippedSize(folder, (file) => file.startsWith('a.'))).toBe(size('a'.repeat(5000)));
  });

  it('is unknown where nothing was built', () => {
    expect(gzippedSize(join(folder, 'nothing'))).toBeUndefined();
    expect(gzippedSize(folder, () => false)).toBeUndefined();
  });
});
