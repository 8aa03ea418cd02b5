import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { columns, generateCsv } from './generateCsv.js';
import { showStreaming } from './showStreaming.js';

it('the generated file is the same each time, with as many columns as it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keepdims-bench-'));
  try {
    const [a, b] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    expect(generateCsv(a, 500)).toEqual({ rows: 500, bytes: readFileSync(a).length, isOld: false });
    generateCsv(b, 500);
    expect(readFileSync(b, 'utf8') === readFileSync(a, 'utf8')).toBe(true);
    const lines = readFileSync(a, 'utf8').split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'x1,x2,x3,x4,x5,x6,x7,x8,x9,x10,city,y',
      '-0.96067609591409,0.39917745161801,0.26910576736554,-0.58940993389114,-0.54259542329236,0.15569765027612,0.98560425918549,0.52016516868025,-0.79783520847558,-0.35690260259434,Auburn,-0.27520100438958',
    ]);
    expect(lines).toHaveLength(502);
    expect(lines.slice(0, 501).every((line) => line.split(',').length === columns)).toBe(true);
    expect(generateCsv(a, 500).isOld).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the result is told in sentences', () => {
  const result = { rows: 1e7, bytes: 2e9, prepared: 20, trained: 12.5, ended: 40, peakBytes: 5.5e8 };
  expect(showStreaming(result)).toEqual([
    'Reading it and measuring its columns took 20.0 s (500,000 rows/s, 100 MB/s),',
    'the epoch, four fifths of the rows trained on and a fifth tested, 12.5 s (800,000 rows/s),',
    'all with the results and the report 40.0 s (250,000 rows/s).',
    'The process had 550 MB at most, below the 600 MB allowed.',
  ]);
  expect(showStreaming({ ...result, peakBytes: 7e8 })[3]).toBe(
    'The process had 700 MB at most, ABOVE the 600 MB allowed.',
  );
});
