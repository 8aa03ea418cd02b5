import { crc32 } from '@keepdims/formats';

/** The check sum before it is known; of its length. */
export const unsealed = '00000000';

/** How the file goes on after the eight bytes of its header's length: the check sum is the first thing in it. */
const opening = '{"__metadata__":{"checksum":"';
const start = 8 + opening.length;
const stop = start + unsealed.length;

/** Put the check sum of a file into it. */
export function sealed(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const digits = sumOf(file);
  for (let i = 0; i < digits.length; i++) file[start + i] = digits.charCodeAt(i);
  return file;
}

/** The check sum in a file and that of its bytes; undefined if it doesn't begin as such files do. */
export function checksums(file: Uint8Array): { readonly written: string; readonly found: string } | undefined {
  if (textAt(file, 8, start) !== opening) return undefined;
  const blank = new Uint8Array(file); // a copy, where slice of Node's Buffer would be a view
  for (let i = start; i < stop; i++) blank[i] = unsealed.charCodeAt(i - start);
  return { written: textAt(file, start, stop), found: sumOf(blank) };
}

function sumOf(file: Uint8Array): string {
  return crc32(file).toString(16).padStart(unsealed.length, '0');
}

function textAt(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
