import { defineConfig } from 'tsup';

/** The example as one program for node, the libraries bundled from their sources. */
export default defineConfig({
  entry: ['fashion-mnist/main.ts'],
  outDir: 'fashion-mnist/dist',
  format: 'esm',
  target: 'node20',
  platform: 'node',
  silent: true,
  noExternal: [/^@keepdims\//],
  esbuildOptions: (options) => {
    options.conditions = ['@keepdims/source', 'module'];
  },
});
