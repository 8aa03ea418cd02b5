import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Table } from '@keepdims/data';
import { CliError } from '../../errors.js';
import type { ImageShape, ReadData } from '../dataFacts.js';
import { pictureFacts } from '../pictureFacts.js';
import { shownName } from '../source.js';
import { isImageName, listImages } from './listImages.js';
import { readPictures } from './readPictures.js';

/**
 * A folder of images as a table: a row an image, the pixels' columns, and `label`, the name of its folder.
 *
 * @throws CliError if there are no images, or one of them cannot be read.
 */
export async function imageFolderFacts(folder: string, shape: ImageShape): Promise<ReadData> {
  const images = listImages(folder);
  const name = basename(folder);
  const shown = (path: string): string => join(folder, path);
  const files = images.map(({ path }) => ({ path: join(folder, path), shown: shown(path), recorded: path }));
  const { pixels, companions } = await readPictures(files, shape, name);
  const place = (row: number): string => shown(images[row]?.path ?? '');
  const labels = images.flatMap(({ label }) => (label === undefined ? [] : [label]));
  const pictures = { name, ...shape, pixels, place };
  if (labels.length === 0) {
    return {
      ...pictureFacts({ ...pictures, others: [] }),
      companions,
      unlabelled: `${name} has images without labels; move each into a folder named like its class: FOLDER/CLASS/IMAGE.`,
    };
  }
  const others = [{ name: 'label', cells: labels }];
  return { ...pictureFacts({ ...pictures, others }), target: 'label', task: 'classification', companions };
}

/** A single image as a table of one row. @throws CliError if it cannot be read. */
export async function imageFileFacts(bytes: Uint8Array, source: string, shape: ImageShape): Promise<ReadData> {
  const name = shownName(source);
  const { pixels } = await readPictures([{ path: source, shown: name, recorded: name, bytes }], shape, name);
  return {
    ...pictureFacts({ name, ...shape, pixels, others: [], place: () => name }),
    unlabelled: `${name} is one image; training takes a folder with one folder of images a class: FOLDER/CLASS/IMAGE.`,
  };
}

/** The column of a table that holds the paths of images; undefined if it has none. */
export function pathColumnOf(table: Table): string | undefined {
  return table.columns.find(
    (name) =>
      /^(?:path|image|image_?path|file|file_?name|file_?path)$/i.test(name.trim()) &&
      table.numbers(name) === undefined &&
      table.column(name).every((cell) => isImageName(cell.trim())),
  );
}

/**
 * A table of paths as a table of pictures. The column of paths becomes the pixels' columns, all others stay; one that is left alone is the
 * target.
 *
 * @param source - The table's file, beside which paths begin that aren't absolute.
 * @param column - That of the paths.
 * @throws CliError naming the row if an image cannot be read.
 */
export async function imageListFacts(
  table: Table,
  source: string,
  column: string,
  shape: ImageShape,
): Promise<ReadData> {
  const folder = source === '-' ? '.' : dirname(source);
  const files = table.column(column).map((cell, row) => {
    const path = cell.trim();
    return {
      path: isAbsolute(path) ? path : join(folder, path),
      shown: `${table.where(row)}, ${path}`,
      recorded: path,
    };
  });
  const { pixels, companions } = await readPictures(files, shape, table.name);
  const others = table.columns
    .filter((name) => name !== column)
    .map((name) => ({ name, cells: table.numbers(name) ?? table.column(name) }));
  const place = (row: number): string => table.where(row);
  const { picture, ...facts } = pictureFacts({ name: table.name, ...shape, pixels, others, place });
  const [only, ...more] = others;
  if (only === undefined) {
    return {
      ...facts,
      companions,
      unlabelled: `${table.name} has paths but no labels; give it a column with the class of each image.`,
    };
  }
  // With other columns to learn from, all are measured as columns of any table are.
  if (more.length > 0) return { ...facts, companions };
  return { ...facts, ...(picture === undefined ? {} : { picture }), target: only.name, companions };
}

/** The column of paths, which --format images asks for. @throws CliError if the table has none. */
export function requirePathColumn(table: Table): string {
  const column = pathColumnOf(table);
  if (column !== undefined) return column;
  throw new CliError(
    `${table.name} has no column path, image or file whose values all end as names of images do, such as .png; --format images needs one.`,
  );
}
