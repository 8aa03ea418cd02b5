import { pad, shorten } from './width.js';

const shades = ['  ', '░░', '▒▒', '▓▓', '██'] as const;

/** A grey picture and what stands below it. */
export interface Picture {
  /** Row by row, from 0 (white) to `ink` (black). */
  readonly pixels: readonly number[];
  readonly caption: string;
}

/**
 * Draw pictures side by side, two characters a pixel so that pixels are about square.
 *
 * @param width - Pixels a row.
 * @param ink - The value of the darkest pixel.
 */
export function drawPictures(pictures: readonly Picture[], width: number, ink: number): string[] {
  const rows = Math.max(0, ...pictures.map(({ pixels }) => Math.ceil(pixels.length / width)));
  const drawn = Array.from({ length: rows }, (_, i) =>
    pictures.map(({ pixels }) =>
      Array.from({ length: width }, (_, j) => {
        const share = Math.min(1, Math.max(0, (pixels[i * width + j] ?? 0) / ink));
        return shades[Math.round(share * (shades.length - 1))] ?? '  ';
      }).join(''),
    ),
  );
  const cell = Math.max(2 * width, ...pictures.map(({ caption }) => Math.min(24, caption.length))) + 4;
  const captions = pictures.map(({ caption }) => shorten(caption, cell - 2));
  return [...drawn, captions].map((cells) => `  ${cells.map((text) => pad(text, cell)).join('')}`.trimEnd());
}
