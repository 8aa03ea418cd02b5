import { join } from 'node:path';
import { engineFlags } from '../engineFlags.js';
import type { PeerCommand } from './peerProcess.js';

/** A peer that may be there or not. */
export interface KnownPeer extends PeerCommand {
  /** Whether it comes from npm, into the folder of peers. */
  readonly isInstalled: boolean;
}

/**
 * Every peer, by the name that tables and targets know it by.
 *
 * @param folder - Where peer.mjs and peer.py are.
 * @param environment - Of this process: KEEPDIMS_PYTHON names the Pythons to ask.
 */
export function knownPeers(folder: string, environment: NodeJS.ProcessEnv): KnownPeer[] {
  return [...pythonPeers(folder, environment), ...javaScriptPeers(folder, environment)];
}

/** The Pythons to ask for a library, in this order. */
export function pythons({ KEEPDIMS_PYTHON }: NodeJS.ProcessEnv): string[] {
  const named = (KEEPDIMS_PYTHON ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return named.length === 0 ? ['python3'] : named;
}

function pythonPeers(folder: string, environment: NodeJS.ProcessEnv): KnownPeer[] {
  const libraries = [
    { name: 'numpy 1 thread', library: 'numpy', threads: 1 },
    { name: 'numpy 2 threads', library: 'numpy', threads: 2 },
    { name: 'torch 1 thread', library: 'torch', threads: 1 },
    { name: 'sklearn 1 thread', library: 'sklearn', threads: 1 },
  ];
  return libraries.flatMap(({ name, library, threads }) =>
    pythons(environment).map((python) => ({
      name,
      command: python,
      args: [join(folder, 'peer.py'), library],
      env: pythonEnvironment(environment, threads),
      isInstalled: false,
      // Element by element it uses one thread anyhow.
      ...(threads > 1 ? { settleMs: 40, kinds: ['matmul', 'train'] as const } : {}),
    })),
  );
}

/** Some machines set the first two for other processors; OpenBLAS, asked for what it isn't, is slow. */
function pythonEnvironment(environment: NodeJS.ProcessEnv, threads: number): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _coreType, OPENBLAS_L2_SIZE: _cache, PYTHONSTARTUP: _startup, ...others } = environment;
  const count = String(threads);
  return { ...others, OPENBLAS_NUM_THREADS: count, OMP_NUM_THREADS: count, MKL_NUM_THREADS: count };
}

function javaScriptPeers(folder: string, environment: NodeJS.ProcessEnv): KnownPeer[] {
  const libraries = [
    { name: 'tfjs-wasm', args: ['tfjs', 'wasm'] },
    { name: 'tfjs-cpu', args: ['tfjs', 'cpu'] },
    { name: 'jax-js', args: ['jax-js'] },
    { name: 'numpy-ts', args: ['numpy-ts'] },
    { name: 'ml-matrix', args: ['ml-matrix'] },
    { name: 'brain.js', args: ['brain'] },
  ];
  return libraries.map(({ name, args }) => ({
    name,
    command: process.execPath,
    args: [...engineFlags, join(folder, 'peer.mjs'), ...args],
    env: environment,
    isInstalled: true,
  }));
}
