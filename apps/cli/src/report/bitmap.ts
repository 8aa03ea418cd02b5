import type { PictureShape } from './reportInputs.js';

const headerBytes = 54;

/**
 * A picture as a `data:` address of a BMP file: uncompressed, so that the same numbers give the same text everywhere.
 *
 * @param pixels - From 0 (black) to 1 (white), row by row from the top, a pixel's channels beside each other; others are cut off.
 */
export function bitmapAddress(
  pixels: ArrayLike<number>,
  { width, height, channels }: Pick<PictureShape, 'width' | 'height' | 'channels'>,
): string {
  // A row takes a multiple of 4 bytes.
  const stride = 4 * Math.ceil((3 * width) / 4);
  const file = Buffer.alloc(headerBytes + stride * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(headerBytes, 10);
  file.writeUInt32LE(40, 14); // bytes of the second header
  file.writeInt32LE(width, 18);
  file.writeInt32LE(-height, 22); // rows from the top
  file.writeUInt16LE(1, 26); // planes
  file.writeUInt16LE(24, 28); // bits a pixel
  file.writeUInt32LE(stride * height, 34);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        const value = pixels[(y * width + x) * channels + (channels === 1 ? 0 : c)] ?? 0;
        // Blue, green, red.
        file[headerBytes + y * stride + 3 * x + (2 - c)] = Math.round(255 * Math.min(1, Math.max(0, value)));
      }
    }
  }
  return `data:image/bmp;base64,${file.toString('base64')}`;
}
