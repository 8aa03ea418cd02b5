import { describe, expect, it } from 'vitest';
import { knownPeers, pythons } from './knownPeers.js';

describe('knownPeers', () => {
  it('runs NumPy without settings that slow it, on as many threads as its name says', () => {
    const known = knownPeers('folder', { PATH: 'p', OPENBLAS_CORETYPE: 'Haswell', OPENBLAS_L2_SIZE: '1' });
    const two = known.find(({ name }) => name === 'numpy 2 threads');
    expect(two?.env).toEqual({
      PATH: 'p',
      OPENBLAS_NUM_THREADS: '2',
      OMP_NUM_THREADS: '2',
      MKL_NUM_THREADS: '2',
    });
  });

  it('asks the Pythons that are named, in their order', () => {
    expect(pythons({})).toEqual(['python3']);
    expect(pythons({ KEEPDIMS_PYTHON: ' /a/python, b ,' })).toEqual(['/a/python', 'b']);
    const torch = knownPeers('folder', { KEEPDIMS_PYTHON: 'a,b' }).filter(({ name }) => name === 'torch 1 thread');
    expect(torch.map(({ command }) => command)).toEqual(['a', 'b']);
  });

  it('has every JavaScript peer in the folder of peers', () => {
    const names = knownPeers('folder', {}).flatMap(({ name, isInstalled }) => (isInstalled ? [name] : []));
    expect(names).toEqual(['tfjs-wasm', 'tfjs-cpu', 'jax-js', 'numpy-ts', 'ml-matrix', 'brain.js']);
  });
});
