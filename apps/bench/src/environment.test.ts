import { describe, expect, it } from 'vitest';
import { environment, showEnvironment } from './environment.js';

describe('environment', () => {
  it('describes this machine', () => {
    const here = environment('.');
    expect(here.node).toBe(process.version);
    expect(here.cpu).not.toBe('');
    expect(here.cores).toBeGreaterThan(0);
    expect(['reference', 'simd', 'relaxed-simd']).toContain(here.backend.name);
  });

  it('does without a checkout', () => {
    expect(environment('/')).not.toHaveProperty('commit');
  });
});

describe('showEnvironment', () => {
  it('names what the numbers depend on', () => {
    const here = {
      node: 'v20.19.0',
      system: 'linux x64',
      cpu: 'Some CPU',
      cores: 1,
      backend: { name: 'simd', threads: 2 },
    };
    expect(showEnvironment(here)).toBe('node v20.19.0, linux x64, Some CPU, 1 core, kernels: simd on 2 threads');
    expect(showEnvironment({ ...here, commit: 'abc+' })).toMatch(/, commit abc\+$/);
  });
});
