import type { ChartWords } from './charts/draw.js';
import { markup } from './html.js';
import type { Content, Markup } from './html.js';

/** A table: a head, and rows whose first cell names them. */
export interface TableOf {
  readonly head: readonly Content[];
  readonly rows: readonly (readonly Content[])[];
}

/** A table that scrolls by itself where it is wider than the page, by keyboard too. */
export function table(label: string, { head, rows }: TableOf, className?: string): Markup {
  const lines = rows.map(
    ([first, ...others]) =>
      markup`<tr><th scope="row">${first}</th>${others.map((cell) => markup`<td>${cell}</td>`)}</tr>\n`,
  );
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table${className === undefined ? undefined : markup` class="${className}"`}>
<thead><tr>${head.map((cell) => markup`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${lines}</tbody></table></div>`;
}

/** A chart with its title above, its legend, a caption, and its numbers folded below. */
export function figure(
  words: ChartWords,
  chart: Markup,
  numbers: TableOf,
  { legend, caption }: { readonly legend?: Markup | undefined; readonly caption?: Content } = {},
): Markup {
  return markup`<figure>
<h3>${words.title}</h3>
${legend}
<div class="chart">${chart}</div>
${caption === undefined ? undefined : markup`<figcaption>${caption}</figcaption>`}
<details><summary>The numbers</summary>
${table(words.title, numbers)}
</details>
</figure>
`;
}

/** Names and values, one below the other. */
export function definitions(entries: readonly (readonly [name: string, value: Content])[]): Markup {
  return markup`<dl>${entries.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}
