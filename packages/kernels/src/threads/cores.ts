const most = 8;

/** One thread a core, as far as the platform tells. */
export function defaultThreads(): number {
  const { navigator, process } = globalThis as Platform; // what Node and browsers have
  const cores = navigator?.hardwareConcurrency ?? process?.getBuiltinModule?.('node:os').availableParallelism() ?? 1;
  return Math.max(1, Math.min(most, cores));
}

interface Platform {
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly process?: { getBuiltinModule?(name: 'node:os'): { availableParallelism(): number } };
}
