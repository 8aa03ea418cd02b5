import type { Tabular } from '@keepdims/data';
import * as np from '@keepdims/ndarray';
import { predictedFrom } from '../model/predictedFrom.js';
import type { PreparedData } from '../model/prepare.js';
import type { SavedModel } from '../run/savedModel.js';
import { missingValues } from './missingValues.js';
import type { PictureShape, ReportRows } from './reportInputs.js';
import { someExamples } from './someExamples.js';
import type { SomeExamples } from './someExamples.js';

/** Rows that activations are looked at for. */
const mostSampleRows = 2000;

/** Numbers of a sample: with 12,288 columns 406 rows. */
const mostSampleNumbers = 5_000_000;

/** Rows that are measured of those that are not in memory. */
const mostStreamedRows = 20_000;

/** What the report tells of rows. Of those that are not in memory samples are taken. */
export function reportRows(
  { data, target, train, validation, test, notes }: PreparedData,
  { net, params, preprocessing }: Pick<SavedModel, 'net' | 'params' | 'preprocessing'>,
): ReportRows {
  const widest = Math.max(net.nX, ...net.layers.map(({ units }) => units));
  const most = (rows: number): number => Math.max(2, Math.min(rows, Math.floor(mostSampleNumbers / widest)));
  const isStreamed = train.source !== undefined;
  const all = isStreamed ? most(mostStreamedRows) : Infinity;
  const [measuredOf, trained] = [test ?? train, someExamples(train, all)];
  const measured = test === undefined ? trained : someExamples(test, all);
  return {
    rowCount: data.table.rowCount,
    columnCount: data.table.columns.length,
    trainRows: train.rows.length,
    validationRows: validation?.rows.length ?? 0,
    testRows: test?.rows.length ?? 0,
    unit: target === data.target ? data.unit : undefined,
    picture: pictureOf(data, preprocessing),
    // Each column would be read from the disk.
    missing: isStreamed ? new Map() : missingValues(data.table, preprocessing),
    notes,
    targets: {
      train: targetsOf(trained, preprocessing),
      test: test === undefined ? [] : targetsOf(measured, preprocessing),
    },
    measured: {
      part: test === undefined ? 'training' : 'test',
      rowCount: measuredOf.rows.length,
      output: net.forward(params, measured.X).output,
      Y: measured.Y,
      where: (row) => data.table.where(measuredOf.rows[measured.places[row] ?? 0] ?? 0),
    },
    sample: someExamples(train, most(mostSampleRows)),
  };
}

function targetsOf({ Y }: Pick<SomeExamples, 'Y'>, preprocessing: Tabular): ArrayLike<number> {
  const targets = preprocessing.task === 'regression' ? preprocessing.inverseTarget(Y) : predictedFrom(Y, 'classification'); // prettier-ignore
  return Float64Array.from(np.contiguousData(targets));
}

/** How the columns make a picture: only if all of them are pixels, as they were in the file. */
function pictureOf({ picture, image }: PreparedData['data'], { columns }: Tabular): PictureShape | undefined {
  const [first] = columns;
  if (picture === undefined || first?.kind !== 'number') return undefined;
  const arePixels = columns.every(
    (column) => column.kind === 'number' && column.mean === 0 && column.scale === first.scale,
  );
  if (!arePixels) return undefined;
  const { width = picture.width, channels = 1 } = image ?? {};
  if (width === undefined || (channels !== 1 && channels !== 3)) return undefined;
  const height = columns.length / (width * channels);
  // Bytes of a picture are light, other numbers are ink.
  return Number.isInteger(height) ? { width, height, channels, isInk: image === undefined } : undefined;
}
