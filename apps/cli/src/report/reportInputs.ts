import type { NDArray } from '@keepdims/ndarray';
import type { JSONObject } from '../run/runConfig.js';
import type { SavedModel } from '../run/savedModel.js';

/** All that report.html and MODEL_CARD.md are made of. The same inputs give the same bytes. */
export interface ReportInputs {
  readonly run: RunFacts;
  /** Undefined without data: the sections about rows are left out then. */
  readonly rows: ReportRows | undefined;
  /** Why there are none, as sentences. */
  readonly leftOut: readonly string[];
}

/** What a run folder says by itself. */
export interface RunFacts {
  /** config.json; undefined for a model that was not trained here. */
  readonly config: JSONObject | undefined;
  /** import.json: where a model came from that was not trained here. */
  readonly origin?: JSONObject | undefined;
  /** summary.json; undefined for such a model. */
  readonly summary: JSONObject | undefined;
  /** metrics.jsonl, likewise. */
  readonly history: RunHistory | undefined;
  readonly model: SavedModel;
  /** SHA-256 of model.json, hexadecimal. */
  readonly modelSha256: string;
}

/** Numbers of one part of the rows, one an epoch; errors in the target's unit. */
export interface CurvesOf {
  readonly costs: readonly number[];
  readonly metrics: Readonly<Record<string, readonly number[]>>;
}

/** How a training went. */
export interface RunHistory {
  readonly training: CurvesOf;
  /** Of the rows that were looked at after each epoch: validation rows, or else the test rows; undefined if none were kept apart. */
  readonly watched: (CurvesOf & { readonly part: 'test' | 'validation' }) | undefined;
}

/** What only the data can tell. Of rows that are not in memory samples are enough. */
export interface ReportRows {
  /** Rows of the whole table, or tables. */
  readonly rowCount: number;
  readonly columnCount: number;
  readonly trainRows: number;
  /** 0 unless the rows are split in three. */
  readonly validationRows: number;
  readonly testRows: number;
  /** The target's unit, if it has one. */
  readonly unit: string | undefined;
  /** How the columns make a picture, if they do. */
  readonly picture: PictureShape | undefined;
  /** How many rows have no value, by column; of columns that are not in it this was not counted. */
  readonly missing: ReadonlyMap<string, number>;
  /** What was told of the columns and of the split. */
  readonly notes: readonly string[];
  /** Targets of the training rows and of the test rows, or of samples of them: class numbers, or numbers in the target's unit. */
  readonly targets: { readonly train: ArrayLike<number>; readonly test: ArrayLike<number> };
  readonly measured: MeasuredRows;
  /** Some training rows, evenly taken, for the activations. */
  readonly sample: SampleRows;
}

/** The rows that results are measured on. */
export interface MeasuredRows {
  /** The test rows; without any, the training rows. */
  readonly part: 'test' | 'training';
  /** How many there are; `output` may be of some of them, evenly taken. */
  readonly rowCount: number;
  /** What the network gives for them, [outputs, m]. */
  readonly output: NDArray;
  /** What would be right, [outputs, m]: standardised numbers, 0 and 1, or one-hot columns. */
  readonly Y: NDArray;
  /** Where a row is, for messages: `houses.csv, line 7`. */
  readonly where: (row: number) => string;
}

/** Rows as the network sees them. */
export interface SampleRows {
  /** [n_x, s]. */
  readonly X: NDArray;
  /** [outputs, s]. */
  readonly Y: NDArray;
}

/** Columns that are the numbers of a picture: row by row from the top, a pixel's channels beside each other. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  /** 1 (grey) or 3 (red, green, blue). */
  readonly channels: 1 | 3;
  /** Whether large numbers are dark, as ink on paper is. */
  readonly isInk: boolean;
}
