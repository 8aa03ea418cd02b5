import type { Dataset, Group } from 'h5wasm';
import { CliError } from '../errors.js';
import { isHdf5 } from './isHdf5.js';
import { withHdf5 } from './withHdf5.js';

/** Which of the course's two files: the names of the data sets begin with it. */
export type CoursePart = 'train' | 'test';

/** Images with labels. */
export interface CourseImages {
  readonly part: CoursePart;
  /** How many images. */
  readonly m: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Bytes: image by image, row by row, pixel by pixel, channel by channel. */
  readonly pixels: Uint8Array;
  /** 0 or 1 for each image. */
  readonly labels: readonly number[];
}

/** Two of the course's files side by side would be a tenth of it; beyond it a file is taken for something else. */
const mostBytes = 2 ** 30;

/**
 * Read a file of the course's image exercises: `train_set_x` [m, height, width, channels] of bytes and `train_set_y` [m], or `test_set_…`.
 *
 * @param bytes - The file.
 * @param name - Its name, for messages.
 * @param wanted - The part that it must be; if left out, the one that it has.
 * @throws CliError if the file is no HDF5 file, is damaged, or holds anything else.
 */
export async function readCourseH5(bytes: Uint8Array, name: string, wanted?: CoursePart): Promise<CourseImages> {
  if (!isHdf5(bytes)) {
    throw new CliError(
      `${name} is not an HDF5 file, which --format course-h5 reads (such as train_catvnoncat.h5); leave --format out for a CSV.`,
    );
  }
  return withHdf5(bytes, name, (file) => imagesOf(file, name, wanted));
}

function imagesOf(file: Group, name: string, wanted: CoursePart | undefined): CourseImages {
  const part = wanted ?? (file.keys().includes('test_set_x') ? 'test' : 'train');
  const x = datasetOf(file, name, part, 'x');
  const { shape, type, size, signed } = x.metadata;
  const whole = type === 0; // HDF5's class of integers
  if (!whole || size !== 1 || signed) {
    const kind = whole ? `${signed ? 'int' : 'uint'}${8 * size}` : type === 1 ? `float${8 * size}` : 'of another kind';
    throw new CliError(`${name}, ${part}_set_x: the images must be bytes, uint8, but are ${kind}.`);
  }
  const [m = 0, height = 0, width = 0, channels = 0] = shape ?? [];
  if (shape?.length !== 4 || shape.includes(0)) {
    throw new CliError(
      `${name}, ${part}_set_x: the images must have the shape [m, height, width, channels], but have [${shape?.join(', ') ?? ''}].`,
    );
  }
  // Checked before it is read: a short file can claim any shape.
  const numbers = m * height * width * channels;
  if (numbers > mostBytes) {
    throw new CliError(`${name}, ${part}_set_x: ${numbers} bytes of images are too many; ${mostBytes} can be read.`);
  }
  const pixels = x.value;
  if (!(pixels instanceof Uint8Array)) throw new Error('the library gave no bytes');
  return { part, m, height, width, channels, pixels, labels: labelsOf(file, name, part, m) };
}

function labelsOf(file: Group, name: string, part: CoursePart, m: number): number[] {
  const y = datasetOf(file, name, part, 'y');
  const { shape } = y.metadata;
  const size = (shape ?? []).reduce((product, d) => product * d, 1);
  if (size !== m) {
    throw new CliError(
      `${name}, ${part}_set_y: there must be one label for each of the ${m} images, but its shape is [${shape?.join(', ') ?? ''}].`,
    );
  }
  // Numbers, or bigints where they are stored as 64-bit integers; texts and other things become NaN.
  const { value } = y;
  const labels = ArrayBuffer.isView(value) ? Array.from(value, Number) : [];
  const wrong = labels.findIndex((label) => label !== 0 && label !== 1);
  if (labels.length === m && wrong === -1) return labels;
  const found = labels.length === m ? `label ${wrong + 1} is ${labels[wrong] ?? ''}` : 'they are no numbers';
  throw new CliError(`${name}, ${part}_set_y: the labels must be 0 or 1, but ${found}.`);
}

function datasetOf(file: Group, name: string, part: CoursePart, what: 'x' | 'y'): Dataset {
  const found = file.get(`${part}_set_${what}`);
  if (found !== null && 'metadata' in found && 'value' in found) return found;
  const names = file.keys();
  const holds = names.length === 0 ? 'it is empty' : `it holds ${names.slice(0, 8).join(', ')}`;
  throw new CliError(
    `${name} has no dataset ${part}_set_${what}, which --format course-h5 reads beside ${part}_set_${what === 'x' ? 'y' : 'x'}; ${holds}.`,
  );
}
