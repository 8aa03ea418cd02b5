import { factText, leaves } from '../../runs/facts.js';
import { shorten } from '../../render/width.js';
import { table } from '../figure.js';
import { markup } from '../html.js';
import type { Markup } from '../html.js';
import type { Report } from '../report.js';

/** What the other sections tell. */
const elsewhere = /^(schemaVersion|data|versions)(\.|$)/;

/** Every setting, resolved. */
export function configSection({ run: { config } }: Report): Markup | undefined {
  if (config === undefined) return undefined;
  const settings = [...leaves(config)].filter(([name]) => !elsewhere.test(name));
  return table(
    'Settings',
    {
      head: ['setting', 'value'],
      rows: settings.map(([name, value]) => [
        name,
        markup`<code>${shorten(Array.isArray(value) ? value.map(factText).join(', ') || 'none' : factText(value), 400)}</code>`,
      ]),
    },
    'settings',
  );
}
