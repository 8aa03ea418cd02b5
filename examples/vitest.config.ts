import { defineConfig } from 'vitest/config';
import shared from '../tooling/vitest/vitest.config.js';

/** As every package's, but for where tests lie. */
export default defineConfig({
  ...shared,
  test: { ...shared.test, include: ['{course,fashion-mnist,networks,run,studies}/**/*.test.{ts,mjs}'] },
});
