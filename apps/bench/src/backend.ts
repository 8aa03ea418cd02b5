import * as np from '@keepdims/ndarray';

/** What computes: 'reference', 'simd' or 'relaxed-simd', and on how many threads. */
export interface Backend {
  readonly name: string;
  readonly threads: number;
}

// An older build of the library has no such functions: it is the reference implementation on one thread.
const library = np as {
  readonly backend?: () => Partial<Backend>;
  readonly configure?: (changes: { readonly threads: number }) => unknown;
};

/** Which kernels compute. */
export function backend(): Backend {
  const { name = 'reference', threads = 1 } = library.backend?.() ?? {};
  return { name, threads };
}

/**
 * Ask for a number of threads.
 *
 * @returns Undefined, or why that isn't possible.
 */
export function useThreads(threads: number): string | undefined {
  if (backend().threads === threads) return undefined;
  try {
    library.configure?.({ threads });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const now = backend().threads;
  return now === threads ? undefined : `the kernels run on ${now} ${now === 1 ? 'thread' : 'threads'}`;
}
