import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { FamilyRun } from '../run.js';
import { caseOf, familyOf, runOf, variantOf } from '../testing/fakeRun.js';
import { targetLines } from '../targets/targets.js';
import { htmlReport } from './html.js';

const sweep = familyOf('np', [
  { size: 16, times: { loops: 1, np: 4, 'numpy 1 thread': 0.5 } },
  { size: 64, times: { loops: 64, np: 8, 'numpy 1 thread': 2 } },
  { size: 1024, times: { loops: 900, np: 90, 'numpy 1 thread': 20 } },
]);
const rows: FamilyRun = {
  ...familyOf('np', [], 'function', 'unary'),
  title: 'functions <of> "each" & every element',
  cases: ['exp', 'log'].map((label) => ({ ...caseOf(label, 'np', { loops: 3, np: 2 }), label })),
};
const run = runOf([sweep, { ...sweep, dtype: 'float32' }, rows], {
  options: ['--filter', '<b>'],
  peers: {
    present: [{ name: 'numpy 1 thread', version: '2.0' }],
    absent: [{ name: 'torch 1 thread', reason: 'No module <torch>' }],
  },
  memory: [
    {
      name: 'steps',
      title: 'steps',
      readings: Array.from({ length: 20 }, (_, i) => ({ count: i, rss: 9e7 + i })),
      flat: true,
      verdict: 'Memory stays flat: 90 MB.',
    },
  ],
});
const html = htmlReport(run, targetLines(run, { startMs: 12 }));
const { document } = parseHTML(html);

describe('htmlReport', () => {
  it('loads nothing, runs nothing, and names no other place', () => {
    expect(html).not.toMatch(/https?:|\/\/[a-z]/i);
    expect(document.querySelectorAll('script, link, img, iframe, object')).toHaveLength(0);
    expect(html).not.toMatch(/@import|url\(/);
    for (const { attributes } of document.querySelectorAll('[href]')) {
      for (const { name, value } of attributes) if (name === 'href') expect(value).toMatch(/^#/);
    }
  });

  it('is well formed: every tag that is opened is closed, every link leads somewhere, no id comes twice', () => {
    const open: string[] = [];
    for (const [, slash = '', tag = '', rest = ''] of html.matchAll(/<(\/?)([a-zA-Z][\w]*)((?:"[^"]*"|[^>"])*)>/g)) {
      if (slash === '/') expect(open.pop()).toBe(tag);
      else if (!rest.endsWith('/') && !['meta', 'html'].includes(tag)) open.push(tag);
      else if (tag === 'html') open.push('html');
    }
    expect(open).toEqual([]);
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      expect(ids).toContain(link.getAttribute('href')?.slice(1));
    }
  });

  it('shows text as text', () => {
    expect(html).toContain('functions &lt;of&gt; &quot;each&quot; &amp; every element');
    expect(html).toContain('No module &lt;torch&gt;');
    expect(html).not.toContain('<b>');
  });

  it('has a chart and a table for each dtype of a family, and for memory', () => {
    const section = document.querySelector('section[aria-labelledby="sum"]');
    expect(section?.querySelectorAll('.chart svg')).toHaveLength(2);
    expect(section?.querySelectorAll('table')).toHaveLength(2);
    const cells = [...(section?.querySelectorAll('tbody tr:last-child td') ?? [])].map(
      ({ textContent }) => textContent,
    );
    expect(cells.slice(0, 3)).toEqual(['90.0 ms ±0 %', '900 ms ±0 % × 10', '20.0 ms ±0 % × 0.22']);
    expect(html).toContain('they cross at about n = ');
    expect(document.querySelector('#memory ~ section svg')).not.toBeNull();
    expect(html).toContain('Memory stays flat: 90 MB.');
  });

  it('labels every size of a sweep, and draws the roof of rates', () => {
    const chart = document.querySelector('section[aria-labelledby="sum"] .chart svg');
    const texts = [...(chart?.querySelectorAll('text') ?? [])].map(({ textContent }) => textContent);
    for (const label of ['16', '64', '1.02k', 'roof']) expect(texts).toContain(label);
    expect(html).toContain('The dashed roof is the best that anyone reached in this run');
  });

  it('draws every symbol of a legend filled, never as strokes that a fill leaves invisible', () => {
    const names = Array.from({ length: 8 }, (_, i) => `way ${i}`);
    const page = parseHTML(
      htmlReport(
        runOf([familyOf('way 0', [{ size: 1, times: Object.fromEntries(names.map((name, i) => [name, i + 1])) }])]),
      ),
    ).document;
    const shapes = [...page.querySelectorAll('.legend svg')].map((svg) => svg.querySelector('circle, path'));
    expect(shapes).toHaveLength(8);
    for (const shape of shapes) {
      const path = shape?.getAttribute('d');
      // A closed outline, or a circle.
      if (path !== null) expect(path).toMatch(/Z|A/);
    }
  });

  it('says who was left out and why, and what is a tie', () => {
    const family = {
      ...familyOf('np', []),
      cases: [
        {
          ...caseOf('kernels/sum/1/f64', 'np', {}, 1),
          variants: [variantOf('np', 5, 1), variantOf('loop', 5.5, 1)],
          leftOut: [{ name: 'jax-js', reason: 'too slow' }],
        },
        caseOf('kernels/sum/2/f64', 'np', { np: 1, 'jax-js': 2 }, 2),
      ],
    };
    const page = htmlReport(runOf([family]));
    expect(page).toContain('too slow');
    expect(page).toContain('5.50 ms <small>±18 %</small> <small>tie</small>');
  });

  it('works for a run without anything', () => {
    expect(htmlReport(runOf([]))).toContain('keepdims benchmarks');
  });
});
