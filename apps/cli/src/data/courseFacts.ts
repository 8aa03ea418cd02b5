import { readCourseH5 } from './courseH5.js';
import type { CoursePart } from './courseH5.js';
import type { DataFacts } from './dataFacts.js';
import { pictureFacts } from './pictureFacts.js';

/**
 * A file of the course's images as a table: a row an image, a column for each number of it in the order of its bytes, then the label.
 *
 * @param bytes - The file.
 * @param name - Its name, for messages.
 * @param part - The part that it must be; if undefined, the one that it has.
 * @throws CliError if it is none of the course's files.
 */
export async function courseFacts(bytes: Uint8Array, name: string, part?: CoursePart): Promise<DataFacts> {
  const { labels, ...images } = await readCourseH5(bytes, name, part);
  const others = [{ name: 'label', cells: Uint8Array.from(labels) }];
  return { ...pictureFacts({ name, ...images, others }), target: 'label', task: 'classification' };
}
