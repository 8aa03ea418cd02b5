import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../errors.js';
import { explainFileError } from '../../run/explainFileError.js';

/** An image file. */
export interface ListedImage {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  /** The folder that it is in, if that stands for a class. */
  readonly label: string | undefined;
}

/** Whether a name ends as those of images do. */
export function isImageName(name: string): boolean {
  return /\.(?:png|jpe?g|webp|gif|tiff?|avif)$/i.test(name);
}

/**
 * The images of a folder that has one folder a class, FOLDER/CLASS/IMAGE, in the order of their names; or those that lie in the folder
 * itself, without classes, if it has no such folders. Files of other kinds, and those whose names begin with a point, are passed over.
 *
 * @throws CliError if there are no images, or they lie deeper or at both places.
 */
export function listImages(folder: string): ListedImage[] {
  const entries = entriesOf(folder);
  const loose = entries.files.filter(isImageName).map((path): ListedImage => ({ path, label: undefined }));
  const classes = entries.folders.map((label) => {
    const inside = entriesOf(join(folder, label));
    const images = inside.files.filter(isImageName).map((file): ListedImage => ({ path: `${label}/${file}`, label }));
    if (images.length === 0 && inside.folders.length > 0) {
      throw new CliError(
        `${join(folder, label)} has folders but no images; name a folder whose folders are the classes: FOLDER/CLASS/IMAGE.`,
      );
    }
    return images;
  });
  const labelled = classes.flat();
  if (loose.length > 0 && labelled.length > 0) {
    throw new CliError(
      `${folder} has images of its own, such as ${loose[0]?.path ?? ''}, beside folders of images; move them into the folder of their class.`,
    );
  }
  const images = [...labelled, ...loose];
  if (images.length === 0) {
    throw new CliError(
      `${folder} is a folder without images; name a file, or a folder with one folder of images a class: FOLDER/CLASS/IMAGE.`,
    );
  }
  return images;
}

function entriesOf(folder: string): { readonly files: readonly string[]; readonly folders: readonly string[] } {
  try {
    // The names' order is not left to the file system, so that the same files are always the same data.
    const names = readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
    const entries = names.map((name) => ({ name, is: statSync(join(folder, name), { throwIfNoEntry: false }) }));
    const namesOf = (some: typeof entries): string[] => some.map(({ name }) => name);
    return {
      // A link that leads nowhere is one too, so that reading it says so; a pipe is none: reading it would not end.
      files: namesOf(entries.filter(({ is }) => is?.isFile() ?? true)),
      folders: namesOf(entries.filter(({ is }) => is?.isDirectory())),
    };
  } catch (error) {
    throw new CliError(explainFileError(error, { action: 'read', path: folder }));
  }
}
