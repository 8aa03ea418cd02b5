import { count, formatInteger } from '../render/numbers.js';
import { definitions } from './figure.js';
import { Markup, markup } from './html.js';
import type { Content } from './html.js';
import type { Report } from './report.js';
import { configSection } from './sections/configSection.js';
import { costSection } from './sections/costSection.js';
import { dataSection } from './sections/dataSection.js';
import { networkSection } from './sections/networkSection.js';
import { pictureSection } from './sections/pictureSection.js';
import { predictionSection } from './sections/predictionSection.js';
import { probabilitySection } from './sections/probabilitySection.js';
import { reproduceSection } from './sections/reproduceSection.js';
import { resultSection } from './sections/resultSection.js';
import { styles } from './styles.js';
import { dataOf, networkText, originText, partsText, resultSentences, titleOf, trainingText } from './words.js';

/** The parts of the page in their order; one that has nothing to tell is left out. */
const sections: readonly {
  readonly id: string;
  readonly title: string;
  readonly make: (report: Report) => Markup | undefined;
}[] = [
  { id: 'result', title: 'Result', make: resultSection },
  { id: 'predictions', title: 'Predictions', make: predictionSection },
  { id: 'probabilities', title: 'Probabilities', make: probabilitySection },
  { id: 'training', title: 'Training', make: costSection },
  { id: 'network', title: 'Network', make: networkSection },
  { id: 'pictures', title: 'Pictures', make: pictureSection },
  { id: 'data', title: 'Data', make: dataSection },
  { id: 'configuration', title: 'Configuration', make: configSection },
  { id: 'reproduce', title: 'How to reproduce it', make: reproduceSection },
];

/**
 * The report of a run as a page of its own: nothing is loaded from anywhere, nothing in it runs. The same report gives the same bytes: there
 * is neither a date nor the folder's name in it.
 */
export function reportPage(report: Report): string {
  const made = sections.flatMap(({ id, title, make }) => {
    const body = make(report);
    return body === undefined ? [] : [{ id, title, body }];
  });
  const title = titleOf(report);
  const sentence = resultSentences(report);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – keepdims report</title>
<style>${new Markup(styles)}</style>
</head>
<body>
<a class="skip" href="#${made[0]?.id}">Skip to the results</a>
<header>
<p class="kind">keepdims report</p>
<h1>${title}</h1>
${sentence === undefined ? undefined : markup`<p class="sentence">${sentence}</p>`}
${definitions(headFacts(report))}
${report.leftOut.map((why) => markup`<p class="left-out">${why}</p>\n`)}
<nav aria-label="Contents"><ul>${made.map((section) => markup`<li><a href="#${section.id}">${section.title}</a></li>`)}</ul></nav>
</header>
<main>
${made.map(
  (section) => markup`<section aria-labelledby="${section.id}">
<h2 id="${section.id}">${section.title}</h2>
${section.body}
</section>
`,
)}</main>
</body>
</html>
`.text;
}

function headFacts(report: Report): (readonly [string, Content])[] {
  const { run, rows } = report;
  const { net, preprocessing } = run.model;
  const { name = '' } = dataOf(run.config);
  const parts = partsText(report);
  const training = trainingText(report) ?? originText(report);
  const data = rows === undefined ? name : `${name}, ${count(rows.rowCount, 'row')}: ${parts ?? ''}`;
  const what =
    preprocessing.task === 'regression'
      ? 'a number (regression)'
      : `${formatInteger(preprocessing.classes.length)} classes`;
  return [
    ...(data === '' ? [] : [['data', data] as const]),
    ['target', `${preprocessing.target?.name ?? ''}, ${what}`],
    [
      'network',
      markup`<span class="notation">${networkText(report)}</span>; ${count(net.parameterCount, 'parameter')}`,
    ],
    ...(training === undefined ? [] : [[run.config === undefined ? 'origin' : 'training', training] as const]),
    ['model', markup`<code>${run.modelSha256.slice(0, 12)}</code>, the beginning of model.json's SHA-256`],
  ];
}
