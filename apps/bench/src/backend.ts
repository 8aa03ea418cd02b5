import * as np from '@keepdims/ndarray';
import type { Backend } from '@keepdims/ndarray';

export type { Backend };

/** Which kernels compute. */
export const backend: () => Backend = np.backend;

/**
 * Ask for a number of threads.
 *
 * @returns Undefined, or why that isn't possible.
 */
export function useThreads(threads: number): string | undefined {
  if (backend().threads === threads) return undefined;
  try {
    np.configure({ threads });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const now = backend().threads;
  return now === threads ? undefined : `the kernels run on ${now} ${now === 1 ? 'thread' : 'threads'}`;
}
