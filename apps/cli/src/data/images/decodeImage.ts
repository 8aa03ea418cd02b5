import type sharp from 'sharp';
import { CliError } from '../../errors.js';
import { formatInteger } from '../../render/numbers.js';
import type { ImageShape } from '../dataFacts.js';

/** More than telephones' cameras have, and half a gigabyte when decoded at once; a small file can declare any number. */
const mostPixels = 2 ** 27;

/**
 * The pixels of an image, turned upright as its EXIF data say, stretched to a size, in sRGB or grey. Transparent ones lie on white. Of a file
 * of several images it is the first.
 *
 * @param library - As `loadSharp` gives it.
 * @param bytes - The file.
 * @param name - Its name, for messages.
 * @returns Bytes: row by row, pixel by pixel, channel by channel.
 * @throws CliError naming the file if it is damaged or no image.
 */
export async function decodeImage(
  library: typeof sharp,
  bytes: Uint8Array,
  name: string,
  { width, height, channels }: ImageShape,
): Promise<Uint8Array> {
  try {
    const upright = library(bytes, { failOn: 'error', limitInputPixels: mostPixels }).autoOrient();
    const sized = upright.flatten({ background: 'white' }).resize(width, height, { fit: 'fill' });
    const coloured = channels === 1 ? sized.greyscale() : sized.toColourspace('srgb');
    const { data, info } = await coloured.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    if (info.channels !== channels) throw new Error(`the library gave ${info.channels} channels`);
    return data;
  } catch (error) {
    const isTooLarge = error instanceof Error && error.message.includes('pixel limit');
    throw new CliError(
      isTooLarge
        ? `${name} has more than ${formatInteger(mostPixels)} pixels, too many to be read; make it smaller.`
        : `${name} cannot be read as an image: it is damaged, incomplete or of an unknown kind; repair it or take it away.`,
    );
  }
}
