import { readFile } from 'node:fs/promises';
import { CliError } from '../../errors.js';
import { explainFileError } from '../../run/explainFileError.js';
import { checkCells } from '../checkCells.js';
import type { Companion, ImageShape } from '../dataFacts.js';
import { sha256 } from '../source.js';
import { decodeImage } from './decodeImage.js';
import { loadSharp } from './loadSharp.js';

/** A file to read, and how it is called: in messages, and where the run records it. */
export interface ImageFile {
  readonly path: string;
  readonly shown: string;
  readonly recorded: string;
  /** Its bytes, if they were read already. */
  readonly bytes?: Uint8Array;
}

/** How many images are decoded at the same time. */
const atOnce = 4;

/**
 * Read image files into one array, all of one size.
 *
 * @param name - Of the data, for messages.
 * @returns The pixels, image by image, and the checksums of the bytes that they were made from.
 * @throws CliError naming the first file, in their order, that cannot be read.
 */
export async function readPictures(
  files: readonly ImageFile[],
  shape: ImageShape,
  name: string,
): Promise<{ readonly pixels: Uint8Array; readonly companions: readonly Companion[] }> {
  const size = shape.height * shape.width * shape.channels;
  checkCells(files.length, size, name);
  const library = await loadSharp();
  const pixels = new Uint8Array(files.length * size);
  const companions: Companion[] = [];
  for (let from = 0; from < files.length; from += atOnce) {
    const some = files.slice(from, from + atOnce);
    const read = await Promise.allSettled(
      some.map(async (file, i) => {
        const bytes = file.bytes ?? (await bytesOf(file));
        pixels.set(await decodeImage(library, bytes, file.shown, shape), (from + i) * size);
        return { name: file.recorded, sha256: sha256(bytes) };
      }),
    );
    for (const result of read) {
      if (result.status === 'rejected') throw result.reason;
      companions.push(result.value);
    }
  }
  return { pixels, companions };
}

async function bytesOf({ path, shown }: ImageFile): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const missing = `There is no file ${shown}; correct its path.`;
    throw new CliError(explainFileError(error, { action: 'read', path: shown, missing }));
  }
}
