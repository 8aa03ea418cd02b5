import { count, formatInteger, formatPercent } from '../render/numbers.js';
import { isChosenByTestRows } from '../run/isChosenByTestRows.js';
import { markdownText } from './markdown.js';
import type { Report } from './report.js';
import { countsOf } from './sections/dataSection.js';

/** Test rows below which intervals are wide and metrics chance. */
const fewRows = 100;

/** A class that is so many times as frequent as another drowns it. */
const imbalance = 3;

/** What one must know of a model before trusting it, as far as it follows from facts; each a line of Markdown. */
export function limitations(report: Report): string[] {
  const { rows, run } = report;
  const { columns, target } = run.model.preprocessing;
  const numbers = columns.filter(({ kind }) => kind === 'number');
  const names = columns.filter((column) => column.kind === 'category');
  const withoutMissing = names.filter(({ missing }) => !missing);
  return [
    ...measuredOn(report),
    ...(numbers.length === 0
      ? []
      : [
          `A missing value in ${numbers.length === 1 ? 'the column of numbers' : `any of the ${formatInteger(numbers.length)} columns of numbers`} is replaced by the median of the training rows, without a warning.`,
          'Numbers far outside of what the training rows held are extrapolated; nothing marks such predictions.',
        ]),
    ...(names.length === 0
      ? []
      : [
          `Only names seen in the training rows are known (${names
            .map(({ name }) => markdownText(name))
            .slice(0, 12)
            .join(
              ', ',
            )}${names.length > 12 ? ', …' : ''}); a row with another one is predicted as if it had none, with a warning.`,
        ]),
    ...(withoutMissing.length === 0 || withoutMissing.length === names.length || rows === undefined
      ? []
      : [
          `No value was missing in ${withoutMissing
            .map(({ name }) => markdownText(name))
            .slice(0, 12)
            .join(', ')} during training: a missing one there counts as a new name.`,
        ]),
    ...(target?.kind === 'classes'
      ? [
          `It answers with one of its ${formatInteger(target.classes.length)} classes, whatever it is given: there is no “none of these”.`,
        ]
      : []),
    ...(rows === undefined || target?.kind !== 'classes' ? [] : imbalances(rows.targets.train, target.classes)),
  ];
}

function measuredOn({ rows, run, measured }: Report): string[] {
  if (rows === undefined || measured === undefined) return ['How good it is was not measured for this card.'];
  if (rows.measured.part === 'training') {
    return ['No rows were kept apart: all numbers are of the rows it was trained on, which it may know by heart.'];
  }
  return [
    ...(measured.rows < fewRows
      ? [`It was tested on ${count(measured.rows, 'row')} only: see how wide the intervals are.`]
      : []),
    ...(isChosenByTestRows(run.config)
      ? [
          'Early stopping chose the epoch by the test rows, so their numbers are a little better than those of new rows.',
        ]
      : []),
    'The test rows come from the same source as the training rows; data from elsewhere, or from later, may be predicted worse.',
  ];
}

function imbalances(labels: ArrayLike<number>, classes: readonly string[]): string[] {
  const counts = countsOf(labels, classes.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (least === 0) {
    const absent = classes.filter((_, k) => counts[k] === 0).map((name) => markdownText(name));
    return [`No training row had ${absent.length === 1 ? 'class' : 'the classes'} ${absent.join(', ')}.`];
  }
  if (most < imbalance * least) return [];
  const at = (n: number): string => markdownText(classes[counts.indexOf(n)] ?? '');
  const share = (n: number): string => formatPercent(n / labels.length);
  return [
    `The classes are imbalanced: of the training rows ${share(most)} are ${at(most)} and ${share(least)} ${at(least)}. Accuracy hides mistakes in rare classes; look at precision and recall.`,
  ];
}
