const names = [
  'ArrayBuffer',
  'Uint8Array',
  'Int32Array',
  'Uint16Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
] as const;

/**
 * Count the bytes of all typed arrays made from now on, by standing in for their constructors. Modules that keep a constructor for
 * themselves must be loaded afterwards.
 *
 * @returns `since` gives the bytes since it was last called; `stop` puts the constructors back.
 */
export function watchAllocations(): { since(): number; stop(): void } {
  let total = 0;
  const originals = names.map((name) => [name, globalThis[name]] as const);
  for (const [name, original] of originals) {
    const watched = new Proxy(original, {
      construct(target, parameters: unknown[]) {
        const [first] = parameters;
        const made = Reflect.construct(target, parameters) as { byteLength: number };
        if (!(first instanceof ArrayBuffer) && !(first instanceof SharedArrayBuffer)) total += made.byteLength;
        return made;
      },
    });
    Object.defineProperty(globalThis, name, { value: watched, writable: true, configurable: true });
  }
  return {
    since() {
      const bytes = total;
      total = 0;
      return bytes;
    },
    stop() {
      for (const [name, original] of originals) {
        Object.defineProperty(globalThis, name, { value: original, writable: true, configurable: true });
      }
    },
  };
}
