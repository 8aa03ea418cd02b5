/**
 * What a user gets: the packed tarballs of shapes, kernels and ndarray alone, installed by npm in an empty project without the registry.
 * Turbo builds the three packages before it runs this.
 */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const names = ['shapes', 'kernels', 'ndarray'];
const run = promisify(execFile);

let project;
const installed = (name) => join(project, 'node_modules', '@keepdims', name);

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'keepdims-pack-'));
  const tarballs = join(project, 'tarballs');
  mkdirSync(tarballs);
  for (const name of names) {
    const folder = join(root, 'packages', name);
    if (!existsSync(join(folder, 'dist', 'index.js'))) throw new Error(`Build ${name} first: turbo run test does.`);
    await run(join(root, 'node_modules', '.bin', 'pnpm'), ['pack', '--pack-destination', tarballs], { cwd: folder });
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  const files = readdirSync(tarballs).map((file) => `./tarballs/${file}`);
  expect(files).toHaveLength(names.length);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...files], { cwd: project });
});

afterAll(() => {
  rmSync(project, { recursive: true });
});

test('nothing else is installed', () => {
  const entries = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(entries).toEqual(['@keepdims']);
  expect(readdirSync(join(project, 'node_modules', '@keepdims')).sort()).toEqual([...names].sort());
});

describe.each(names)('the tarball of %s', (name) => {
  const manifest = () => JSON.parse(readFileSync(join(installed(name), 'package.json'), 'utf8'));

  test('has what is used and no tests', () => {
    const files = readdirSync(installed(name), { recursive: true }).map(String);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', join('dist', 'index.js'), join('dist', 'index.d.ts')]));
    expect(files.filter((file) => /\.test(-d)?\./.test(file))).toEqual([]);
  });

  test('leads to compiled code only, and names released versions', () => {
    expect(manifest().exports).toEqual({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } });
    for (const range of Object.values(manifest().dependencies ?? {})) expect(range).toMatch(/^\^\d+\.\d+\.\d+/);
  });

  test('runs no script at installation', () => {
    const scripts = Object.keys(manifest().scripts ?? {});
    expect(scripts.filter((script) => /install|prepare/.test(script))).toEqual([]);
  });

  test('has the sources that its declaration maps point to', () => {
    const maps = readdirSync(installed(name), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.d.ts.map'));
    expect(maps.length).toBeGreaterThan(0);
    for (const map of maps) {
      const path = join(installed(name), map);
      for (const source of JSON.parse(readFileSync(path, 'utf8')).sources) {
        expect(existsSync(join(dirname(path), source)), `${map}: ${source}`).toBe(true);
      }
    }
  });
});

test('a script runs in plain node', async () => {
  const script = `
    import * as np from '@keepdims/ndarray';
    const a = np.array([[1, 2, 3], [4, 5, 6]]);
    const b = np.add(a, np.array([10, 20, 30]));
    console.log(JSON.stringify({ sum: b.toArray(), product: np.matmul(a, np.transpose(b)).toArray() }));
  `;
  writeFileSync(join(project, 'script.js'), script);
  const { stdout } = await run(process.execPath, ['script.js'], { cwd: project });
  expect(JSON.parse(stdout)).toEqual({
    sum: [
      [11, 22, 33],
      [14, 25, 36],
    ],
    product: [
      [154, 172],
      [352, 397],
    ],
  });
});

describe('a strict TypeScript project', () => {
  const options = { strict: true, module: 'NodeNext', target: 'ES2022', lib: ['ES2023'], types: [], noEmit: true };

  async function typeErrors(source) {
    writeFileSync(join(project, 'main.ts'), source);
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['main.ts'] }));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = await run(process.execPath, [tsc, '--pretty', 'false'], { cwd: project }).catch(
      (error) => error,
    );
    return stdout.trim();
  }

  test('compiles, with the shapes of results known and the declarations checked too', async () => {
    const errors = await typeErrors(`
      import * as np from '@keepdims/ndarray';
      const product = np.matmul(np.zeros([2, 3]), np.ones([3, 4]));
      export const rows: 2 = product.shape[0];
      export const columns: 4 = product.shape[1];
      export const total: number = np.sum(np.add(product, 1));
      // @ts-expect-error The result has two rows.
      export const wrong: 3 = product.shape[0];
    `);
    expect(errors).toBe('');
  });

  test('does not compile with shapes that do not fit', async () => {
    const errors = await typeErrors(`
      import * as np from '@keepdims/ndarray';
      np.matmul(np.zeros([2, 3]), np.zeros([4, 5]));
    `);
    expect(errors).toMatch(/^main\.ts\(3,\d+\): error TS/);
    expect(errors).toContain('[2, 3]');
    expect(errors).toContain('[4, 5]');
  });
});

describe.each(readdirSync(join(root, 'examples', 'arrays')))('examples/arrays/%s', (file) => {
  test('compiles under strict, runs in plain node, and prints what it says', async () => {
    const source = readFileSync(join(root, 'examples', 'arrays', file), 'utf8');
    writeFileSync(join(project, file), source);
    const strict = { strict: true, module: 'NodeNext', target: 'ES2022', lib: ['ES2023', 'DOM'], types: [] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: strict, files: [file] }));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const compiled = await run(process.execPath, [tsc, '--pretty', 'false'], { cwd: project }).catch((error) => error);
    expect(compiled.stdout).toBe('');
    const { stdout } = await run(process.execPath, [file.replace(/ts$/, 'js')], { cwd: project });
    const said = [...source.matchAll(/^\/\/ prints (.*)$/gm)].map(([, line]) => line);
    expect(said.length).toBeGreaterThan(0);
    expect(stdout.trimEnd().split('\n')).toEqual(said);
  });
});

test('the declarations of ndarray, which an editor reads whole, take under 60 kB', () => {
  const folder = join(installed('ndarray'), 'dist');
  const files = readdirSync(folder).filter((file) => file.endsWith('.d.ts'));
  const bytes = files.map((file) => statSync(join(folder, file)).size);
  expect(files).toContain('index.d.ts');
  expect(bytes.reduce((total, size) => total + size, 0)).toBeLessThan(60_000);
});

/** Leaves out what is compiled and what drives it, as if there were only the reference kernels. */
const referenceOnly = {
  name: 'reference-only',
  setup({ onLoad }) {
    onLoad({ filter: /packages\/kernels\/src\/simd\/(index|instance)\.ts$/ }, () => ({
      contents: 'export const simd = undefined; export const instantiate = () => undefined;',
    }));
  },
};

describe('size: minified and gzipped by esbuild', () => {
  /** Of the installed tarballs, or with the reference kernels alone of the sources. */
  async function gzipped(contents, { reference = false } = {}) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: reference ? join(root, 'packages', 'models') : project },
      ...(reference ? { conditions: ['@keepdims/source'], plugins: [referenceOnly] } : {}),
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    return gzipSync(outputFiles[0].contents).length;
  }

  test('array, add and matmul with the reference kernels take under 20 kB', async () => {
    const contents = "export { array, add, matmul } from '@keepdims/ndarray';";
    expect(await gzipped(contents, { reference: true })).toBeLessThan(20_000);
  });

  test('all arrays with the reference kernels take under 35 kB', async () => {
    expect(await gzipped("export * from '@keepdims/ndarray';", { reference: true })).toBeLessThan(35_000);
  });

  test('the kernels take under 60 kB, both builds included', async () => {
    expect(await gzipped("export * from '@keepdims/kernels';")).toBeLessThan(60_000);
  });
});

test('threads start, share and let the process end from a minified bundle', async () => {
  const file = join(project, 'bundled.mjs');
  await build({
    stdin: {
      contents: `
        import * as np from '@keepdims/ndarray';
        np.configure({ threads: 2 });
        const a = np.full([600, 600], 0.5);
        for (let i = 0; i < 8; i++) np.matmul(a, a);
        for (let i = 0; i < 1000 && np.backend().running < 2; i++) await new Promise((done) => setTimeout(done, 10));
        console.log(JSON.stringify([np.backend(), np.matmul(a, a).at(599, 599)]));
      `,
      resolveDir: project,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    outfile: file,
  });
  const { stdout } = await run('node', [file], { cwd: project, timeout: 60_000 });
  expect(JSON.parse(stdout)).toEqual([{ name: expect.stringMatching(/simd/), threads: 2, running: 2 }, 150]);
});
