import type { CsvLayout } from '../data/csvLayout.js';
import type { ImageShape } from '../data/dataFacts.js';
import { openData } from '../data/openData.js';
import type { OpenedData, OpenOptions } from '../data/openData.js';
import { isObject, readRunJSON } from '../run/runConfig.js';

/**
 * Open data for a run's model: images are made as large, and as grey or coloured, as those that it was trained on, and a CSV is taken to
 * have the layout of the one that it was trained on, unless another is asked for.
 *
 * @param run - A run folder.
 * @param source - As `openData` takes it.
 * @throws CliError or FormatError saying what is wrong with the data.
 */
export async function openForRun(
  run: string,
  source: string,
  options: Pick<OpenOptions, 'format' | 'labels' | 'header' | 'skipLines'> = {},
): Promise<OpenedData> {
  const { format, labels, header, skipLines } = options;
  return openData(source, { format, labels, header, skipLines, csv: csvLayoutOf(run), image: () => imageOf(run) });
}

/** The layout of the CSV that a run was trained on. */
export function csvLayoutOf(run: string): CsvLayout {
  const { header, skipLines } = readRunJSON(run, 'config.json') ?? {};
  // Checked here, since the file may have been edited.
  return {
    header: typeof header === 'boolean' ? header : undefined,
    skipLines: Number.isInteger(skipLines) && Number(skipLines) >= 0 ? Number(skipLines) : undefined,
  };
}

/** The pictures that a run was trained on; undefined if there were none. */
function imageOf(run: string): ImageShape | undefined {
  const data = readRunJSON(run, 'config.json')?.data;
  const image = isObject(data) ? data.image : undefined;
  if (!isObject(image)) return undefined;
  const { height, width, channels } = image;
  const areSizes = [height, width].every((size) => Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 2048);
  // Checked here, since the file may have been edited.
  return areSizes && (channels === 1 || channels === 3)
    ? { height: Number(height), width: Number(width), channels }
    : undefined;
}
