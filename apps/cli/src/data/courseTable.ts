import { Table } from '@keepdims/data';
import { CliError } from '../errors.js';
import type { DataFacts } from './bundled.js';
import type { CourseImages } from './courseH5.js';

/** Images of one file, and how the file is called. */
export interface NamedImages extends CourseImages {
  readonly name: string;
}

const colours = ['red', 'green', 'blue'];

/**
 * The table that a CSV of the images would be: a row an image, a column for each number of it in the order of its bytes, then the label.
 *
 * @param parts - Those to train on, then those to test on, if any.
 * @throws CliError if the images of the two are of different sizes.
 */
export function courseTable(parts: readonly [NamedImages, NamedImages?]): DataFacts {
  const [first, second] = parts;
  const all = second === undefined ? [first] : [first, second];
  if (second !== undefined && sizeOf(second) !== sizeOf(first)) {
    throw new CliError(
      `${second.name}: its images are ${sizeOf(second)}, but those of ${first.name} are ${sizeOf(first)}; name two files of one set.`,
    );
  }
  const { height, width, channels } = first;
  const channelNames = channels === 3 ? colours : Array.from({ length: channels }, (_, c) => `channel ${c}`);
  const columns: string[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (const channel of channelNames) columns.push(`pixel ${y}-${x} ${channel}`);
  }
  // The same 256 texts again and again: a table is of texts.
  const texts = Array.from({ length: 256 }, (_, byte) => String(byte));
  const values = columns.map((_, i) => {
    const column: string[] = [];
    for (const { m, pixels } of all) {
      for (let image = 0; image < m; image++) column.push(texts[pixels[image * columns.length + i] ?? 0] ?? '');
    }
    return column;
  });
  const labels = all.flatMap((images) => images.labels.map(String));
  const table = new Table({ name: first.name, columns: [...columns, 'label'], values: [...values, labels] });
  return {
    table,
    target: 'label',
    task: 'classification',
    picture: { ink: 255 },
    ...(second === undefined ? {} : { trainRows: first.m }),
  };
}

function sizeOf({ height, width, channels }: CourseImages): string {
  return `${height} by ${width} by ${channels}`;
}
