/** What every platform has and TypeScript's own library does not describe; the build loads no types of Node. */
interface Platform {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
  readonly TextDecoder: new (
    label: string,
    options: { fatal: boolean; ignoreBOM: boolean },
  ) => { decode(bytes: Uint8Array): string };
}

/** Node and browsers have both. */
function platform(): Platform {
  const global: unknown = globalThis;
  return global as Platform; // said above
}

/** UTF-8 of a text. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new (platform().TextEncoder)().encode(text);
}

/** The text of UTF-8, a byte-order mark included; undefined where the bytes are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // A copy, since browsers refuse to decode shared memory.
    return new (platform().TextDecoder)('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.slice());
  } catch {
    return undefined;
  }
}

/** One character a byte. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
