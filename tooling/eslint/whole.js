import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import config from './index.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The rules over the whole repository: all packages as one program, which takes a quarter of the time that one each would. */
export default defineConfig(
  config,
  {
    ignores: ['**/*.config.ts'], // their tools are installed at the root
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: ['tsconfig.json', 'apps/playground/tsconfig.json'],
        tsconfigRootDir: root,
      },
    },
  },
);
