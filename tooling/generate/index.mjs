/**
 * Writes the files that are derived from others, so that nobody keeps a list by hand.
 *
 *   node tooling/generate/index.mjs           writes them
 *   node tooling/generate/index.mjs --check   writes nothing; exits 1 and names the files that are stale or missing
 *
 * 1. `packages/{activations,losses,initializers,optimizers}/src/generated.ts`, from that package's `src/definitions/*.ts`.
 *    The rule for a definition: one file `src/definitions/NAME.ts` with a camelCase name, exporting a const or function of exactly that
 *    name (other exports are allowed and are not re-exported). Tests (`NAME.test.ts`, `NAME.test-d.ts`) may lie beside it; helpers such as
 *    `defineActivation.ts` live outside the folder. Underscores and capitals at the start are refused, so that a typo can't hide a file.
 *    The generated file re-exports every definition and adds
 *        export const definitions = { relu, sigmoid, … } as const;      // by name, in alphabetical order
 *        export type DefinitionName = keyof typeof definitions;         // 'relu' | 'sigmoid' | …
 *    `src/index.ts` is written by hand and picks what is public, for instance
 *        export { relu, sigmoid } from './generated.js';  or  export * from './generated.js';
 *        export { definitions as activations, type DefinitionName as ActivationName } from './generated.js';
 *    A package that has no definitions yet is passed over; the test beside this file insists on all four.
 *
 * 2. The package graph in `CONTRIBUTING.md`, from `tooling/eslint/layers.js`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { definitionIndexes } from './definitionIndexes.mjs';
import { contributingGraph } from './contributingGraph.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Every generated file of the repository: its path from the root and the text that it should have. */
export function generatedFiles(rootFolder = root) {
  return [...definitionIndexes(rootFolder), ...contributingGraph(rootFolder)];
}

/** The paths whose text on disk is not what the generator would write. */
export function staleFiles(rootFolder = root) {
  return generatedFiles(rootFolder)
    .filter(({ path, text }) => readIfThere(join(rootFolder, path)) !== text)
    .map(({ path }) => path);
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function main(args) {
  const stale = staleFiles();
  if (args.includes('--check')) {
    if (stale.length === 0) return 0;
    console.error(`Stale: ${stale.join(', ')}. Run: node tooling/generate/index.mjs`);
    return 1;
  }
  for (const { path, text } of generatedFiles()) {
    if (!stale.includes(path)) continue;
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
