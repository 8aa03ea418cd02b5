import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedImage } from '../data/images/listImages.js';
import { loadSharp } from '../data/images/loadSharp.js';
import { CliError } from '../errors.js';
import { count, formatInteger } from '../render/numbers.js';
import { explainFileError } from '../run/explainFileError.js';
import type { Inspected } from './inspected.js';

/** What an image's header says. */
interface Header {
  readonly width: number;
  readonly height: number;
  /** Such as png. */
  readonly format: string;
}

/** A single image: what its header says. @throws CliError if it has none that can be read. */
export async function inspectImage(bytes: Uint8Array, name: string): Promise<Inspected> {
  const { width, height, format } = await headerOf(bytes, name);
  return {
    kind: 'image',
    description: `an image (${format})`,
    facts: [['size', `${formatInteger(width)} by ${formatInteger(height)} pixels, width by height`]],
    metadata: { width, height, format },
    arrays: [],
    columns: [],
  };
}

/** A folder of images: how many there are of each class, and how large they are. @throws CliError naming one that cannot be read. */
export async function inspectImages(folder: string, images: readonly ListedImage[]): Promise<Inspected> {
  const classes = new Map<string, number>();
  const headers: Header[] = [];
  for (const { path, label } of images) {
    if (label !== undefined) classes.set(label, (classes.get(label) ?? 0) + 1);
    headers.push(await headerOf(bytesOf(join(folder, path)), join(folder, path)));
  }
  const range = (numbers: readonly number[]): string => {
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    return least === most ? String(least) : `${least} to ${most}`;
  };
  const formats = [...new Set(headers.map(({ format }) => format))].sort();
  const sizes = `${range(headers.map(({ width }) => width))} by ${range(headers.map(({ height }) => height))} pixels`;
  const names = [...classes].map(([label, size]) => `${label} (${size})`);
  return {
    kind: 'images',
    description: 'a folder of images',
    facts: [
      ['images', `${count(images.length, 'image')} (${formats.join(', ')})`],
      ['classes', names.length === 0 ? 'none: they lie in no folders of their own' : names.join(', ')],
      ['size', `${sizes}, width by height`],
    ],
    metadata: { images: images.length, classes: Object.fromEntries(classes), formats },
    arrays: [],
    columns: [],
  };
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CliError(explainFileError(error, { action: 'read', path }));
  }
}

async function headerOf(bytes: Uint8Array, name: string): Promise<Header> {
  const library = await loadSharp();
  try {
    const { autoOrient, format } = await library(bytes).metadata();
    return { ...autoOrient, format };
  } catch {
    throw new CliError(`${name} cannot be read as an image: it is damaged, incomplete or of an unknown kind.`);
  }
}
