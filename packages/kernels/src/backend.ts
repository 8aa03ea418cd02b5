import type { Kernels } from './kernels.js';
import type { NetworkKernels } from './network.js';
import { reference } from './reference/index.js';
import { theHeap } from './heap/theHeap.js';
import { instantiate } from './simd/instance.js';
import { simd } from './simd/index.js';
import { defaultThreads } from './threads/cores.js';
import type { Pool } from './threads/pool.js';

/** Every kernel of one implementation. */
export type AllKernels = Kernels & NetworkKernels;

/** Settings of the machinery; see `configureKernels`. */
export interface KernelSettings {
  /** False keeps to the reference implementation in plain TypeScript. Default true: SIMD where the engine has it. */
  simd: boolean;
  /** True leaves fused multiply-add unused, for the same bits on every machine. Default false. */
  strict: boolean;
  /** How many threads may share a large product, this one included. Default: one a core, 8 at most. */
  threads: number;
}

const settings: KernelSettings = { simd: true, strict: false, threads: defaultThreads() };
let chosen: AllKernels | undefined;
let pool: Pool | undefined;

/** The implementation in use: chosen, and compiled, when first asked for. */
export function kernels(): AllKernels {
  return (chosen ??= choose());
}

function choose(): AllKernels {
  const heap = settings.simd ? theHeap() : undefined;
  pool?.stop();
  const instance = heap === undefined ? undefined : instantiate(heap, !settings.strict, settings.threads);
  pool = instance?.pool;
  return instance === undefined ? reference : simd(instance);
}

/** Which implementation computes, for people. */
export interface Backend {
  /** 'reference' is plain TypeScript; 'simd' and 'relaxed-simd' (with fused multiply-add) are WebAssembly. */
  readonly name: string;
  /** How many threads may share the work of a large product, this one included. */
  readonly threads: number;
  /** How many of them run: 1 until large products have made it worth to start others. */
  readonly running: number;
}

/**
 * Which implementation computes.
 *
 * @example backend().threads >= 1 // true
 */
export function backend(): Backend {
  const { name } = kernels();
  return { name, threads: pool?.most ?? 1, running: pool?.threads ?? 1 };
}

/**
 * Change settings. Arrays stay valid.
 *
 * @example configureKernels({ strict: false }).strict // false
 */
export function configureKernels(changes: Partial<KernelSettings>): KernelSettings {
  Object.assign(settings, changes);
  if (Object.keys(changes).length > 0) chosen = undefined;
  return { ...settings };
}
