import type { CategoryColumn, NumberColumn } from '@keepdims/data';
import { inCommandLineTerms } from '../errors.js';
import type { ClassificationEvaluation, Evaluation, RegressionEvaluation } from '../model/evaluate.js';
import type { RegressionMetrics } from '../model/metrics.js';
import type { PreparedData } from '../model/prepare.js';
import type { OptimizerChoice, TrainConfig } from '../model/trainConfig.js';
import type { Plan, Trained } from '../model/trainNetwork.js';
import { choicesLines, lossText, stoppingLines } from './choices.js';
import type { Colors } from './colors.js';
import { confusionMatrix } from './confusionMatrix.js';
import { costTable } from './costTable.js';
import { count, formatExact, formatInteger, formatMeasure, formatPercent } from './numbers.js';
import { drawPictures } from './pictures.js';
import { plainText } from './plainText.js';
import { table } from './table.js';
import { askedMetricsLines, overfittingLines } from './watchedLines.js';
import { shorten } from './width.js';
import { wrap } from './wrap.js';

const indent = 13;

/** What the data are, which columns are used and how, and which are not. */
export function dataReport(data: PreparedData, config: TrainConfig, colors: Colors): string[] {
  const { preprocessing, target, task, train, test, notes } = data;
  const { table: rows, isBundled, source, validation, trainRows = rows.rowCount } = data.data;
  const where = isBundled
    ? ' (comes with keepdims)'
    : [rows.name, '-'].includes(source)
      ? ''
      : ` (${plainText(source)})`;
  const numbers = preprocessing.columns.filter((column): column is NumberColumn => column.kind === 'number');
  const categories = preprocessing.columns.filter((column): column is CategoryColumn => column.kind === 'category');
  const what =
    task === 'regression'
      ? `${target}: a number, so this is a regression`
      : `${target}: ${preprocessing.classes.length} classes (${listSome(preprocessing.classes, 10)})`;
  const split =
    test === undefined
      ? `all ${formatInteger(train.rows.length)} to train on`
      : `${formatInteger(train.rows.length)} to train on, ${data.validation === undefined ? '' : `${formatInteger(data.validation.rows.length)} to watch (validation), `}${formatInteger(test.rows.length)} ${validation === undefined ? `kept apart to test on (seed ${config.seed})` : `of ${plainText(validation.name)} to test on`}`;
  const lines = [
    ...wrap(
      `${plainText(rows.name)}: ${count(trainRows, 'row')}, ${count(rows.columns.length, 'column')}${where}`,
      colors.bold('Data'),
      indent,
    ),
    ...item('target', plainText(what)),
  ];
  if (numbers.length > 0)
    lines.push(
      ...item(
        'numbers',
        listSome(
          numbers.map(({ name }) => name),
          12,
        ),
      ),
    );
  if (categories.length > 0) {
    // How many different values each has, "missing" among them.
    const sizes = categories.map(
      ({ name, categories: names, missing }) => `${name} (${names.length + (missing ? 1 : 0)})`,
    );
    lines.push(...item('categories', listSome(sizes, 12)));
  }
  lines.push(...item('rows', split));
  const shown = notes.slice(0, 12);
  shown.forEach((note, i) => lines.push(...item(i === 0 ? 'notes' : '', plainText(inCommandLineTerms(note)))));
  if (notes.length > shown.length) lines.push(...item('', `and ${count(notes.length - shown.length, 'more note')}.`));
  return lines;
}

/** The network and how it is trained. */
export function networkReport(config: TrainConfig, data: PreparedData, plan: Plan, colors: Colors): string[] {
  const inputs = data.preprocessing.featureNames.length;
  const outputs = data.preprocessing.outputs;
  const layers = [
    count(inputs, 'input'),
    ...config.hidden.map((units) => `${formatInteger(units)} ${config.activation}`),
    `${formatInteger(outputs)} ${plan.outputActivation}`,
  ];
  const steps = plan.batchSize === 'full' ? 'all rows at each step' : `batches of ${formatInteger(plan.batchSize)}`;
  return [
    ...wrap(`${layers.join(' → ')}; ${count(plan.net.parameterCount, 'parameter')}`, colors.bold('Network'), indent),
    ...item(
      'training',
      `${count(config.epochs, 'epoch')} of ${optimizerNames[config.optimizer]}, learning rate ${formatExact(plan.learningRate)}, ${steps}`,
    ),
    ...item('cost', lossText(plan, data)),
    ...choicesLines(config, plan).flatMap((line, i) => item(i === 0 ? 'with' : '', line)),
  ];
}

const optimizerNames: Readonly<Record<OptimizerChoice, string>> = {
  adam: 'Adam',
  momentum: 'gradient descent with momentum',
  gradientDescent: 'gradient descent',
  nesterov: "gradient descent with Nesterov's momentum",
  rmsprop: 'RMSProp',
  adagrad: 'Adagrad',
  adamw: 'AdamW',
};

/** The cost over the training; with --print-cost every so-manieth one in full. */
export function costReport(trained: Trained, plan: Plan, config: TrainConfig, colors: Colors): string[] {
  return [
    ...costLines(trained.costs, plan, config, colors),
    ...stoppingLines(trained, config),
    ...overfittingLines(trained, config),
  ];
}

function costLines(costs: readonly number[], plan: Plan, { printCost }: TrainConfig, colors: Colors): string[] {
  // With all rows in each step an epoch is one iteration of gradient descent, which the course counts from 0.
  const iterations = plan.batchSize === 'full';
  const first = iterations ? 0 : 1;
  const title = `${colors.bold('Cost')} by ${iterations ? 'iteration' : 'epoch'}`;
  if (printCost === undefined) return [title, ...costTable(costs, { most: iterations ? 20 : 8, first })];
  const width = Math.max(5, formatInteger(costs.length).length);
  return [
    `${title}, each before its update`,
    ...costs.flatMap((cost, i) =>
      i % printCost === 0 ? [`  ${formatInteger(i + first).padStart(width)}  ${cost}`] : [],
    ),
  ];
}

/** The closing tables. */
export function resultReport(evaluation: Evaluation, trained: Trained, data: PreparedData, colors: Colors): string[] {
  const asked = askedMetricsLines(trained, colors);
  return [
    ...(evaluation.task === 'regression'
      ? regressionReport(evaluation, data, colors)
      : classificationReport(evaluation, data, colors)),
    ...(asked.length === 0 ? [] : ['', ...asked]),
  ];
}

function regressionReport(evaluation: RegressionEvaluation, data: PreparedData, colors: Colors): string[] {
  const { unit } = data.data;
  const { test, train, baseline, testRows, trainRows, predictions } = evaluation;
  const columns = [
    ...(test === undefined ? [] : [[count(testRows, 'test row'), test] as const]),
    [count(trainRows, 'training row'), train] as const,
    ['always the mean', baseline] as const,
  ];
  const line = (name: string, of: (metrics: RegressionMetrics) => string): string[] => [
    name,
    ...columns.map(([, metrics], i) => (i === 0 ? colors.bold(of(metrics)) : of(metrics))),
  ];
  return [
    ...table(
      [
        [colors.bold('Result'), ...columns.map(([title]) => colors.dim(title))],
        line('R² (1 is perfect)', ({ r2 }) => (r2 === undefined ? '-' : r2.toFixed(4))),
        line('mean absolute error', ({ meanAbsoluteError }) => formatMeasure(meanAbsoluteError, unit)),
        line('root mean squared error', ({ rootMeanSquaredError }) => formatMeasure(rootMeanSquaredError, unit)),
      ],
      { indent: 0 },
    ),
    '',
    ...table(
      [
        [`Some ${test === undefined ? 'training' : 'test'} rows`, 'real', 'predicted', 'off by'].map(colors.dim),
        ...predictions
          .slice(0, 5)
          .map(({ row, real, predicted }) => [
            rowName(data.data, row),
            formatMeasure(real, unit),
            formatMeasure(predicted, unit),
            formatMeasure(predicted - real, unit),
          ]),
      ],
      { indent: 0 },
    ),
    ...belowZeroLines(evaluation, data),
  ];
}

/** Where no target is negative, a prediction that is can only be wrong. */
export function belowZeroLines(
  { belowZero, test, testRows, trainRows }: Pick<RegressionEvaluation, 'belowZero' | 'test' | 'testRows' | 'trainRows'>,
  { target }: Pick<PreparedData, 'target'>,
): string[] {
  if (belowZero === 0) return [];
  const rows = test === undefined ? count(trainRows, 'training row') : count(testRows, 'test row');
  return [
    '',
    ...wrap(
      `${formatInteger(belowZero)} of the predictions for ${rows} ${belowZero === 1 ? 'is' : 'are'} below 0, though no ` +
        `${shorten(plainText(target), 30)} is: with --output relu none would be.`,
    ),
  ];
}

function classificationReport(evaluation: ClassificationEvaluation, data: PreparedData, colors: Colors): string[] {
  const { testAccuracy, trainAccuracy, baselineAccuracy, baselineClass, testRows, trainRows } = evaluation;
  const columns = [
    ...(testAccuracy === undefined ? [] : [[count(testRows, 'test row'), testAccuracy, testRows] as const]),
    [count(trainRows, 'training row'), trainAccuracy, trainRows] as const,
    [
      `always "${shorten(plainText(baselineClass), 16)}"`,
      baselineAccuracy,
      testAccuracy === undefined ? trainRows : testRows,
    ] as const,
  ];
  const shares = columns.map(([, share], i) => (i === 0 ? colors.bold(share.toFixed(4)) : share.toFixed(4)));
  const on = testAccuracy === undefined ? 'training' : 'test';
  return [
    ...table(
      [
        [colors.bold('Result'), ...columns.map(([title]) => colors.dim(title))],
        ['accuracy', ...shares],
        ['right', ...columns.map(([, share, rows]) => `${formatInteger(share * rows)} of ${formatInteger(rows)}`)],
        ['wrong', ...columns.map(([, share]) => formatPercent(1 - share))],
      ],
      { indent: 0 },
    ),
    '',
    `${colors.bold('Confusion matrix')} of the ${on} rows`,
    ...confusionMatrix(evaluation.confusion, data.preprocessing.classes, colors),
    ...wrongPictures(evaluation, data, colors),
  ];
}

/** Up to three pictures that were read wrong, if the data are pictures. */
function wrongPictures({ predictions }: ClassificationEvaluation, data: PreparedData, colors: Colors): string[] {
  const { picture, table: rows } = data.data;
  const wrong = predictions.filter(({ real, predicted }) => real !== predicted).slice(0, 3);
  if (picture?.width === undefined || wrong.length === 0) return [];
  const pixelColumns = rows.columns.filter((name) => name !== data.target);
  const { classes } = data.preprocessing;
  return [
    '',
    `${colors.bold('Read wrong')}: ${wrong.length === 1 ? 'one' : `${wrong.length}`} of ${count(predictions.filter(({ real, predicted }) => real !== predicted).length, 'picture')}`,
    ...drawPictures(
      wrong.map(({ row, real, predicted }) => ({
        pixels: pixelColumns.map((name) => Number(rows.column(name)[row])),
        caption: `is ${classes[real] ?? ''}, read as ${classes[predicted] ?? ''}`,
      })),
      picture.width,
      picture.ink,
    ),
  ];
}

/** Where a row is: the line of a file of lines, else its number. */
function rowName({ isBundled, table: rows }: PreparedData['data'], row: number): string {
  const line = isBundled ? undefined : rows.line(row);
  return line === undefined ? `row ${row + 1}` : `line ${line}`;
}

function item(label: string, text: string): string[] {
  return wrap(text, `  ${label}`, indent);
}

function listSome(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map((name) => shorten(plainText(name), 30));
  return names.length > most ? `${shown.join(', ')}, and ${formatInteger(names.length - most)} more` : shown.join(', ');
}
