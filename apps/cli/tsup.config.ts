import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function manifestAt(path: string): Manifest {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Manifest;
}

const own = manifestAt('./package.json');
const libraries = Object.keys(own.dependencies)
  .filter((name) => name.startsWith('@keepdims/'))
  .map((name) => manifestAt(`./node_modules/${name}/package.json`));
const versions = Object.fromEntries([own, ...libraries].map(({ name, version }) => [name, version]));

/**
 * Everything is bundled, and the libraries from their sources: the command then starts without resolving a dozen packages, and each
 * command's code is a chunk of its own that `--help` never reads.
 */
export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  splitting: true,
  sourcemap: true,
  clean: true,
  silent: true,
  // Native: its binaries stand beside it, and are loaded only for images.
  noExternal: [/^(?!sharp$)/],
  // commander is CommonJS and asks for node's modules by require. Bundled modules may import createRequire under its own name.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
  },
  define: { KEEPDIMS_VERSIONS: JSON.stringify(versions) },
  esbuildOptions: (options) => {
    options.conditions = ['@keepdims/source', 'module'];
  },
});
