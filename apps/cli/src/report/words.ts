import type { FeatureColumn } from '@keepdims/data';
import type { Measured } from '../evaluation/measure.js';
import { shownName } from '../data/source.js';
import { count, formatInteger, formatMeasure, formatPercent } from '../render/numbers.js';
import { shorten } from '../render/width.js';
import { isChosenByTestRows } from '../run/isChosenByTestRows.js';
import { isObject } from '../run/runConfig.js';
import type { JSONObject } from '../run/runConfig.js';
import { factText, leaves } from '../runs/facts.js';
import { wilsonInterval } from '../statistics/wilsonInterval.js';
import { mostColumns } from './missingValues.js';
import type { Report } from './report.js';
import type { MeasuredRows, ReportInputs } from './reportInputs.js';

/** What the run is about: `Predicting price from sacramento`. */
export function titleOf({ run }: ReportInputs): string {
  const target = run.model.preprocessing.target?.name ?? '';
  const data = dataOf(run.config).name;
  return data === undefined ? `Predicting ${target}` : `Predicting ${target} from ${data}`;
}

/** What config.json says of the data. */
export function dataOf(config: JSONObject | undefined): {
  /** As it was typed. */
  readonly source: string | undefined;
  /** Without its folder. */
  readonly name: string | undefined;
  readonly sha256: string | undefined;
  readonly rows: number | undefined;
  readonly validation: { readonly source: string; readonly sha256: string } | undefined;
} {
  const data = isObject(config?.data) ? config.data : {};
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const validation = isObject(data.validation) ? data.validation : {};
  const [source, sha256] = [text(validation.source), text(validation.sha256)];
  const typed = text(data.source);
  return {
    source: typed,
    name: typed === undefined ? undefined : shownName(typed),
    sha256: text(data.sha256),
    rows: typeof data.rows === 'number' ? data.rows : undefined,
    validation: source === undefined || sha256 === undefined ? undefined : { source, sha256 },
  };
}

/** The result in plain sentences, beside what no network would reach; undefined for a run without results. */
export function resultSentences({ run, rows }: Report): string | undefined {
  const { summary, config, model } = run;
  if (summary === undefined) return undefined;
  const facts = leaves(summary);
  const number = (path: string): number | undefined => {
    const value = facts.get(path);
    return typeof value === 'number' ? value : undefined;
  };
  const testRows = number('testRows') ?? 0;
  const trainRows = number('trainRows') ?? 0;
  const part = testRows > 0 ? 'test' : 'train';
  const on =
    testRows > 0
      ? `On ${count(testRows, 'test row')}, never trained on,`
      : `On the ${count(trainRows, 'row')} trained on, as none were kept to test on,`;
  const flattered = isChosenByTestRows(config)
    ? ' Early stopping chose the epoch by these rows, so new ones would come out a little worse.'
    : '';
  if (model.preprocessing.task === 'regression') {
    const amount = (value: number | undefined): string => formatMeasure(value ?? NaN, rows?.unit);
    const r2 = number(`${part}.r2`);
    return (
      `${on} predictions are off by ${amount(number(`${part}.meanAbsoluteError`))} on average` +
      `${r2 === undefined ? '' : ` (R² ${r2.toFixed(3)})`}; always predicting the mean of the training rows would be off by ` +
      `${amount(number('baseline.meanAbsoluteError'))}.${flattered}`
    );
  }
  const share = number(`${part}Accuracy`) ?? NaN;
  const m = testRows > 0 ? testRows : trainRows;
  const { low, high } = wilsonInterval(Math.round(share * m), m);
  const always = shorten(factText(facts.get('baselineClass')), 40);
  return (
    `${on} ${formatInteger(share * m)} of ${formatInteger(m)} were classified right (${formatPercent(share)}, 95\u00a0% interval ` +
    `${formatPercent(low)} to ${formatPercent(high)}); always answering ` +
    `“${always}”, the most frequent class of the training rows, would be right for ${formatPercent(number('baselineAccuracy') ?? NaN)}.${flattered}`
  );
}

/** What the last column of the metrics does; the sentence above it speaks of the training rows. */
export function baselineText({ task }: Pick<Measured, 'task'>, { part }: Pick<MeasuredRows, 'part'>): string {
  const what =
    task === 'regression' ? 'predicts the mean of these rows' : 'answers the most frequent class of these rows';
  return `always ${what}${part === 'training' ? '' : ' themselves, not that of the training rows'}`;
}

/** Which rows were measured: `187 test rows`, or `20,000 of 2,000,000 test rows, evenly taken`. */
export function measuredText(measured: number, { part, rowCount }: MeasuredRows): string {
  if (measured === rowCount) return count(measured, `${part} row`);
  return `${formatInteger(measured)} of ${count(rowCount, `${part} row`)}, evenly taken`;
}

/** How the rows were divided: `745 to train on, 187 to test on`; undefined without data. */
export function partsText({ rows }: ReportInputs): string | undefined {
  if (rows === undefined) return undefined;
  const { trainRows, validationRows, testRows } = rows;
  return [
    `${formatInteger(trainRows)} to train on`,
    ...(validationRows === 0 ? [] : [`${formatInteger(validationRows)} to watch meanwhile`]),
    testRows === 0 ? 'none to test on' : `${formatInteger(testRows)} to test on`,
  ].join(', ');
}

/** The network in a line, in the course's notation: `n[0] = 6 → n[1] = 32 (relu) → n[2] = 1 (identity)`. */
export function networkText({ run: { model } }: ReportInputs): string {
  const { net } = model;
  const layers = net.layers.map(({ units, activation }, i) => `n[${i + 1}] = ${units} (${activation.name})`);
  return [`n[0] = ${net.nX}`, ...layers].join(' → ');
}

/** Where a model came from that was not trained here; undefined if that is not known. */
export function originText({ run: { origin } }: ReportInputs): string | undefined {
  if (origin === undefined) return undefined;
  return `imported from ${factText(origin.file)} (${factText(origin.format)}), SHA-256 ${factText(origin.sha256)}`;
}

/** How it was trained, in a line; undefined if that is not known. */
export function trainingText({ run: { config, history } }: ReportInputs): string | undefined {
  if (config === undefined) return undefined;
  const { optimizer, lr, batch, loss, schedule, epochs } = config;
  const done = history?.training.costs.length;
  const steps = batch === 'full' ? 'all rows a step' : `batches of ${factText(batch)}`;
  return [
    `${count(done ?? Number(epochs), 'epoch')} of ${factText(optimizer)}`,
    `learning rate ${factText(lr)}${schedule === undefined ? '' : ` by ${factText(schedule)}`}`,
    steps,
    `cost ${factText(loss)}`,
  ].join(', ');
}

/** The epoch that early stopping took; undefined without it. */
export function bestEpochOf({ run: { summary } }: ReportInputs): number | undefined {
  return typeof summary?.bestEpoch === 'number' ? summary.bestEpoch : undefined;
}

/** The columns that are told of one by one: pixels are all alike. */
export function shownColumns({ run: { model }, rows }: ReportInputs): readonly FeatureColumn[] {
  return model.preprocessing.columns.slice(0, rows?.picture === undefined ? mostColumns : 5);
}
