import { markup } from '../html.js';
import type { Markup } from '../html.js';

/** How one of several lines is drawn: by colour and by dashes, so that neither is needed alone. */
export interface Look {
  readonly color: string;
  readonly dash: string | undefined;
}

const dashes = [undefined, '7 4', '2 3', '9 3 2 3', '12 5', '4 4', '9 3 2 3 2 3', '1 5'] as const;

/** The most lines that can be told apart. */
export const mostLooks = dashes.length;

/** The look of the i-th line. */
export function lookOf(i: number): Look {
  return { color: `var(--series-${i % mostLooks})`, dash: dashes[i % mostLooks] };
}

/** What the lines of a chart are. */
export function legend(names: readonly string[]): Markup {
  const items = names.map((name, i) => {
    const { color, dash } = lookOf(i);
    const line = markup`<line x1="0" y1="6" x2="34" y2="6" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash ?? 'none'}"/>`;
    return markup`<li><svg width="34" height="12" aria-hidden="true">${line}</svg> ${name}</li>`;
  });
  return markup`<ul class="legend">${items}</ul>`;
}
