import { Table } from '@keepdims/data';
import type { NumberCells } from '@keepdims/data';
import type { DataFacts, ImageShape } from './dataFacts.js';
import { columnsOfRows } from './numberColumns.js';

/** Pictures of one size. */
export interface Pictures extends ImageShape {
  /** What messages call the file or folder. */
  readonly name: string;
  /** Bytes: picture by picture, row by row, pixel by pixel, channel by channel. */
  readonly pixels: Uint8Array;
  /** Other columns, behind those of the pixels. */
  readonly others: readonly { readonly name: string; readonly cells: readonly string[] | NumberCells }[];
  /** Where picture i is, for messages. Default: its number behind the name. */
  readonly place?: ((row: number) => string) | undefined;
}

const colours = ['red', 'green', 'blue'];

/** The columns that a picture becomes, in the order of its bytes: `pixel 3-0` (row, then column) of a grey one, else `pixel 3-0 red`. */
function pixelNames({ height, width, channels }: ImageShape): string[] {
  const names = channels === 3 ? colours : Array.from({ length: channels }, (_, c) => `channel ${c}`);
  const ends = channels === 1 ? [''] : names.map((name) => ` ${name}`);
  const columns: string[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (const end of ends) columns.push(`pixel ${y}-${x}${end}`);
  }
  return columns;
}

/** The table that a CSV of the pictures would be: a row a picture, a column for each number of it, then the other columns. */
export function pictureFacts({ name, height, width, channels, pixels, others, place }: Pictures): DataFacts {
  const image = { height, width, channels };
  const columns = pixelNames(image);
  const table = new Table({
    name,
    columns: [...columns, ...others.map((other) => other.name)],
    values: [...columnsOfRows(pixels, columns.length), ...others.map(({ cells }) => cells)],
    place,
  });
  return { table, image, picture: { ink: 255 } };
}

/** A size in words: `28 by 28`, `64 by 64 by 3`. */
export function sizeOf({ height, width, channels }: ImageShape): string {
  return `${height} by ${width}${channels === 1 ? '' : ` by ${channels}`}`;
}
