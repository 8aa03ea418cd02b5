import { CliError } from '../errors.js';
import type { DataFormat } from '../model/trainConfig.js';
import type { CsvLayout } from './csvLayout.js';
import type { DataFacts, ImageShape } from './dataFacts.js';
import { openOne } from './openOne.js';
import { sizeOf } from './pictureFacts.js';
import { shownName } from './source.js';

/** A table ready to be used, and where it came from. */
export interface OpenedData extends DataFacts {
  /** As the user wrote it. */
  readonly source: string;
  /** What a run on it is called: the file's name without its ending. */
  readonly name: string;
  readonly isBundled: boolean;
  /**
   * SHA-256, hexadecimal: of the file's bytes; of a bundled table's cells; or, where several files were read, of the lines that `sha256sum`
   * prints for them.
   */
  readonly sha256: string;
  /** Undefined for a bundled set. */
  readonly format?: DataFormat;
  /** The second file, if the rows to test on have one. */
  readonly validation?: { readonly source: string; readonly name: string; readonly sha256: string };
}

/** How to open data. */
export interface OpenOptions extends CsvLayout {
  /** Undefined: by the file's first bytes, then by its ending. */
  readonly format?: DataFormat | undefined;
  /** The file of labels of an IDX file. Undefined: the one beside it. */
  readonly labels?: string | undefined;
  /** What image files are made to be: `32x32`, the width first, and grey or in colours. Undefined: 32x32 in colours. */
  readonly imageSize?: string | undefined;
  readonly grayscale?: boolean | undefined;
  /** The same as a run has it, asked for when there are images; it goes before the two above. */
  readonly image?: (() => ImageShape | undefined) | undefined;
  /** The layout that a run's CSV has; `header` and `skipLines` go before it. */
  readonly csv?: CsvLayout | undefined;
  /** A second file, with the rows to test on, of any format. */
  readonly validation?: string | undefined;
}

/**
 * Open a table: a file of any format, a folder of images, or a bundled set.
 *
 * @param source - A path, `-` for standard input, or the name of a bundled set (`./digits` is a file of that name).
 * @throws CliError or FormatError saying what is wrong with it.
 */
export async function openData(source: string, options: OpenOptions = {}): Promise<OpenedData> {
  const { validation } = options;
  if (validation === undefined) return openOne(source, options);
  if (source === '-' && validation === '-') {
    throw new CliError('--validation -: standard input holds the rows to train on already; name a file.');
  }
  const first = await openOne(source, options, 'train');
  // The second file may be written in another format, except where it must be the same; and its labels are its own.
  const format = first.format === 'course-h5' || first.format === 'images' ? first.format : undefined;
  const second = await openOne(validation, { ...options, format, labels: undefined }, 'test');
  checkSameColumns(first, second);
  const { table } = first;
  return {
    ...first,
    table: table.append(second.table),
    trainRows: table.rowCount,
    validation: { source: validation, name: shownName(validation), sha256: second.sha256 },
  };
}

function checkSameColumns(first: OpenedData, second: OpenedData): void {
  const [name, other] = [first.table.name, second.table.name];
  const { image } = first;
  if (image !== undefined && second.image !== undefined && sizeOf(image) !== sizeOf(second.image)) {
    throw new CliError(
      `${other}: its images are ${sizeOf(second.image)}, but those of ${name} are ${sizeOf(image)}; name two files of one set.`,
    );
  }
  if (second.unlabelled !== undefined && first.target !== undefined) throw new CliError(second.unlabelled);
  const missing = first.table.columns.find((name) => !second.table.has(name));
  if (missing === undefined) return;
  throw new CliError(
    `${other} has no column ${JSON.stringify(missing)}, which ${name} has; rows to test on need the same columns as those to train on.`,
  );
}
