import { defineConfig } from 'vitest/config';

/**
 * Every package and app runs its tests with this file.
 *
 * The `@keepdims/source` condition resolves workspace packages to their sources, so that an edit in `shapes` is seen by the tests of
 * `models` without a build. The JSON report is what `npm test` sums up into its closing line.
 */
export default defineConfig({
  resolve: { conditions: ['@keepdims/source'] },
  ssr: { resolve: { conditions: ['@keepdims/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['{src,test}/**/*.test.{ts,tsx}', '*.test.{mjs,js}'],
    environment: 'node',
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/vitest.json' },
    testTimeout: 60_000,
  },
});
