import type { Comparison } from '../runs/compareRuns.js';
import { betterOf, factOf, factText, resultsOf, shortNames } from '../runs/facts.js';
import type { RunEntry } from '../runs/readRuns.js';
import type { Colors } from './colors.js';
import { count, formatExact, formatInteger, formatMeasure } from './numbers.js';
import { plainText } from './plainText.js';
import { table } from './table.js';
import { lineWidth, pad, shorten, widthOf } from './width.js';
import { wrap } from './wrap.js';

/** The list of `keepdims runs`: a line a run. */
export function runsList(runs: readonly RunEntry[], sortedBy: string | undefined, colors: Colors): string[] {
  // A setting to sort by has a column of its own.
  const extra = sortedBy === undefined || sortedBy in shortNames || shown.has(sortedBy) ? undefined : sortedBy;
  const header = ['run', 'target', 'result', 'hidden', 'epochs', ...(extra === undefined ? [] : [extra])];
  const rows = runs.map((run) => {
    const text = (name: string, width: number): string => {
      const fact = factOf(run, name);
      return shorten(plainText(typeof fact === 'number' ? formatExact(fact) : factText(fact)), width);
    };
    return [
      shorten(plainText(run.name), 22),
      text('target', lineWidth),
      resultText(run, sortedBy),
      text('hidden', 10),
      text('epochs', 9),
      ...(extra === undefined ? [] : [text(extra, 10)]),
    ];
  });
  // The targets take what room the other columns leave.
  const widths = header.map((title, i) =>
    Math.max(widthOf(shorten(title, 14)), ...rows.map((row) => widthOf(row[i] ?? ''))),
  );
  const others = widths.reduce((sum, width, i) => (i === 1 ? sum : sum + width + 2), 0);
  for (const row of rows) row[1] = shorten(row[1] ?? '', Math.max(14, lineWidth - others));
  const problems = runs.flatMap(({ problem }) => (problem === undefined ? [] : [plainText(problem)]));
  return [
    ...table([header.map((title) => colors.dim(shorten(title, 14))), ...rows], { indent: 0, gap: 2 }),
    ...(rows.some(([, , result]) => result?.endsWith('*') === true)
      ? [colors.dim('* on the rows trained on: none were kept apart')]
      : []),
    ...problems.flatMap((problem) => wrap(problem).map(colors.yellow)),
  ];
}

const shown = new Set(['name', 'target', 'hidden', 'epochs']);

/** The main result, `R² 0.9812`, or the one sorted by; a star if it is of rows trained on. */
function resultText(run: RunEntry, sortedBy: string | undefined): string {
  if (run.problem !== undefined) return 'unreadable';
  const results = resultsOf(run);
  const main = factOf(run, 'accuracy') === undefined ? 'r2' : 'accuracy';
  const name = sortedBy !== undefined && sortedBy in shortNames ? sortedBy : main;
  const value = factOf(run, name);
  if (typeof value !== 'number') {
    if (run.summary !== undefined) return '-';
    return run.config === undefined ? 'imported' : 'unfinished';
  }
  const [test = ''] = shortNames[name] ?? [];
  const share = name === 'r2' || name === 'accuracy';
  return `${titles[name] ?? name} ${share ? value.toFixed(4) : formatMeasure(value)}${results.has(test) ? '' : ' *'}`;
}

const titles: Readonly<Record<string, string>> = { r2: 'R²', mae: 'MAE', rmse: 'RMSE' };

/** What differs between runs, and what came of it. */
export function runsComparison(
  runs: readonly RunEntry[],
  { settings, same, results, cautions }: Comparison,
  colors: Colors,
): string[] {
  const labels = [...settings.keys(), ...results.keys()].map((label) => widthOf(label));
  const labelWidth = Math.min(30, Math.max(8, ...labels));
  const width = Math.max(8, Math.floor((lineWidth - 2 - labelWidth) / runs.length) - 2);
  const line = (label: string, cells: readonly string[]): string =>
    `  ${pad(shorten(plainText(label), labelWidth), labelWidth)}${cells.map((cell) => `  ${pad(cell, width, 'right')}`).join('')}`;
  const title = (text: string): string => `${colors.bold(text)}`;
  return [
    line('', runs.map(({ path }) => shortenStart(plainText(path), width))), // prettier-ignore
    title('Settings that differ'),
    ...(settings.size === 0 ? ['  none'] : []),
    ...[...settings].map(([name, values]) => line(name, values.map((value) => shorten(plainText(factText(value)), width)))), // prettier-ignore
    colors.dim(`  ${count(same, 'setting')} ${same === 1 ? 'is' : 'are'} the same`),
    title('Results'),
    ...(results.size === 0 ? ['  none yet'] : []),
    ...[...results].map(([name, values]) => line(name, resultCells(name, values, !settings.has('target'), colors))),
    ...cautions.flatMap((caution) => wrap(caution).map(colors.yellow)),
  ];
}

/** @param comparable - Whether the best is marked: of runs that predict different columns none is. */
function resultCells(
  name: string,
  values: readonly (number | undefined)[],
  comparable: boolean,
  colors: Colors,
): string[] {
  const better = comparable ? betterOf(name) : undefined;
  const known = values.filter((value) => value !== undefined);
  const best = better === 'higher' ? Math.max(...known) : better === 'lower' ? Math.min(...known) : undefined;
  const differ = new Set(known).size > 1;
  return values.map((value) => {
    if (value === undefined) return '-';
    if (epochCounts.has(name)) return formatInteger(value);
    const text = Math.abs(value) <= 1 ? value.toFixed(4) : formatMeasure(value);
    return differ && value === best ? colors.bold(`${text} ←`) : better !== undefined && differ ? `${text}  ` : text;
  });
}

/** Results that are whole numbers. */
const epochCounts: ReadonlySet<string> = new Set(['epochs', 'bestEpoch']);

/** The end of a path, which tells runs apart. */
function shortenStart(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - width + 1)}`;
}
