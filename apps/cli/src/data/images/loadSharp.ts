import { statSync } from 'node:fs';
import type sharp from 'sharp';
import { CliError } from '../../errors.js';

/** Readers of the library for pictures of pixels; those of drawings and documents could load other files or take for ever. */
const readers = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Gif', 'Tiff', 'Heif'].map((name) => `VipsForeignLoad${name}`);

/**
 * The library that decodes images. It is native, so it is loaded only when there are some.
 *
 * @throws CliError if it can't be loaded on this machine.
 */
export async function loadSharp(): Promise<typeof sharp> {
  // Node 20 does not follow links to a module if what it looked at last was a pipe, as standard input may be.
  statSync(process.execPath);
  let library: typeof sharp;
  try {
    ({ default: library } = await import('sharp'));
  } catch {
    throw new CliError(
      `Images cannot be read here: the library for them, sharp, could not be loaded for ${process.platform}-${process.arch}; install it beside keepdims with npm install sharp.`,
    );
  }
  library.block({ operation: ['VipsForeignLoad'] });
  library.unblock({ operation: readers });
  // Each file is read once.
  library.cache(false);
  return library;
}
