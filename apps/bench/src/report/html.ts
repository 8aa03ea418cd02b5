import { showEnvironment } from '../environment.js';
import type { MemoryResult } from '../memory/memoryResult.js';
import { variantNamed } from '../run.js';
import type { CaseRun, FamilyRun, Run } from '../run.js';
import { isTie } from '../statistics.js';
import type { TargetLine } from '../targets/targets.js';
import { familyChart, legendSymbol, memoryChart } from './charts.js';
import { showRatio, showTime } from './format.js';
import { styles } from './styles.js';
import { looksOf, roofOf } from './series.js';
import type { Roof } from './series.js';
import { caseVerdicts, sweepVerdicts } from './verdicts.js';

const groups = {
  course: 'The course: loops against vectorised code',
  kernels: 'Kernels',
  training: 'Training',
} as const;

/** The report of a run as a page of its own: charts, tables and verdicts, nothing loaded from anywhere. */
export function htmlReport(run: Run, targets: readonly TargetLine[] = []): string {
  const sections = (['course', 'kernels', 'training'] as const).flatMap((group) => {
    const families = run.families.filter((family) => family.group === group);
    return families.length === 0 ? [] : [`<h2 id="${group}">${groups[group]}</h2>`, ...familySections(families, run)];
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>keepdims benchmarks</title>
<style>${styles}</style>
</head>
<body>
<a class="skip" href="#results">Skip to the results</a>
<header>
<h1>keepdims benchmarks</h1>
<p>${escape(showEnvironment(run.environment))}</p>
<p><time datetime="${run.date}">${run.date.slice(0, 16).replace('T', ' ')} UTC</time>${run.options.length === 0 ? '' : `, options <code>${escape(run.options.join(' '))}</code>`}</p>
${peersText(run)}
<nav aria-label="Contents"><ul>${contents(run, targets)}</ul></nav>
</header>
<main id="results">
${targetsSection(targets)}
${sections.join('\n')}
${memorySection(run.memory)}
</main>
<footer><p>Times are medians of samples that all variants took in turns; the ± is half the distance between the quartiles. "Tie": the middle
halves of the samples overlap. Answers were compared before anything was timed.</p></footer>
</body>
</html>
`;
}

function contents(run: Run, targets: readonly TargetLine[]): string {
  const link = (id: string, text: string): string => `<li><a href="#${id}">${text}</a></li>`;
  return [
    ...(targets.length === 0 ? [] : [link('targets', 'Targets')]),
    ...(['course', 'kernels', 'training'] as const)
      .filter((group) => run.families.some((family) => family.group === group))
      .map((group) => link(group, groups[group])),
    ...(run.memory.length === 0 ? [] : [link('memory', 'Memory')]),
  ].join('');
}

function peersText({ peers: { present, absent } }: Run): string {
  if (present.length === 0 && absent.length === 0) return '';
  const list = present.map(({ name, version }) => `${name} (${version})`).join(', ');
  const missing = absent.map(({ name, reason }) => `<li>${escape(`${name}: ${reason}`)}</li>`).join('');
  return `<p>Peers: ${escape(list === '' ? 'none' : list)}.</p>${missing === '' ? '' : `<details><summary>Peers that did not run</summary><ul>${missing}</ul></details>`}`;
}

/** A family's dtypes stand together. */
function familySections(families: readonly FamilyRun[], run: Run): string[] {
  return [...new Set(families.map(({ name }) => name))].map((name) => {
    const runs = families.filter((family) => family.name === name);
    const [first] = runs;
    const section = first?.section === undefined ? '' : ` <small>${escape(first.section)}</small>`;
    return `<section aria-labelledby="${name}"><h3 id="${name}">${escape(first?.title ?? name)}${section}</h3>
${runs.map((family) => dtypeSection(family, roofOf(run, family.dtype))).join('\n')}
</section>`;
  });
}

function dtypeSection(family: FamilyRun, roof: Roof): string {
  const looks = looksOf(family);
  const legend = looks.map((look) => `<li>${legendSymbol(look)} ${escape(look.name)}</li>`).join('');
  const verdicts = sweepVerdicts(family);
  const lines = verdicts.length > 0 ? verdicts : family.cases.length === 1 ? family.cases.flatMap(caseVerdicts) : [];
  const isRate = family.chart === 'gflops' && family.cases.length > 1;
  return `<h4>${family.dtype}</h4>
<figure><ul class="legend">${legend}</ul><div class="scroll chart">${familyChart(family, roof)}</div>
${isRate ? `<figcaption>${escape(roofText(roof))}</figcaption>` : ''}</figure>
${lines.length === 0 ? '' : `<ul class="verdicts">${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`}
${familyTable(family)}`;
}

function roofText({ gflops, gbytes }: Roof): string {
  return (
    `The dashed roof is the best that anyone reached in this run: ${gflops.rate.toPrecision(3)} GFLOP/s (${gflops.by}), or what the best ` +
    `memory rate, ${gbytes.rate.toPrecision(3)} GB/s (${gbytes.by}), can feed.`
  );
}

function familyTable(family: FamilyRun): string {
  const names = looksOf(family).map(({ name }) => name);
  const head = [family.rows, ...names].map((name) => `<th scope="col">${escape(name)}</th>`).join('');
  const body = family.cases
    .map(
      (run) =>
        `<tr><th scope="row">${escape(run.label)}</th>${names.map((name) => `<td>${cell(run, name)}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return scroller(
    `${family.title}, ${family.dtype}`,
    `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}

/** The time, its spread, and how many times as fast the subject is. */
function cell(run: CaseRun, name: string): string {
  const found = variantNamed(run, name);
  if (found === undefined) {
    const reason = run.leftOut.find((left) => left.name === name)?.reason;
    return reason === undefined
      ? '–'
      : `<span class="out" title="${escape(reason)}">– <small>${escape(reason)}</small></span>`;
  }
  const { time, note } = found;
  const spread = (50 * (time.upperQuartile - time.lowerQuartile)) / time.median;
  const subject = variantNamed(run, run.subject);
  const lead =
    subject === undefined || subject === found
      ? ''
      : ` <small>${isTie(subject.time, time) ? 'tie' : `× ${showRatio(time.median / subject.time.median)}`}</small>`;
  return `${showTime(time.median)} <small>±${spread.toFixed(0)} %</small>${lead}${note === undefined ? '' : ` <small>${escape(note)}</small>`}`;
}

/** What may be wider than the page scrolls by itself, by keyboard too. */
function scroller(label: string, content: string): string {
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escape(label)}">${content}</div>`;
}

function targetsSection(targets: readonly TargetLine[]): string {
  if (targets.length === 0) return '';
  const state = (met: boolean | undefined): string => (met === undefined ? 'not measured' : met ? 'met' : 'not met');
  const rows = targets
    .map(
      ({ what, ours, other, ratio, target, met }) =>
        `<tr class="${state(met).replace(' ', '-')}"><th scope="row">${escape(what)}</th>${[ours, other, ratio, target, state(met)].map((text) => `<td>${escape(text)}</td>`).join('')}</tr>`,
    )
    .join('\n');
  const head = ['target', 'ours', 'other', 'times as fast', 'wanted', ''].map((text) => `<th scope="col">${text}</th>`);
  return `<section aria-labelledby="targets"><h2 id="targets">Targets</h2>
${scroller('Targets', `<table class="targets"><thead><tr>${head.join('')}</tr></thead><tbody>${rows}</tbody></table>`)}
</section>`;
}

function memorySection(memory: readonly MemoryResult[]): string {
  if (memory.length === 0) return '';
  const parts = memory.map(
    (result) => `<section><h3>${escape(result.title)}</h3><figure><div class="scroll chart">${memoryChart(result)}</div>
<figcaption>${escape(result.verdict)}</figcaption></figure></section>`,
  );
  return `<h2 id="memory">Memory</h2>\n${parts.join('\n')}`;
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
