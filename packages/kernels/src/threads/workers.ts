import type { Heap } from '../heap/heap.js';
import type { WebAssemblyModule } from '../heap/webAssembly.js';
import { layout } from './tasks.js';
import { nodeWorker, webWorker } from './workerSource.js';

/** A worker, as far as it is used here: of Node or of a browser. */
interface AnyWorker {
  terminate(): unknown;
  unref?(): void;
  on?(event: 'error' | 'exit', listener: () => void): void;
  postMessage(message: unknown): void;
  onerror?: unknown;
}

type WorkerClass = new (source: object | string, options?: object) => AnyWorker;

interface Platform {
  readonly Worker?: WorkerClass;
  readonly process?: {
    getBuiltinModule?(name: 'node:worker_threads'): { readonly Worker: WorkerClass };
  };
  readonly URL: {
    new (url: string): object;
    createObjectURL?(blob: unknown): string;
    revokeObjectURL?(url: string): void;
  };
  readonly Blob?: new (parts: string[], options: { type: string }) => unknown;
}

/** What a worker gets to know. */
interface WorkerData {
  readonly module: WebAssemblyModule;
  readonly memory: Heap['memory'];
  /** The address of the words in `tasks.ts`. */
  readonly words: number;
  /** The address of the worker's own scratch area. */
  readonly scratch: number;
  /** The kernels that tasks call, by number. */
  readonly names: readonly string[];
}

/**
 * Start a worker; it says that it is ready through the shared words.
 *
 * @param onEnd - Called when it ends, or turns out unable to start.
 * @returns How to end it; undefined where there are no workers or a page's policy forbids them.
 */
export function startWorker(data: WorkerData, onEnd: () => void): (() => void) | undefined {
  const platform = globalThis as unknown as Platform; // what Node and browsers have
  const message = { ...data, layout };
  try {
    const threads = platform.process?.getBuiltinModule?.('node:worker_threads');
    if (threads !== undefined) {
      const source = new platform.URL(`data:text/javascript,${encodeURIComponent(nodeWorker)}`);
      const worker = new threads.Worker(source, { workerData: message, execArgv: [] });
      worker.on?.('error', onEnd);
      worker.on?.('exit', onEnd);
      worker.unref?.(); // it never keeps the process alive
      return () => void worker.terminate();
    }
    const { Worker, Blob, URL } = platform;
    if (Worker === undefined || Blob === undefined || URL.createObjectURL === undefined) return undefined;
    const address = URL.createObjectURL(new Blob([webWorker], { type: 'text/javascript' }));
    const worker = new Worker(address);
    worker.onerror = onEnd;
    worker.postMessage(message);
    return () => {
      worker.terminate();
      URL.revokeObjectURL?.(address);
    };
  } catch {
    return undefined;
  }
}
