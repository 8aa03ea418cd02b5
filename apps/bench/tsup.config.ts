import { defineConfig } from 'tsup';

export default defineConfig([
  {
    entry: { main: 'src/main.ts', memory: 'src/memory/main.ts' },
    format: 'esm',
    target: 'node20',
    platform: 'node',
    sourcemap: true,
    splitting: false,
    silent: true,
  },
  {
    // Everything that a page needs in one small file, to know its size.
    entry: { network: 'src/page/network.ts' },
    outDir: 'dist/size',
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    noExternal: [/.*/],
    minify: true,
    splitting: false,
    silent: true,
  },
]);
