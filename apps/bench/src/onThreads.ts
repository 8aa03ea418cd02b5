import { backend, useThreads } from './backend.js';
import type { Variant } from './cases/benchCase.js';

/** How long new threads may take to start, ms. */
const startMs = 150;

/**
 * A variant on a number of threads of its own; none where that many aren't possible. After each of its samples the number is what it was.
 *
 * Threads start when the first large job comes, and changing their number ends them: so each sample is preceded by a call and a wait.
 */
export function onThreads(variant: Variant, threads: number, name: string): Variant[] {
  const before = backend().threads;
  const problem = useThreads(threads);
  useThreads(before);
  if (problem !== undefined) return [];
  return [
    {
      ...variant,
      name,
      async prepare() {
        if (backend().threads === threads) return;
        useThreads(threads);
        variant.run();
        if (threads > 1) await new Promise((resolve) => setTimeout(resolve, startMs));
      },
      finish: () => void useThreads(before),
    },
  ];
}
