import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const examples = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Bundle a program with the libraries' sources.
 *
 * It may lie anywhere: packages that it doesn't have beside it are those of the examples. Its own `import.meta.url` stays its own, so that it
 * finds files beside it; its stack traces name its own lines, with node's --enable-source-maps.
 *
 * @param path - The program, an absolute path.
 * @returns The bundle's path.
 * @throws esbuild's error, which it has printed.
 */
export async function bundleProgram(path) {
  const folder = join(examples, 'dist', 'programs');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${path.replace(/[^\w.-]+/g, '_').slice(-120)}.mjs`);
  await build({
    entryPoints: [path],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
    conditions: ['@keepdims/source', 'module'],
    nodePaths: [join(examples, 'node_modules')],
    plugins: [ownUrl(path), othersStayOutside],
  });
  return outfile;
}

/** What the program says of `import.meta.url` is true of its source, not of the bundle. */
const ownUrl = (path) => ({
  name: 'own-url',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]sx?$/ }, (file) => {
      if (file.path !== path) return undefined;
      const url = JSON.stringify(pathToFileURL(path).href);
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', url);
      return { contents, loader: extname(path).replace(/^\.[cm]?/, ''), resolveDir: dirname(path) };
    });
  },
});

/** Packages other than the library's are imported when the program runs. */
const othersStayOutside = {
  name: 'others-stay-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^@observablehq\/|^linkedom$/ }, ({ path }) => ({ path, external: true }));
  },
};
