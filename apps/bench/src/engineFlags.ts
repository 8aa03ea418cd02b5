/**
 * How V8 compiles WebAssembly while times are taken; entry points import this before anything that compiles.
 *
 * Node 20 has fused multiply-add behind a flag, later ones have it as a matter of course: an application may switch it on for itself. And
 * everything is compiled by the optimising compiler at once, instead of running at half the speed for its first few hundred milliseconds,
 * which would fall on whichever case comes first. Peers in JavaScript get the same flags.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export const engineFlags: readonly string[] = [
  ...(process.versions.node.startsWith('20.') ? ['--experimental-wasm-relaxed-simd'] : []),
  '--no-liftoff',
];

for (const flag of engineFlags) setFlagsFromString(flag);

/**
 * Collect garbage, and give finalizers their turn: what a case leaves behind must not fill the library's memory, or time of the next one.
 */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') (collect as () => void)(); // V8's own takes nothing
  await new Promise((resolve) => setTimeout(resolve, 10));
}
