/** One end of a message channel. */
interface Port {
  onmessage: (() => void) | null;
  readonly postMessage: (message: unknown) => void;
  readonly close: () => void;
}

/** Browsers, workers and Node all have it; ECMAScript's own library, which is all that this package is compiled with, has not. */
interface Platform {
  readonly MessageChannel: new () => { readonly port1: Port; readonly port2: Port };
}

/**
 * Let everything else that waits have its turn: events, timers, drawing.
 *
 * A message to oneself comes as a new task. A timer would do too, but browsers stretch it to 4 ms.
 */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new (globalThis as unknown as Platform).MessageChannel(); // see Platform
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
