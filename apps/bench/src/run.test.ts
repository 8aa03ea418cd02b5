import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import { appFolder } from './appFolder.js';
import { bench } from './bench.js';
import { familyOf, runOf } from './testing/fakeRun.js';

const folder = mkdtempSync(join(tmpdir(), 'keepdims-run-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const schema = JSON.parse(readFileSync(join(appFolder(), 'run.schema.json'), 'utf8'));
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
const problems = (run: unknown) => (validate(run) ? [] : validate.errors);

describe('run.schema.json', () => {
  it('describes what a run writes', async () => {
    let out = '';
    const output = { out: (text: string) => (out += text), err: () => undefined };
    const args = ['--quick', '--filter', 'course/dot', '--size', '64', '--json', '-', '--html', join(folder, 'r.html')];
    expect(await bench(args, output)).toBe(0);
    expect(problems(JSON.parse(out))).toEqual([]);
  });

  it('describes memory, peers, notes and what was left out', () => {
    const [plain] = familyOf('np', [{ size: 1, times: { np: 1, 'brain.js': 2 } }]).cases;
    const [np, peer] = plain?.variants ?? [];
    const family = {
      ...familyOf('np', []),
      section: '§2.11',
      cases: [{ ...plain, variants: [np, { ...peer, note: 'another job' }], leftOut: [{ name: 'a', reason: 'b' }] }],
    };
    const run = {
      ...runOf([]),
      families: [family],
      peers: { present: [{ name: 'a', version: '1' }], absent: [{ name: 'b', reason: 'c' }] },
      memory: [{ name: 'steps', title: 't', readings: [{ count: 0, rss: 1e8 }], flat: true, verdict: 'v' }],
    };
    expect(problems(run)).toEqual([]);
  });

  it('refuses what it does not describe', () => {
    expect(problems({ ...runOf([]), colour: 'red' })).toHaveLength(1);
    expect(problems({ ...runOf([]), format: 2 })).toHaveLength(1);
    expect(problems(runOf([{ ...familyOf('np', []), group: 'others' as never }]))).toHaveLength(1);
  });
});
