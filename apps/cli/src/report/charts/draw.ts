import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { plainText } from '../../render/plainText.js';
import { Markup } from '../html.js';

// linkedom's document has all of a document that Plot asks for.
const { document } = parseHTML('<html></html>');

/** What a chart is called and shows, for those who don't see it. */
export interface ChartWords {
  /** Of the page's elements; ids of the chart begin with it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Width of a chart in its own unit; it is shown about as wide, and scaled where there is less room. */
const chartWidth = 460;

/**
 * A chart as SVG that needs nothing beside the page's style sheet: the same numbers give the same text.
 *
 * Places are rounded to tenths of a pixel. Colours are CSS variables of the page.
 */
export function draw({ id, title, description }: ChartWords, options: Plot.PlotOptions): Markup {
  const plot = Plot.plot({
    document,
    className: 'plot',
    width: chartWidth,
    height: 300,
    marginTop: 28,
    marginLeft: 56,
    marginRight: 22,
    marginBottom: 40,
    ...options,
  });
  // Plot's own style sheet comes with each chart; the page has one for all.
  for (const style of plot.querySelectorAll('style')) style.remove();
  const [titleId, descriptionId] = [`${id}-title`, `${id}-desc`];
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-labelledby', `${titleId} ${descriptionId}`);
  for (const [tag, own, text] of [
    ['desc', descriptionId, description],
    ['title', titleId, title],
  ] as const) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    element.setAttribute('id', own);
    element.textContent = text;
    plot.prepend(element);
  }
  return new Markup(
    plainText(plot.outerHTML) // names of classes and columns stand in axes too
      .replaceAll(/ xmlns(:xlink)?="[^"]*"/g, '')
      .replaceAll(/ (?:d|transform|[xy][12]?|c[xy]|r|width|height)="[^"]*"/g, rounded), // places, not opacities
  );
}

function rounded(attribute: string): string {
  return attribute.replace(/-?\d+\.\d{2,}(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10));
}
