import { gunzipSync } from 'node:zlib';
import { CliError } from '../errors.js';

/** The most bytes that unpacking may give: a small file can be packed so that it would fill any memory. */
const mostUnpacked = 2 ** 30;

/** Whether bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content of a gzip file.
 *
 * @param name - Its name, for messages.
 * @param most - The most bytes that it may have. Default 2³⁰.
 * @throws CliError if it is damaged, packed twice, or its content too long.
 */
export function unpackGzip(bytes: Uint8Array, name: string, most = mostUnpacked): Buffer {
  let unpacked: Buffer;
  try {
    unpacked = gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    const isTooLong = error instanceof RangeError;
    throw new CliError(
      isTooLong
        ? `${name} would be longer than ${most} bytes when unpacked, too long to be read at once.`
        : `${name} begins as a gzip file, but is damaged or incomplete; get it anew.`,
    );
  }
  if (isGzip(unpacked)) throw new CliError(`${name} is packed twice; unpack it once with gunzip.`);
  return unpacked;
}
