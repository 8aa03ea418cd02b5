import { describe, expect, it } from 'vitest';
import { chooseWorkloads } from './runMemory.js';
import { judge, watch } from './watch.js';
import { workloads } from './workloads.js';

describe('the workloads', () => {
  it.each(workloads)('$name: done as often as asked, and watched', (workload) => {
    const readings = watch(workload, 200);
    expect(readings.map(({ count }) => count)).toEqual([0, ...Array.from({ length: 100 }, (_, i) => 2 * (i + 1))]);
    for (const { rss } of readings) expect(rss).toBeGreaterThan(1e6);
  });

  it('are chosen as cases are', () => {
    expect(chooseWorkloads('').map(({ name }) => name)).toEqual(['temporaries', 'steps']);
    expect(chooseWorkloads('memory/st').map(({ name }) => name)).toEqual(['steps']);
    expect(chooseWorkloads('gemm')).toEqual([]);
  });
});

describe('judge', () => {
  const readings = (rssAt: (i: number) => number) =>
    Array.from({ length: 101 }, (_, i) => ({ count: 10 * i, rss: rssAt(i) }));
  const about = { name: 'steps', title: 'steps' } as const;

  it('forgives the start and a peak', () => {
    const result = judge(
      about,
      readings((i) => (i < 10 ? 50e6 + i * 5e6 : i === 70 ? 180e6 : 100e6 + (i % 2) * 1e6)),
    );
    expect(result.flat).toBe(true);
    expect(result.verdict).toBe(
      'Memory stays flat: 101 MB in the second quarter, 100 MB in the last, never above 180 MB.',
    );
  });

  it('notices a leak', () => {
    const result = judge(
      about,
      readings((i) => 100e6 + i * 1e6),
    );
    expect(result.flat).toBe(false);
    expect(result.verdict).toMatch(/^Memory grows: 137 MB in the second quarter, 188 MB in the last, up to 200 MB\.$/);
  });
});
