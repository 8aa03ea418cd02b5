import type { CaseRun, FamilyRun } from '../run.js';
import { variantNamed } from '../run.js';
import { isTie } from '../statistics.js';
import { showRate, showRatio, showTime, table, width, wrap } from './format.js';
import { caseVerdicts, sweepVerdicts } from './verdicts.js';

/**
 * A family's table and verdicts, as lines of at most 100 columns without colours: the same for a terminal and a pipe.
 *
 * Few variants stand side by side, a row a case; many get a table a case.
 */
export function showFamily(family: FamilyRun): string {
  const section = family.section === undefined ? '' : ` (${family.section})`;
  const heading = wrap(`${family.group}/${family.name}: ${family.title}, ${family.dtype}${section}`);
  const compact = compactTable(family);
  const fits = family.cases.length > 1 && compact.every((line) => line.length <= width);
  const body = fits ? [...compact, ...afterwards(family)] : family.cases.flatMap((run) => ['', ...caseTable(run)]);
  return [heading, ...(fits ? [''] : []), ...body, ...leftOutLines(family)].join('\n');
}

/** Medians, a row a case and a column a variant; then the subject's rate and its lead over the first variant. */
function compactTable(family: FamilyRun): string[] {
  const names = [...new Set(family.cases.flatMap(({ variants }) => variants.map(({ name }) => name)))];
  const first = names[0];
  const rated = family.cases.some(({ work }) => work !== undefined);
  const compared = names.length > 1;
  const subject = family.cases[0]?.subject ?? '';
  const against = first === subject ? names[1] : first;
  const rows = family.cases.map((run) => [
    run.label,
    ...names.map((name) => cell(run, name)),
    ...(rated ? [rateOf(run)] : []),
    ...(compared ? [leadOf(run, against ?? '')] : []),
  ]);
  return table(
    [family.rows, ...names, ...(rated ? [`${subject}: rate`] : []), ...(compared ? [`x ${against ?? ''}`] : [])],
    rows,
  );
}

function cell(run: CaseRun, name: string): string {
  const time = variantNamed(run, name)?.time;
  if (time === undefined) return '-';
  const spread = (50 * (time.upperQuartile - time.lowerQuartile)) / time.median;
  return `${showTime(time.median)} ±${spread.toFixed(0)}%`;
}

/** GFLOP/s where arithmetic is known, else GB/s. */
function rateOf(run: CaseRun, name = run.subject): string {
  const time = variantNamed(run, name)?.time;
  if (time === undefined || run.work === undefined) return '';
  const { flops, bytes } = run.work;
  if (flops !== undefined && (bytes === undefined || flops >= bytes / 4)) {
    return showRate(flops, time.median, 'GFLOP/s');
  }
  return bytes === undefined ? '' : showRate(bytes, time.median, 'GB/s');
}

/** How many times as fast the subject is. */
function leadOf(run: CaseRun, against: string): string {
  const [a, b] = [variantNamed(run, run.subject), variantNamed(run, against)];
  if (a === undefined || b === undefined) return '';
  return isTie(a.time, b.time) ? 'tie' : showRatio(b.time.median / a.time.median);
}

function afterwards(family: FamilyRun): string[] {
  const sweep = sweepVerdicts(family);
  const verdicts = sweep.length > 0 ? ['', ...sweep.map((line) => wrap(line, '  '))] : [];
  const difference = Math.max(...family.cases.map((run) => run.difference));
  const tolerance = Math.max(...family.cases.map((run) => run.tolerance));
  return [...verdicts, ...(sweep.length > 0 ? [] : ['']), agreement(difference, tolerance)];
}

function agreement(difference: number, tolerance: number): string {
  const found = difference === 0 ? 'are equal' : `agree to ${difference.toExponential(0)}`;
  return wrap(`The answers ${found}; ${tolerance.toExponential(0)} is allowed.`, '  ');
}

/** Variants as rows, with the spread of their samples and how the subject stands against each. */
function caseTable(run: CaseRun): string[] {
  const subject = variantNamed(run, run.subject);
  const rows = run.variants.map(({ name, time, note }) => [
    note === undefined ? name : `${name} *`,
    showTime(time.median),
    `${showTime(time.lowerQuartile)} – ${showTime(time.upperQuartile)}`,
    rateOf(run, name),
    subject === undefined || name === run.subject ? '' : leadOf(run, name),
  ]);
  const notes = run.variants.flatMap(({ name, note }) => (note === undefined ? [] : [`* ${name}: ${note}.`]));
  return [
    ...table([run.label, 'median', 'middle half of samples', 'rate', `${run.subject} is x as fast`], rows),
    '',
    ...caseVerdicts(run).map((line) => wrap(line, '  ')),
    ...notes.map((line) => wrap(line, '  ')),
    agreement(run.difference, run.tolerance),
  ];
}

/** Who was left out of which cases and why, a line a reason. */
function leftOutLines({ cases }: FamilyRun): string[] {
  const reasons = new Map<string, string[]>();
  for (const { label, leftOut } of cases) {
    for (const { name, reason } of leftOut) {
      const what = `${name}: ${reason}`;
      reasons.set(what, [...(reasons.get(what) ?? []), label]);
    }
  }
  return [...reasons].map(([what, labels]) =>
    wrap(
      `Left out${cases.length > 1 ? ` (${labels.length === cases.length ? 'everywhere' : labels.join('; ')})` : ''}: ${what}.`,
      '  ',
    ),
  );
}
