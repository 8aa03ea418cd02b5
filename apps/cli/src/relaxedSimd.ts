import { setFlagsFromString } from 'node:v8';

/**
 * Let WebAssembly fuse multiplications and additions, which Node 20 has behind a flag and later ones have anyway. Call it before anything
 * is computed. An app may set flags of its engine; a library must not.
 */
export function enableRelaxedSimd(): void {
  const [major = '0'] = process.versions.node.split('.');
  if (Number(major) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
}
