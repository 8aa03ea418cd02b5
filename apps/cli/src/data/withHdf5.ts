import type { Group } from 'h5wasm';
import { CliError } from '../errors.js';

/**
 * Use an HDF5 file that is open meanwhile, from its bytes.
 *
 * @param bytes - The file.
 * @param name - Its name, for messages.
 * @param use - What to do with its root group. A CliError of it is thrown on; anything else that it throws means that the file is damaged.
 */
export async function withHdf5<T>(bytes: Uint8Array, name: string, use: (root: Group) => T): Promise<T> {
  const { default: h5 } = await import('h5wasm');
  const library = await h5.ready;
  // Else the library writes to stderr, line by line, what it also throws.
  library.activate_throwing_error_handler();
  // A file system in memory, which nothing else uses.
  library.FS.writeFile('opened.h5', bytes);
  try {
    const file = new h5.File('opened.h5', 'r');
    try {
      return use(file);
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${name} cannot be read as HDF5: it is damaged or incomplete; get it anew.`);
  } finally {
    library.FS.unlink('opened.h5');
  }
}
