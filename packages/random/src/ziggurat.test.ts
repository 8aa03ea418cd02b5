import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { zigguratTables } from './zigguratTables.js';

describe('the tables of the ziggurat', () => {
  const bytes = Buffer.from(zigguratTables, 'base64');
  const entry = (table: number, i: number): number => bytes.readDoubleLE(8 * (256 * table + i));

  it('are those that tooling/golden/ziggurat_tables.py read from NumPy', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '9147997887d75653cc0730f0bb513932f5b53ad30604080a332d05c0e264805d',
    );
  });

  it('begin and end with the figures of ziggurat_constants.h', () => {
    expect([entry(0, 0), entry(0, 1), entry(0, 255)]).toEqual([0x000ef33d8025ef6a, 0, 0x000f1a5a4b331c4a]);
    expect([entry(1, 0), entry(1, 1), entry(1, 255)]).toEqual([
      8.6836270608013062e-16, 4.7793301757277368e-17, 8.1138493376564842e-16,
    ]);
    expect([entry(2, 0), entry(2, 1), entry(2, 2)]).toEqual([1, 9.771017012676716e-1, 9.5987909180010667e-1]);
  });

  it('fit together: heights of the normal curve at the edges, layers of one area', () => {
    for (let i = 1; i < 256; i++) {
      const edge = entry(1, i) * 2 ** 52;
      expect(Math.abs(entry(2, i) / Math.exp(-0.5 * edge * edge) - 1)).toBeLessThan(1e-13);
      if (i === 1) continue;
      const inner = entry(1, i - 1) * 2 ** 52;
      expect(Math.abs(entry(0, i) / 2 ** 52 - inner / edge)).toBeLessThan(1e-13);
    }
  });
});
