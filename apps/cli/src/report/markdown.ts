import { plainText } from '../render/plainText.js';

/** Text from a file as Markdown: nothing in it is taken for a mark or for HTML, and it stays on its line. */
export function markdownText(text: string): string {
  return plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]#|~$!]/g, String.raw`\$&`);
}

/** A table in Markdown; cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)];
}

/** Text as code on a line of its own: a fence longer than any within. */
export function markdownCode(lines: readonly string[]): string[] {
  const longest = Math.max(2, ...lines.flatMap((text) => text.match(/`+/g)?.map((run) => run.length) ?? []));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, ...lines, fence];
}
