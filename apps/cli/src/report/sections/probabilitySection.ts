import { auc } from '@keepdims/training';
import * as np from '@keepdims/ndarray';
import { classOutputs } from '../../evaluation/classOutputs.js';
import type { MeasuredClasses } from '../../evaluation/measure.js';
import { formatInteger } from '../../render/numbers.js';
import { shorten } from '../../render/width.js';
import { rocCurve } from '../../statistics/rocCurve.js';
import type { RocPoint } from '../../statistics/rocCurve.js';
import { evenly } from '../charts/evenly.js';
import { legend, mostLooks } from '../charts/looks.js';
import { calibrationChart, rocChart } from '../charts/probabilityCharts.js';
import { figure, table } from '../figure.js';
import { markup } from '../html.js';
import type { Markup } from '../html.js';
import type { Report } from '../report.js';
import type { MeasuredRows } from '../reportInputs.js';

/** Points of a ROC curve: more are not seen. */
const mostPoints = 200;

/** Of each, in the table. */
const mostTableRows = 25;

/** ROC curves and calibration: how much the probabilities are worth. */
export function probabilitySection({ measured, rows }: Report): Markup | undefined {
  if (measured?.task !== 'classification' || rows === undefined) return undefined;
  return markup`<div class="figures">${rocFigure(measured, rows.measured)}${calibrationFigure(measured)}</div>`;
}

/** A class against the others. */
interface Question {
  readonly name: string;
  readonly area: number;
  readonly points: readonly RocPoint[] | undefined;
}

function questionsOf({ classes }: MeasuredClasses, { output, Y }: MeasuredRows): Question[] {
  const { probabilities, rows, m, actual } = classOutputs(output, Y);
  return Array.from({ length: rows }, (_, i) => {
    const label = rows === 1 ? 1 : i;
    const scores = probabilities.subarray(i * m, (i + 1) * m);
    const of = Float64Array.from(actual, (k) => Number(k === label));
    const row = (values: Float64Array) => np.asArray(values, { shape: [1, m] });
    return { name: classes[label] ?? '', area: auc(row(scores.slice()), row(of)), points: rocCurve(scores, of) };
  });
}

function rocFigure(measured: MeasuredClasses, rows: MeasuredRows): Markup {
  const questions = questionsOf(measured, rows);
  const areaText = (area: number): string => (Number.isNaN(area) ? 'not defined' : area.toFixed(4));
  const drawn = questions.flatMap(({ points, ...question }) => (points === undefined ? [] : [{ ...question, points }]));
  const areas = {
    head: ['class', 'area under the curve'],
    rows: questions.map(({ name, area }) => [name, areaText(area)]),
  };
  if (drawn.length === 0 || drawn.length > mostLooks) {
    const why =
      drawn.length === 0
        ? 'There is no curve, since the rows are all of one class.'
        : `${drawn.length} curves could not be told apart; these are the areas below them, each class against all others.`;
    return markup`<figure><h3>ROC</h3>
<p>${why}</p>
${table('Areas under ROC curves', areas)}</figure>`;
  }
  const words = {
    id: 'chart-roc',
    title: drawn.length === 1 ? `ROC of “${shorten(drawn[0]?.name ?? '', 40)}”` : 'ROC, each class against the others',
    description: drawn.map(({ name, area }) => `${name}: area ${areaText(area)}`).join('; '),
  };
  const thinned = drawn.map(({ points }) => evenly(points.length, mostPoints).flatMap((at) => points[at] ?? []));
  const numbers = drawn.flatMap(({ name, points }) =>
    evenly(points.length, mostTableRows)
      .flatMap((at) => points[at] ?? [])
      .map(({ threshold, falsePositiveRate, truePositiveRate }) => [
        name,
        threshold === Infinity ? 'none' : threshold.toPrecision(4),
        falsePositiveRate.toFixed(4),
        truePositiveRate.toFixed(4),
      ]),
  );
  return figure(
    words,
    rocChart(words, thinned),
    { head: ['class', 'from probability', 'false positive rate', 'true positive rate'], rows: numbers },
    {
      legend: legend(drawn.map(({ name, area }) => `${shorten(name, 30)}, area ${areaText(area)}`)),
      caption:
        'How much of a class is found (up) at the price of how many others taken for it (right). Chance lies on the dotted line.',
    },
  );
}

function calibrationFigure({ calibration, classes }: MeasuredClasses): Markup {
  const what =
    classes.length === 2
      ? `the probability of “${shorten(classes[1] ?? '', 40)}”`
      : 'the probability of the class predicted';
  const words = {
    id: 'chart-calibration',
    title: 'Calibration',
    description: `Of ${what}: ${calibration.bins.map(({ meanProbability, observed, rows }) => `${rows} rows said ${meanProbability.toFixed(2)}, were so in ${observed.toFixed(2)}`).join('; ')}.`,
  };
  return figure(
    words,
    calibrationChart(words, calibration),
    {
      head: ['probability', 'rows', 'mean', 'observed', '95 % interval'],
      rows: calibration.bins.map(({ low, high, rows, meanProbability, observed, interval }) => [
        `${low.toFixed(1)} to ${high.toFixed(1)}`,
        formatInteger(rows),
        meanProbability.toFixed(3),
        observed.toFixed(3),
        `${interval.low.toFixed(3)} … ${interval.high.toFixed(3)}`,
      ]),
    },
    {
      caption: `Of ${what}, in ten ranges. On the dotted line things happen as often as said; bars are 95 % intervals, large points many rows. Expected calibration error ${calibration.expectedError.toFixed(4)}.`,
    },
  );
}
