import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every package, app and tooling package, and the examples: its folder and its parsed package.json, in the order of their paths. */
export function workspacePackages(root) {
  const inFolders = ['apps', 'packages', 'tooling'].flatMap((kind) =>
    namesIn(join(root, kind)).map((name) => join(root, kind, name)),
  );
  return [...inFolders, join(root, 'examples')]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }));
}

function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
