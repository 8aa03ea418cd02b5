import { table } from '../report/format.js';
import type { TargetLine } from './targets.js';

/** The targets as a table: what, our time, the other's, how many times as fast we are, the target, and whether it is met. */
export function showTargets(lines: readonly TargetLine[]): string {
  const met = lines.filter((line) => line.met === true).length;
  const missed = lines.filter((line) => line.met === false).length;
  return [
    'Targets: x as fast as the other (NumPy on one thread); "?" was not measured.',
    '',
    ...table(
      ['target', 'ours', 'other', 'x', 'wanted', ''],
      lines.map(({ what, ours, other, ratio, target, met }) => [
        what.replace(/^(kernels|course|training)\//, ''),
        ours,
        other,
        ratio,
        target,
        met === undefined ? '?' : met ? 'met' : 'NOT MET',
      ]),
    ),
    '',
    `  ${met} met, ${missed} not met, ${lines.length - met - missed} not measured.`,
  ].join('\n');
}
