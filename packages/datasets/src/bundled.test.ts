import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzip } from './gunzip.js';

const data = new URL('../data/', import.meta.url);
const files = readdirSync(data).filter((file) => file.endsWith('.csv.gz'));

describe('bundled modules', () => {
  it('are one for each file, and no others', () => {
    const modules = readdirSync(new URL('./bundled/', import.meta.url));
    expect(modules.map((file) => file.replace('.ts', '.csv.gz')).sort()).toEqual([...files].sort());
    expect(files).toHaveLength(6);
  });

  it.each(files)('%s is the module byte for byte (else run scripts/bundle.mjs)', async (file) => {
    const raw = readFileSync(new URL(file, data));
    const { base64 } = (await import(`./bundled/${file.replace('.csv.gz', '')}.ts`)) as { base64: string };
    expect(Buffer.from(base64, 'base64').equals(raw)).toBe(true);
    expect(await gunzip(base64)).toBe(gunzipSync(raw).toString('utf8'));
  });

  it('fail to load when damaged', async () => {
    await expect(gunzip(Buffer.from('not gzip').toString('base64'))).rejects.toThrow();
  });
});
