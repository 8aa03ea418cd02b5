import { arch, cpus, platform } from 'node:os';
import type { CaseResult, VariantResult } from './harness.js';
import { isTie } from './statistics.js';

/** Lines longer than this are broken: the table fits an 80-column terminal. */
export const width = 80;

export interface Environment {
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
}

/** What the numbers depend on beside the code. */
export function environment(): Environment {
  const processors = cpus();
  return {
    node: process.version,
    system: `${platform()} ${arch()}`,
    cpu: processors[0]?.model.trim() ?? 'unknown processor',
    cores: processors.length,
  };
}

export function showEnvironment({ node, system, cpu, cores }: Environment): string {
  return wrap(`node ${node}, ${system}, ${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}`, '');
}

/** A case's table and verdicts, as lines of at most 80 columns without colours: the same for a terminal and a pipe. */
export function showCase(result: CaseResult): string {
  const { benchCase, variants, difference } = result;
  const fastest = Math.min(...variants.map(({ time }) => time.median));
  const rows = variants.map(({ name, time }) => [
    name,
    showTime(time.median),
    `${showTime(time.lowerQuartile)} – ${showTime(time.upperQuartile)}`,
    (time.median / fastest).toFixed(time.median / fastest < 9.95 ? 1 : 0),
  ]);
  const agreement = difference === 0 ? 'are equal' : `agree to ${difference.toExponential(0)}`;
  return [
    wrap(`${benchCase.name}: ${benchCase.title} (${benchCase.section})`, ''),
    '',
    ...table(['variant', 'median', 'middle half of samples', 'x fastest'], rows),
    '',
    ...verdicts(result).map((line) => wrap(line, '  ')),
    wrap(`The answers ${agreement}; ${benchCase.tolerance.toExponential(0)} is allowed.`, '  '),
  ].join('\n');
}

/** The case's subject against every other variant, in words; "a tie" where the middle halves of the samples overlap. */
export function verdicts({ benchCase, variants }: CaseResult): string[] {
  const subject = variants.find(({ name }) => name === benchCase.subject);
  if (subject === undefined) return [];
  return variants.filter((other) => other !== subject).map((other) => verdict(subject, other));
}

function verdict(subject: VariantResult, other: VariantResult): string {
  if (isTie(subject.time, other.time)) return `A tie: ${subject.name} and ${other.name} can't be told apart here.`;
  const [fast, slow] = subject.time.median < other.time.median ? [subject, other] : [other, subject];
  const ratio = slow.time.median / fast.time.median;
  const line = `${fast.name} is ${ratio.toFixed(ratio < 9.95 ? 1 : 0)} times as fast as ${slow.name}.`;
  return line.startsWith('np.') ? line : line.charAt(0).toUpperCase() + line.slice(1);
}

/** A time in ms with three digits and a fitting unit. */
export function showTime(ms: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['s', 1e-3],
    ['ms', 1],
    ['µs', 1e3],
  ];
  const [unit, factor] = units.find(([, factor]) => ms * factor >= 0.9995) ?? (['ns', 1e6] as const);
  const value = ms * factor;
  return `${value >= 999.5 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;
}

/** Lines with the first column left and the others right. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`.trimEnd();
  return [line(header), `  ${widths.map((size) => '-'.repeat(size)).join('  ')}`, ...rows.map(line)];
}

/** Breaks a text between words into lines of at most 80 columns, each after `indent`. */
function wrap(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line].join('\n');
}
