import { csvCell } from '../data/csvText.js';
import { jsonLine } from '../render/jsonLine.js';
import type { Predictions } from './predictions.js';

/** What predictions are written as. `json` is one list, `jsonl` a line a row. */
export const predictionFormats = ['csv', 'json', 'jsonl', 'npy'] as const;
export type PredictionFormat = (typeof predictionFormats)[number];

/** What is predicted, and how much is told of it. */
export interface Told {
  /** The target's name. */
  readonly target: string;
  /** Empty for a regression. */
  readonly classes: readonly string[];
  /** Whether the probabilities of all classes are told, with all their digits; not only the predicted one's, with four. */
  readonly probabilities: boolean;
}

/** Predictions as text, in pieces: one for each that comes. */
export function* predictionText(
  format: Exclude<PredictionFormat, 'npy'>,
  parts: Iterable<Predictions>,
  told: Told,
): Generator<string, void, undefined> {
  let isFirst = true;
  for (const part of parts) {
    if (format === 'csv') {
      yield lines(
        [...(isFirst ? [header(told)] : []), ...csvRows(part, told)].map((cells) => cells.map(csvCell).join(',')),
      );
    } else if (format === 'jsonl') {
      yield objects(part, told)
        .map((object) => jsonLine('prediction', object))
        .join('');
    } else {
      yield `${isFirst ? '[' : ','}\n${objects(part, told).map((object) => JSON.stringify(object)).join(',\n')}`; // prettier-ignore
    }
    isFirst = false;
  }
  if (format === 'json') yield '\n]\n';
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}

function header({ target, classes, probabilities }: Told): string[] {
  if (classes.length === 0) return [target];
  return [target, ...(probabilities ? classes.map((name) => `probability of ${name}`) : ['probability'])];
}

function csvRows(part: Predictions, told: Told): string[][] {
  if (part.names === undefined) return Array.from(part.values, (value) => [String(value)]);
  return part.names.map((name, j) => [
    name,
    ...(told.probabilities
      ? told.classes.map((_, k) => String(probabilityAt(part, told, j, k)))
      : [String(predictedProbability(part, told, j))]),
  ]);
}

/** As `keepdims serve` answers, but that only the predicted class's probability is told unless all are asked for. */
function objects(part: Predictions, told: Told): Readonly<Record<string, unknown>>[] {
  if (part.names === undefined) return Array.from(part.values, (prediction) => ({ prediction }));
  return part.names.map((prediction, j) =>
    told.probabilities
      ? { prediction, probabilities: Object.fromEntries(told.classes.map((name, k) => [name, probabilityAt(part, told, j, k)])) } // prettier-ignore
      : { prediction, probability: predictedProbability(part, told, j) },
  );
}

function probabilityAt({ probabilities }: Predictions, { classes }: Told, j: number, k: number): number {
  return probabilities?.[j * classes.length + k] ?? NaN;
}

/** In four digits: more are not worth reading. */
function predictedProbability(part: Predictions, told: Told, j: number): number {
  return Number(probabilityAt(part, told, j, part.values[j] ?? 0).toPrecision(4));
}
