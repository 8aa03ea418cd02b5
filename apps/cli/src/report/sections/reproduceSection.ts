import { trainWords } from '../../commands/trainWords.js';
import { commandLine } from '../../render/commandLine.js';
import { factText } from '../../runs/facts.js';
import { isObject } from '../../run/runConfig.js';
import { definitions, table } from '../figure.js';
import { markup } from '../html.js';
import type { Content, Markup } from '../html.js';
import type { Report } from '../report.js';
import { dataOf } from '../words.js';

/** How to come to the same numbers. */
export function reproduceSection({ run: { config, modelSha256 } }: Report): Markup {
  const { source, sha256, validation } = dataOf(config);
  const facts: (readonly [string, Content])[] = [
    ...(config === undefined ? [] : [['seed', factText(config.seed)] as const]),
    ...(sha256 === undefined ? [] : [[`SHA-256 of ${source ?? 'the data'}`, markup`<code>${sha256}</code>`] as const]),
    ...(validation === undefined
      ? []
      : [[`SHA-256 of ${validation.source}`, markup`<code>${validation.sha256}</code>`] as const]),
    ['SHA-256 of model.json', markup`<code>${modelSha256}</code>`],
  ];
  const command =
    config === undefined || source === undefined
      ? undefined
      : markup`<p>The same data, settings and versions on the same kind of machine give the same bytes of model.json:</p>
<pre tabindex="0"><code>${commandLine(trainWords(config, source), {}, 0).map((line) => markup`${line}\n`)}</code></pre>`;
  return markup`${command}
${definitions(facts)}
${versionTable(config?.versions)}`;
}

function versionTable(versions: unknown): Markup | undefined {
  if (!isObject(versions)) return undefined;
  return table('Versions', {
    head: ['trained with', 'version'],
    rows: Object.entries(versions).map(([name, version]) => [name, factText(version)]),
  });
}
