import { plainText } from '../render/plainText.js';

/** Text that is HTML already. */
export class Markup {
  readonly text: string;

  /** @param text - HTML, taken as it is: never text from a file. */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What a template may hold: texts and numbers, which are escaped, and markup, which isn't. `undefined` is nothing. */
export type Content = string | number | Markup | undefined | readonly Content[];

/**
 * A template of HTML. Whatever stands in it is escaped, in elements as well as in quoted attributes, unless it is made by a template itself.
 *
 * @example markup`<td title="${'"'}">${'a < b'}</td>`.text // '<td title="&quot;">a &lt; b</td>'
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, i) => part + (i < values.length ? textOf(values[i]) : '')).join(''));
}

function textOf(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escapeHTML(content);
  return content.map(textOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from anywhere as HTML: control characters, which HTML forbids, become spaces. */
function escapeHTML(text: string): string {
  return plainText(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
