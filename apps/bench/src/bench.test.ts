import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bench } from './bench.js';

const folder = mkdtempSync(join(tmpdir(), 'keepdims-bench-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]) {
  let out = '';
  let err = '';
  const exitCode = await bench(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { exitCode, out, err };
}

describe('bench', () => {
  it('times the cases that the filter leaves', async () => {
    const { exitCode, out, err } = await run('--quick', '--filter', 'LOGISTIC/64', '--html', join(folder, 'a.html'));
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toContain(`node ${process.version}`);
    expect(out).toContain('Up to 7 samples of each variant');
    expect(out).toMatch(/^ {2}no loop +[\d.]+ (ns|µs|ms|s) /m);
    expect(out).not.toContain('course/dot');
    expect(out).toContain(`The report with charts: ${join(folder, 'a.html')}`);
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toContain('logistic regression');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('writes JSON to standard output and the tables beside it', async () => {
    const html = join(folder, 'b.html');
    const { out, err } = await run('--quick', '--filter', 'dot', '--size', '100', '--json', '-', '--html', html);
    expect(JSON.parse(out)).toMatchObject({ format: 1, families: [{ name: 'dot', cases: [{ size: 100 }] }] });
    expect(err).toContain('course/dot');
  });

  it('writes JSON to a file', async () => {
    const file = join(folder, 'run.json');
    const html = join(folder, 'c.html');
    await run('--quick', '--filter', 'dot', '--size', '10', '--dtype', 'float32', '--json', file, '--html', html);
    expect(JSON.parse(readFileSync(file, 'utf8')).families[0].dtype).toBe('float32');
  });

  it('explains itself within 100 columns', async () => {
    const { exitCode, out } = await run('--help');
    expect(exitCode).toBe(0);
    for (const option of ['--quick', '--peers', '--targets', '--compare']) expect(out).toContain(option);
    expect(out).toContain('training/step');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('says which cases there are when the filter leaves none', async () => {
    const { exitCode, out, err } = await run('--filter', 'fft');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(/^bench: --filter fft: no case's name contains that\. There are: course\/dot, .*\n$/);
  });

  it('refuses options that it does not know', async () => {
    const { exitCode, out, err } = await run('--fast');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(/^bench: Unknown option '--fast'.*--help lists the options\.\n$/);
  });

  it('says so when no run is kept under a name', async () => {
    const { exitCode, err } = await run('--compare', 'never-kept');
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^bench: no run is kept under the name never-kept\. /);
  });
});
