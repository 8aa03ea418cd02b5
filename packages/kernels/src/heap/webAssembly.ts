/**
 * The part of WebAssembly's JavaScript interface that is used here. TypeScript declares it together with the whole browser, which a
 * package for Node and browsers can't ask for.
 * @see https://webassembly.github.io/spec/js-api/
 */
export interface WebAssemblyApi {
  readonly Memory: new (descriptor: { initial: number; maximum: number; shared: boolean }) => WebAssemblyMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WebAssemblyModule;
  readonly Instance: new (
    module: WebAssemblyModule,
    imports: { env: { memory: WebAssemblyMemory } },
  ) => { readonly exports: unknown };
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

export interface WebAssemblyMemory {
  readonly buffer: ArrayBufferLike;
}

/** A compiled module: opaque, and may be sent to workers. */
export type WebAssemblyModule = object;

/** The engine's WebAssembly; undefined where there is none. */
export function webAssembly(): WebAssemblyApi | undefined {
  // The global is what the interface above says; where TypeScript knows the browser, its own declaration is narrower.
  return (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}
