import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Table } from '@keepdims/data';
import { CliError } from '../errors.js';
import type { DataFormat } from '../model/trainConfig.js';
import { bundled, isBundled } from './bundled.js';
import { csvFacts } from './csvFacts.js';
import type { CsvLayout } from './csvLayout.js';
import type { ImageShape, ReadData } from './dataFacts.js';
import { detectFormat } from './detectFormat.js';
import type { OpenedData, OpenOptions } from './openData.js';
import { readBytes, sha256, shownName } from './source.js';
import { isGzip, unpackGzip } from './unpackGzip.js';

/**
 * Open a file of any format, a folder of images, or a bundled set.
 *
 * @param source - As `openData` takes it.
 * @param part - Which of the course's two files it must be; undefined if it may be either.
 * @throws CliError or FormatError saying what is wrong with it.
 */
export async function openOne(source: string, options: OpenOptions, part?: 'train' | 'test'): Promise<OpenedData> {
  if (options.format === undefined && isBundled(source)) {
    const facts = await bundled[source]();
    const cells = facts.table.columns.map((column) => [column, ...facts.table.column(column)]);
    return { ...facts, source, name: source, isBundled: true, sha256: sha256(JSON.stringify(cells)) };
  }
  if (source !== '-' && existsSync(source) && statSync(source).isDirectory()) return openFolder(source, options);
  const stored = readBytes(source);
  const name = shownName(source);
  const bytes = isGzip(stored) ? unpackGzip(stored, name) : stored;
  const asked = options.format ?? detectFormat(bytes, name);
  const file: DataFile = { source, name, bytes, part };
  const { companions = [], ...facts } = await withImages(await readers[asked](file, options), file, options);
  const areFiles = facts.image !== undefined && asked !== 'idx' && asked !== 'course-h5';
  const format = areFiles ? 'images' : asked;
  refuseIdleOptions(options, format);
  const own = { name, sha256: sha256(stored) };
  return {
    ...facts,
    source,
    name: runName(source),
    isBundled: false,
    format,
    sha256: companions.length === 0 ? own.sha256 : listSum([own, ...companions]),
  };
}

async function openFolder(source: string, options: OpenOptions): Promise<OpenedData> {
  if (options.format !== undefined && options.format !== 'images') {
    throw new CliError(`${source} is a folder, which only --format images reads; name a file.`);
  }
  refuseIdleOptions(options, 'images');
  const { imageFolderFacts } = await import('./images/imageFacts.js');
  const { companions = [], ...facts } = await imageFolderFacts(source, imageShape(options));
  return { ...facts, source, name: basename(source), isBundled: false, format: 'images', sha256: listSum(companions) };
}

/** A file that a reader is to make a table of. */
interface DataFile {
  readonly source: string;
  /** For messages. */
  readonly name: string;
  /** Unpacked. */
  readonly bytes: Buffer;
  /** Of the course's two files. */
  readonly part: 'train' | 'test' | undefined;
}

/** Loaded when needed, so that a CSV does not wait for the others. */
const readers: Readonly<Record<DataFormat, (file: DataFile, options: OpenOptions) => Promise<ReadData> | ReadData>> = {
  csv: ({ bytes, name }, options) => csvFacts(bytes, name, layoutOf(options)),
  tsv: ({ bytes, name }, options) => csvFacts(bytes, name, layoutOf(options), '\t'),
  jsonl: async ({ bytes, name }) => (await import('./jsonFacts.js')).jsonLinesFacts(bytes, name),
  json: async ({ bytes, name }) => (await import('./jsonFacts.js')).jsonListFacts(bytes, name),
  parquet: async ({ bytes, name }) => (await import('./parquet/parquetFacts.js')).parquetFacts(bytes, name),
  npy: async ({ bytes, name }) => (await import('./arrayFacts.js')).npyFacts(bytes, name),
  npz: async ({ bytes, name }) => (await import('./arrayFacts.js')).npzFacts(bytes, name),
  idx: async ({ bytes, source }, { labels }) => (await import('./idxFacts.js')).idxFacts(bytes, source, labels),
  images: async ({ bytes, source, name }, options) => {
    const format = detectFormat(bytes, name);
    if (format !== 'images') return readers[format]({ bytes, source, name, part: undefined }, options);
    return (await import('./images/imageFacts.js')).imageFileFacts(bytes, source, imageShape(options));
  },
  'course-h5': async ({ bytes, name, part }) => (await import('./courseFacts.js')).courseFacts(bytes, name, part),
};

/** A table with a column of the paths of images becomes one of pictures, unless another format was asked for. */
async function withImages(facts: ReadData, { source }: DataFile, options: OpenOptions): Promise<ReadData> {
  const isAsked = options.format === 'images';
  const mayBe = isAsked || (options.format === undefined && mayHoldPaths(facts.table));
  if (facts.image !== undefined || !mayBe) return facts;
  const { imageListFacts, pathColumnOf, requirePathColumn } = await import('./images/imageFacts.js');
  const column = isAsked ? requirePathColumn(facts.table) : pathColumnOf(facts.table);
  return column === undefined ? facts : imageListFacts(facts.table, source, column, imageShape(options));
}

/** Whether a value of the first row could be the path of an image. */
function mayHoldPaths(table: Table): boolean {
  return table.rowCount > 0 && table.columns.some((name) => table.numbers(name) === undefined && /\.[a-z]{3,4}\s*$/i.test(table.column(name)[0] ?? '')); // prettier-ignore
}

/** What was asked for, else what the run has. */
function layoutOf({ header, skipLines, csv }: OpenOptions): CsvLayout {
  return { header: header ?? csv?.header, skipLines: skipLines ?? csv?.skipLines };
}

function imageShape({ imageSize = '32x32', grayscale = false, image }: OpenOptions): ImageShape {
  const [width = 32, height = 32] = imageSize.split('x').map(Number);
  return image?.() ?? { height, width, channels: grayscale ? 1 : 3 };
}

/** Options that would do nothing are mistakes. */
function refuseIdleOptions({ labels, imageSize, grayscale, header, skipLines }: OpenOptions, format: DataFormat): void {
  const isCsv = format === 'csv' || format === 'tsv';
  const given = [
    ['--no-header', header === false && !isCsv, 'CSV and TSV files'],
    ['--skip-lines', skipLines !== undefined && !isCsv, 'CSV and TSV files'],
    ['--labels', labels !== undefined && format !== 'idx', 'IDX files of pictures'],
    ['--image-size', imageSize !== undefined && format !== 'images', 'image files'],
    ['--grayscale', grayscale === true && format !== 'images', 'image files'],
  ] as const;
  const idle = given.find(([, isIdle]) => isIdle);
  if (idle === undefined) return;
  throw new CliError(`${idle[0]} is for ${idle[2]}, but the data are ${format}; leave it out.`);
}

/** The SHA-256 of what `sha256sum` prints for the files. */
function listSum(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  return sha256(files.map((file) => `${file.sha256}  ${file.name}\n`).join(''));
}

/** What a run on it is called. */
function runName(source: string): string {
  if (source === '-') return 'stdin';
  const name = basename(source).replace(/\.gz$/i, '');
  return name.replace(/\.[^.]*$/, '') || name;
}
