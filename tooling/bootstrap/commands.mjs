import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.mjs';
import { install } from './install.mjs';
import { runAndReplace } from './process.mjs';
import { test } from './test.mjs';
import { build } from './turbo.mjs';
import { workspacePackages } from './workspace.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where the user typed the command: npm moves to the repository's root, and remembers it. */
const userFolder = process.env.INIT_CWD ?? process.cwd();

const commands = {
  start: (args) => runApp('@keepdims/cli', args.length === 0 ? ['demo'] : args),
  bench: (args) => runApp('@keepdims/bench', args),
  playground: serve,
  study: (args) => runApp('@keepdims/examples', args),
  example: runExample,
  test: () => test(root),
};

/** Install what is missing, then do `name`; sets the exit code and explains failures in a sentence. */
export async function runCommand(name, args) {
  try {
    if (!Object.hasOwn(commands, name ?? '')) {
      throw new Failure(`"${name}" is not a command of the bootstrap: use ${Object.keys(commands).join(', ')}.`);
    }
    await install(root);
    process.exitCode = await commands[name](args);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(error.details ?? '');
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function runApp(name, args) {
  await build(root, name);
  const app = appNamed(name);
  return runAndReplace(process.execPath, [join(app.folder, entryOf(app)), ...args], { cwd: userFolder });
}

/** A program is bundled from the sources, of which the kernels alone are built: it can be the user's own file, so nothing else is ready. */
async function runExample(args) {
  await build(root, '@keepdims/kernels');
  const main = join(appNamed('@keepdims/examples').folder, 'run', 'main.mjs');
  return runAndReplace(process.execPath, ['--enable-source-maps', main, ...args], { cwd: userFolder });
}

/** The playground's own script knows how it is served. */
async function serve(args) {
  await build(root, '@keepdims/playground');
  const { folder } = appNamed('@keepdims/playground');
  return runAndReplace('pnpm', ['--silent', 'run', 'serve', ...args], { cwd: folder });
}

function appNamed(name) {
  const app = workspacePackages(root).find(({ manifest }) => manifest.name === name);
  if (app === undefined) throw new Failure(`${name} is not in this checkout.`);
  return app;
}

function entryOf({ folder, manifest }) {
  const entry = Object.values(manifest.bin ?? {})[0] ?? 'dist/main.js';
  if (!existsSync(join(folder, entry))) throw new Failure(`${manifest.name} was built, but ${entry} is not there.`);
  return entry;
}
