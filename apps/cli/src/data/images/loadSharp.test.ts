import { expect, test, vi } from 'vitest';
import { CliError } from '../../errors.js';
import { loadSharp } from './loadSharp.js';

vi.mock('sharp', () => {
  throw new Error('no binaries for this machine');
});

test('where the library cannot be loaded, the sentence says which and how to get it', async () => {
  await expect(loadSharp()).rejects.toThrow(
    new CliError(
      `Images cannot be read here: the library for them, sharp, could not be loaded for ${process.platform}-${process.arch}; install it beside keepdims with npm install sharp.`,
    ),
  );
});
