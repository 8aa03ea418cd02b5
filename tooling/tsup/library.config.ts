import { defineConfig } from 'tsup';

/** Every library package: one ESM entry point; declarations (with maps) come from `tsc`, see tooling/tsconfig/build.json. */
export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  splitting: true,
  sourcemap: true,
  clean: true,
  dts: false,
  silent: true,
});
