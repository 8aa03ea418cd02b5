/** One end of a message channel. */
interface Port {
  onmessage: (() => void) | null;
  readonly postMessage: (message: unknown) => void;
  readonly close: () => void;
}

/** What platforms have; ECMAScript's own library, which is all that this package is compiled with, has not. */
interface Platform {
  /** Node, but no browser. */
  readonly setImmediate?: (callback: () => void) => unknown;
  /** All. */
  readonly MessageChannel: new () => { readonly port1: Port; readonly port2: Port };
}

/**
 * Let everything else that waits have its turn: events, timers, drawing.
 *
 * In browsers a message to oneself comes as a new task; a timer would do too, but browsers stretch it to 4 ms. In Node setImmediate takes a
 * tenth of a channel's time. (Messages of one lasting channel would come one after the other there, before any timer.)
 */
export function pause(): Promise<void> {
  const platform = globalThis as unknown as Platform; // see Platform
  return new Promise((resolve) => {
    if (platform.setImmediate !== undefined) {
      platform.setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new platform.MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
