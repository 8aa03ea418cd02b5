import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { explainAssertions } from './explainAssertions.js';
import { importRule } from './importRule.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const tests = ['**/*.test.{ts,tsx,mjs,js}', '**/*.test-d.ts', '**/test/**'];

const keepdims = { rules: { imports: importRule(root), 'explain-assertions': explainAssertions } };

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/.turbo/**',
      '**/.reports/**',
      'packages/datasets/src/bundled/**',
      'packages/onnx/src/generated/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Loops over typed arrays need the index for offsets and strides.
      '@typescript-eslint/prefer-for-of': 'off',
      // It would have `!` instead of `as`, which has to give its reason.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // `delta: number = 1` in a public signature reads as its documentation.
      '@typescript-eslint/no-inferrable-types': 'off',
      // A type can say more than an interface: the shape types are conditional.
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    files: ['packages/**', 'apps/**', 'tooling/**'],
    plugins: { keepdims },
    rules: { 'keepdims/imports': 'error' },
  },
  {
    files: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.{ts,tsx}'],
    ignores: tests,
    rules: { 'keepdims/explain-assertions': 'error' },
  },
  {
    // With noUncheckedIndexedAccess every read of a typed array is `number | undefined`. These packages are made of loops whose bounds
    // come from checked shapes, so that `as number` on a read needs no reason of its own there; any other assertion does.
    files: ['packages/{kernels,random}/src/**/*.ts'],
    ignores: tests,
    rules: {
      'keepdims/explain-assertions': ['error', { numbersNeedNoReason: true }],
    },
  },
  {
    // An array function's signature states shapes and its body works them out with plain arrays: asserting that the two agree is the
    // normal ending of every function there, explained once in ndarray.ts.
    files: ['packages/ndarray/src/**/*.ts'],
    rules: { 'keepdims/explain-assertions': 'off' },
  },
  {
    // Libraries print nothing and take their randomness as an argument, so that the same inputs give the same bits.
    files: ['packages/*/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is an argument: take an Rng.' },
      ],
    },
  },
  {
    files: tests,
    rules: {
      // Tests look into parsed JSON and hand wrong types over on purpose.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Type tests state expressions and types for the compiler alone.
    files: ['**/*.test-d.ts'],
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': false }],
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
  {
    // Scripts and configuration are in no tsconfig: only the rules without types apply.
    files: ['**/*.{js,mjs}', '**/*.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
);
