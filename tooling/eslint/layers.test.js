import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { layers } from './layers.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const manifests = (folder) =>
  readdirSync(join(root, folder))
    .map((name) => join(root, folder, name, 'package.json'))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')));

const workspaceNames = (dependencies = {}) =>
  Object.keys(dependencies)
    .filter((name) => name.startsWith('@keepdims/'))
    .map((name) => name.slice('@keepdims/'.length));

test('a row names packages of rows above it only', () => {
  const names = Object.keys(layers);
  for (const [name, { imports, testImports = [] }] of Object.entries(layers)) {
    const above = names.slice(0, names.indexOf(name));
    for (const imported of [...imports, ...testImports]) expect(above, `the row of ${name}`).toContain(imported);
  }
});

describe.each(manifests('packages').map((manifest) => [manifest.name, manifest]))('%s', (fullName, manifest) => {
  const row = layers[fullName.slice('@keepdims/'.length)];

  test('has a row, and depends on packages of its row only', () => {
    expect(row).toBeDefined();
    expect(row.imports).toEqual(expect.arrayContaining(workspaceNames(manifest.dependencies)));
    expect(row.imports).toEqual(expect.arrayContaining(workspaceNames(manifest.peerDependencies)));
  });

  test('tests with packages of its row, and the helpers, only', () => {
    const allowed = [...row.imports, ...(row.testImports ?? []), 'tooling-testing'];
    expect(allowed).toEqual(expect.arrayContaining(workspaceNames(manifest.devDependencies)));
  });

  test('is published as the others are', () => {
    expect(manifest).toMatchObject({
      license: 'MIT',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20.19' },
      publishConfig: { access: 'public' },
    });
    expect(Object.keys(manifest.exports)).toEqual(['.']);
    expect(Object.keys(manifest.scripts)).not.toContain('postinstall');
  });
});

test('no app is a dependency of anything', () => {
  const apps = manifests('apps').map(({ name }) => name);
  expect(apps).toContain('@keepdims/cli');
  for (const manifest of ['packages', 'apps', 'tooling'].flatMap(manifests)) {
    for (const kind of ['dependencies', 'devDependencies', 'peerDependencies']) {
      for (const app of apps) expect(manifest[kind] ?? {}, manifest.name).not.toHaveProperty([app]);
    }
  }
});
