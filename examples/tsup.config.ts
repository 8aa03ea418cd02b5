import { defineConfig } from 'tsup';

/** The studies as one program for node, the libraries bundled from their sources; `npm run study` runs it. */
export default defineConfig({
  entry: ['studies/main.ts'],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  splitting: true,
  clean: true,
  silent: true,
  noExternal: [/^@keepdims\//],
  esbuildOptions: (options) => {
    options.conditions = ['@keepdims/source', 'module'];
  },
});
