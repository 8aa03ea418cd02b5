import { describe, expect, it } from 'vitest';
import { bench } from './bench.js';

function run(...args: string[]) {
  let out = '';
  let err = '';
  const exitCode = bench(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { exitCode, out, err };
}

describe('bench', () => {
  it('times the cases that the filter leaves', () => {
    const { exitCode, out, err } = run('--quick', '--filter', 'LOGISTIC-64');
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toContain(`node ${process.version}`);
    expect(out).toContain('7 samples of each variant');
    expect(out).toMatch(/^ {2}no loop +[\d.]+ (ns|µs|ms|s) /m);
    expect(out).not.toContain('dot-');
  });

  it('explains itself', () => {
    const { exitCode, out } = run('--help');
    expect(exitCode).toBe(0);
    expect(out).toContain('--quick');
    expect(out).toContain('logistic-12288x209');
  });

  it('says which cases there are when the filter leaves none', () => {
    expect(run('--filter', 'fft')).toEqual({
      exitCode: 2,
      out: '',
      err: "bench: --filter fft: no case's name contains that. There are: dot-1000000, logistic-64x209, logistic-12288x209.\n",
    });
  });

  it('refuses options that it does not know', () => {
    const { exitCode, out, err } = run('--fast');
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(/^bench: Unknown option '--fast'.*--help lists the options\.\n$/);
  });
});
