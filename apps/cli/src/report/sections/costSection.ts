import { scheduleOf } from '../../model/fitChoices.js';
import { milestones } from '../../render/costTable.js';
import { formatCost, formatMeasure } from '../../render/numbers.js';
import { curvesChart, isWide } from '../charts/curvesChart.js';
import type { Curve } from '../charts/curvesChart.js';
import { legend } from '../charts/looks.js';
import { figure } from '../figure.js';
import { markup } from '../html.js';
import type { Markup } from '../html.js';
import type { Report } from '../report.js';
import { bestEpochOf } from '../words.js';

/** Rows of a table beside a curve, about. */
const mostTableRows = 50;

/** Metrics that are drawn. */
const mostMetrics = 8;

/** Costs, metrics and the learning rate over the epochs. */
export function costSection(report: Report): Markup | undefined {
  const { history } = report.run;
  if (history === undefined) return undefined;
  const { training, watched } = history;
  const best = bestEpochOf(report);
  const curvesOf = (of: readonly number[] | undefined, watchedOf: readonly number[] | undefined): Curve[] => [
    ...(of === undefined ? [] : [{ name: 'training rows', values: of }]),
    ...(watched === undefined || watchedOf === undefined ? [] : [{ name: `${watched.part} rows`, values: watchedOf }]),
  ];
  const costs = curvesFigure('cost', 'Cost by epoch', curvesOf(training.costs, watched?.costs), {
    label: 'cost',
    best,
    format: formatCost,
    caption:
      watched === undefined
        ? 'The cost of each epoch is the mean over its steps, each measured before its update.'
        : `The cost of the training rows is measured during the epoch, before each update; that of the ${watched.part} rows after it.`,
  });
  const metrics = Object.keys(training.metrics)
    .slice(0, mostMetrics)
    .map((name) =>
      curvesFigure(
        `metric-${name}`,
        `${capitalized(labelOf(name))} by epoch`,
        curvesOf(training.metrics[name], watched?.metrics[name]),
        {
          label: labelOf(name),
          best,
          format: formatMeasure,
        },
      ),
    );
  return markup`<div class="figures">${costs}${metrics}${learningRateFigure(report)}</div>`;
}

function curvesFigure(
  id: string,
  title: string,
  curves: readonly Curve[],
  options: {
    readonly label: string;
    readonly best: number | undefined;
    readonly format: (value: number) => string;
    readonly caption?: string;
  },
): Markup {
  const { format, best, caption } = options;
  const length = Math.max(...curves.map(({ values }) => values.length));
  const described = curves.map(({ name, values }) => {
    const [first = NaN] = values;
    return `of the ${name} from ${format(first)} to ${format(values.at(-1) ?? NaN)}`;
  });
  const words = { id: `chart-${id}`, title, description: `${length} epochs: ${described.join('; ')}.` };
  const scale = isWide(curves) ? 'Logarithmic scale.' : '';
  return figure(
    words,
    curvesChart(words, curves, options),
    {
      head: ['epoch', ...curves.map(({ name }) => name)],
      rows: milestones(length, mostTableRows).map((at) => [
        at + 1 === best ? `${at + 1} (best)` : at + 1,
        ...curves.map(({ values }) => format(values[at] ?? NaN)),
      ]),
    },
    {
      legend: legend(curves.map(({ name }) => name)),
      caption: caption === undefined && scale === '' ? undefined : `${scale} ${caption ?? ''}`.trim(),
    },
  );
}

/** The learning rate over the epochs, if there is a schedule. */
function learningRateFigure({ run: { config, history } }: Report): Markup | undefined {
  const { schedule: named, lr, epochs } = config ?? {};
  const length = history?.training.costs.length ?? 0;
  if (typeof named !== 'string' || typeof lr !== 'number' || typeof epochs !== 'number') return undefined;
  const schedule = scheduleOf({ schedule: named, epochs });
  if (schedule === undefined) return undefined;
  const values = Array.from({ length: length + 1 }, (_, t) => lr * schedule(t));
  const words = {
    id: 'chart-learning-rate',
    title: 'Learning rate by epoch',
    description: `The schedule ${named} on a learning rate of ${lr}: ${formatMeasure(values[0] ?? NaN)} at the beginning, ${formatMeasure(values.at(-1) ?? NaN)} at the end.`,
  };
  return figure(
    words,
    curvesChart(words, [{ name: 'learning rate', values }], { label: 'learning rate', first: 0 }),
    {
      head: ['epochs done', 'learning rate'],
      rows: milestones(values.length, mostTableRows).map((t) => [t, formatMeasure(values[t] ?? NaN)]),
    },
    { caption: `${named}, on a learning rate of ${lr}.` },
  );
}

/** `rootMeanSquaredError` in words. */
function labelOf(name: string): string {
  const special: Readonly<Record<string, string>> = { rSquared: 'R²', auc: 'area under ROC', f1: 'F1' };
  return special[name] ?? name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
