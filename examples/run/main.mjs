/**
 * Run one TypeScript file with the library's sources: `npm run example networks/iris`, or any file of your own.
 *
 * What follows the file goes to the program. Its types aren't checked here, as node and bundlers don't either: editors do, and
 * `npx tsc -p examples`.
 */
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleProgram } from './bundleProgram.mjs';
import { findExample, listExamples } from './findExample.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [word, ...args] = process.argv.slice(2);
const program = word === undefined ? undefined : findExample(word, { root, userFolder: process.cwd() });

if (program === undefined) {
  const problem = word === undefined ? 'Which program?' : `There is no file ${word}, and no example of that name.`;
  console.error(`${problem} Name a TypeScript file of yours, or one of\n${listExamples(root)}`);
  process.exitCode = 2;
} else {
  const bundle = await bundleProgram(program).catch(() => undefined); // esbuild has said why
  if (bundle === undefined) process.exitCode = 1;
  else {
    process.argv = [process.execPath, program, ...args];
    await import(pathToFileURL(bundle).href);
  }
}
