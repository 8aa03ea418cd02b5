import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { layers } from './layers.js';

/** What any test may import although only the root declares it. */
const testOnly = ['vitest', 'fast-check'];

/**
 * The ESLint rule `keepdims/imports`: a file imports only what `layers.js` allows its package and what its package.json declares, nothing
 * from another package's folder, nothing from an app; and a library's sources import no node built-ins, because they run in browsers.
 *
 * @param root - The repository's folder.
 */
export function importRule(root) {
  return {
    meta: { type: 'problem', schema: [], messages: { import: '{{problem}}' } },
    create(context) {
      const owner = ownerOf(root, context.filename);
      if (owner === undefined) return {};
      const check = (source) => {
        if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
        const problem = importProblem(root, owner, context.filename, source.value);
        if (problem !== undefined) context.report({ node: source, messageId: 'import', data: { problem } });
      };
      return {
        ImportDeclaration: (node) => check(node.source),
        ExportNamedDeclaration: (node) => check(node.source),
        ExportAllDeclaration: (node) => check(node.source),
        ImportExpression: (node) => check(node.source),
        TSImportType: (node) => check(node.source),
      };
    },
  };
}

/** The package that a file belongs to: its kind (`packages`, `apps` or `tooling`), its name and its folder. */
function ownerOf(root, file) {
  const [kind, name, ...rest] = relative(root, file).split(sep);
  if (!['packages', 'apps', 'tooling'].includes(kind) || rest.length === 0) return undefined;
  const inTest = rest.includes('test') || /\.test(-d)?\.[a-z]+$/.test(file);
  return { kind, name, folder: join(root, kind, name), inTest };
}

function importProblem(root, owner, file, imported) {
  if (imported.startsWith('.')) return relativeProblem(root, owner, file, imported);
  if (isBuiltin(imported)) {
    const allowed = owner.kind !== 'packages' || owner.inTest;
    return allowed ? undefined : `A library runs in browsers too: "${imported}" may only be imported in its tests.`;
  }
  const name = imported.split('/', imported.startsWith('@') ? 2 : 1).join('/');
  if (name.startsWith('@keepdims/')) {
    if (imported !== name) return `"${imported}": a package has one entry point; import from "${name}".`;
    return workspaceProblem(root, owner, name.slice('@keepdims/'.length)) ?? undeclaredProblem(owner, name);
  }
  return undeclaredProblem(owner, name);
}

function relativeProblem(root, owner, file, imported) {
  const target = resolve(dirname(file), imported);
  // Tooling is one body of configuration: its scripts may read each other's tables.
  const home = owner.kind === 'tooling' ? join(root, 'tooling') : owner.folder;
  if (target.startsWith(home + sep)) return undefined;
  return `"${imported}" leads out of ${owner.kind}/${owner.name}; import another package by its name.`;
}

function workspaceProblem(root, owner, name) {
  if (name.startsWith('tooling-')) {
    if (owner.inTest || owner.kind === 'tooling') return undefined;
    return `@keepdims/${name} is for tests only.`;
  }
  if (existsSync(join(root, 'apps', name))) return `@keepdims/${name} is an app; nothing imports an app.`;
  if (owner.kind !== 'packages' || (name === owner.name && owner.inTest)) return undefined;
  const row = layers[owner.name];
  if (row === undefined)
    return `@keepdims/${owner.name} has no row in tooling/eslint/layers.js, so it may import no package.`;
  const allowed = owner.inTest ? [...row.imports, ...(row.testImports ?? [])] : row.imports;
  if (allowed.includes(name)) return undefined;
  if (row.testImports?.includes(name)) return `@keepdims/${owner.name} may import @keepdims/${name} in its tests only.`;
  const names = allowed.length === 0 ? 'no package' : `only ${allowed.join(', ')}`;
  return `@keepdims/${owner.name} may not import @keepdims/${name}: tooling/eslint/layers.js allows it ${names}.`;
}

function undeclaredProblem(owner, name) {
  if (owner.inTest && testOnly.includes(name)) return undefined;
  const manifest = JSON.parse(readFileSync(join(owner.folder, 'package.json'), 'utf8'));
  if (name === manifest.name) return undefined;
  const inDependencies = Object.hasOwn({ ...manifest.dependencies, ...manifest.peerDependencies }, name);
  if (inDependencies) return undefined;
  if (!Object.hasOwn(manifest.devDependencies ?? {}, name)) {
    return `"${name}" is not in the dependencies of ${owner.kind}/${owner.name}/package.json.`;
  }
  if (owner.inTest || owner.kind === 'tooling') return undefined;
  return `"${name}" is a devDependency of ${owner.kind}/${owner.name}: only its tests may import it.`;
}
