/** The platform's functions used here; Node and browsers have them, but neither library of types is loaded in this package's build. */
interface Platform {
  atob(this: void, base64: string): string;
  readonly Blob: new (parts: readonly Uint8Array[]) => { stream(): { pipeThrough(through: object): object } };
  readonly DecompressionStream: new (format: 'gzip') => object;
  readonly Response: new (body: object) => { text(): Promise<string> };
}

/** The UTF-8 text in a gzip file written in base64. */
export async function gunzip(base64: string): Promise<string> {
  // Node >= 18 and every browser with DecompressionStream have all four.
  const { atob, Blob, DecompressionStream, Response } = globalThis as unknown as Platform;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
