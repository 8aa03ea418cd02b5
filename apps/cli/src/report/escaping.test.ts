import { expect, test } from 'vitest';
import { shareChart } from './charts/barCharts.js';
import { markup } from './html.js';
import { markdownCode, markdownTable, markdownText } from './markdown.js';

test('a template escapes what stands in it, unless a template made it', () => {
  const name = `<script>alert("a & b's")</script>`;
  expect(markup`<td title="${name}">${name}</td>`.text).toBe(
    '<td title="&lt;script&gt;alert(&quot;a &amp; b&#39;s&quot;)&lt;/script&gt;">&lt;script&gt;alert(&quot;a &amp; b&#39;s&quot;)&lt;/script&gt;</td>',
  );
  expect(markup`<ul>${[1, 'a<b', undefined, markup`<li>${'x&y'}</li>`]}</ul>`.text).toBe(
    '<ul>1a&lt;b<li>x&amp;y</li></ul>',
  );
  expect(markup`${'a\u0000b\u001b[31mc\nd'}`.text).toBe('a b [31mc d');
});

test('a chart says names as they are, without what HTML forbids', () => {
  const words = { id: 'c', title: '</title><b>\u0007', description: '</desc>' };
  const { text } = shareChart(words, [{ name: '<i>\u001b[31m', count: 2 }, { name: 'b', count: 1 }], 'rows'); // prettier-ignore
  expect(text).toContain('<title id="c-title">&lt;/title&gt;&lt;b&gt; </title>');
  expect(text).toContain('>&lt;i&gt; [31m</text>');
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for.
  expect(text).not.toMatch(/[\u0000-\u001f]/);
});

test('Markdown takes nothing in a text for a mark, and a table stays one', () => {
  expect(markdownText('a_b|*c*<b> [x](y) `z` # \\ $5 & ~\n## d')).toBe(
    'a\\_b\\|\\*c\\*&lt;b&gt; \\[x\\](y) \\`z\\` \\# \\\\ \\$5 &amp; \\~ \\#\\# d',
  );
  expect(markdownTable(['a', 'b'], [['1', '2']])).toEqual(['| a | b |', '| --- | --: |', '| 1 | 2 |']);
  expect(markdownCode(['x ``` y'])).toEqual(['````sh', 'x ``` y', '````']);
});
