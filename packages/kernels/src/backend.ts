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
/** What was compiled, by whether it uses fused multiply-add: changing settings to and fro compiles and starts nothing twice. */
const compiled = new Map<boolean, { readonly kernels: AllKernels; readonly pool: Pool }>();

let chosen: AllKernels | undefined;
let pool: Pool | undefined;

/** The implementation in use: chosen, and compiled, when first asked for. */
export function kernels(): AllKernels {
  return (chosen ??= choose());
}

function choose(): AllKernels {
  const heap = settings.simd ? theHeap() : undefined;
  const relaxed = !settings.strict;
  let fast = compiled.get(relaxed);
  if (fast === undefined && heap !== undefined) {
    const instance = instantiate(heap, relaxed, settings.threads);
    fast = instance && { kernels: simd(instance), pool: instance.pool };
    if (fast !== undefined) compiled.set(relaxed, fast);
  }
  pool = heap === undefined ? undefined : fast?.pool;
  return heap === undefined || fast === undefined ? reference : fast.kernels;
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
  chosen = undefined;
  for (const { pool } of compiled.values()) pool.limit(settings.threads);
  return { ...settings };
}
